// SPDX-License-Identifier: Apache-2.0
// The terms of a chain, read cell by cell from the tables of a result file.
#include "apps/explain/terms.hpp"
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

#include "apps/explain/term_list.hpp"

namespace yuqian::apps::explain {
namespace {

/// Rounding of sums of doubles and of what the solver left, relative to the levels added up.
constexpr double rounding = 1e-10;

/// A label that stands for the sum over its axis: what it is made of are the others.
constexpr std::string_view all_of = "all";

bool is_state(const data::Set& axis) { return axis.name() == "state"; }
bool is_area(const data::Set& axis) {
  return axis.name() == "area" || axis.name() == "budget" || axis.name() == "region";
}

/// The cells of one table that belong to the target, by whatever labels it leaves open.
void add_items(TermList& terms, const Chain& chain, const Chain::Part& part, const Target& target) {
  const data::Table table = target.file.table(part.table, target.scenario, target.trade);
  const data::Set& areas = target.areas.set;
  const int regions = target.file.set("region").size();  // areas begin with them
  const bool one_area = chain.regions == Chain::Regions::area;
  const bool by_region = chain.regions == Chain::Regions::each && target.members().size() > 1;
  each_cell(table, [&](const Cell& cell, double value) {
    std::vector<int> open;
    int state = -1;
    bool wanted = part.labels.empty();
    for (int k = 0; k < table.rank(); ++k) {
      const data::Set& axis = table.axis(k);
      const std::string& label = axis.label(cell[at(k)]);
      if (is_state(axis)) {
        state = cell[at(k)];
      } else if (is_area(axis)) {
        const auto area = areas.find(label);
        if (!area) return;  // the centre's budget
        if (one_area ? *area != target.area
                     : *area >= regions || !target.areas.contains(target.area, *area))
          return;
        if (by_region) open.push_back(k);
      } else {
        const auto held = target.held(axis.name());
        const bool is_open = !held || *held == all_of;
        if (!is_open && *held != label) return;
        if (is_open) open.push_back(k);
        if (std::find(part.labels.begin(), part.labels.end(), label) != part.labels.end())
          wanted = true;
      }
    }
    if (!wanted) return;
    terms.add(table, cell, open, state, value);
  });
}

/// Trade across the border of the area by partner and good (eq. 24).
void add_flows(TermList& terms, const Chain& chain, const Target& target) {
  const data::Table flow = target.file.table(chain.parts[0].table, target.scenario, target.trade);
  const bool out =
      chain.rule == Chain::Rule::outflow;  // axes: state, supplier, region_to, sector, use
  each_cell(flow, [&](const Cell& c, double value) {
    const bool from = target.areas.contains(target.area, c[1]),
               to = target.areas.contains(target.area, c[2]);
    if (from != to && from == out) terms.add(flow, c, {out ? 2 : 1, 3}, c[0], value);
  });
}

/// What consumption in the reference weighs a household group of a region with.
class Weights {
 public:
  explicit Weights(const Target& t)
      : target_(t), consumption_(t.file.table("consumption", t.scenario, t.trade)) {
    for (const int r : t.members())
      for (int h = 0; h < consumption_.axis(2).size(); ++h)
        if (counts(h)) all_ += consumption_(0, r, h);
  }
  bool counts(int h) const {
    const auto held = target_.held("household");
    return !held || consumption_.axis(2).label(h) == *held;
  }
  /// `area` is a region, or the target's area.
  double operator()(int area, int h) const {
    return counts(h) ? consumption_(0, area, h) / all_ : 0;
  }

 private:
  const Target& target_;
  data::Table consumption_;
  double all_ = 0;
};

void add_basket(TermList& terms, const Chain& chain, const Target& target) {
  const auto read = [&](int k) {
    return target.file.table(chain.parts[at(k)].table, target.scenario, target.trade);
  };
  const data::Table price = read(0),
                    share = read(1);  // [state, region, sector]; [region, household, sector]
  const Weights weight(target);
  const std::vector<int> name = target.members().size() > 1 ? std::vector{1, 2} : std::vector{2};
  each_cell(price, [&](const Cell& c, double value) {
    if (!target.areas.contains(target.area, c[1])) return;
    for (int h = 0; h < share.axis(1).size(); ++h)
      if (const double w = weight(c[1], h) * share(c[1], h, c[2]); w > 0)
        terms.add(price, c, name, c[0], w * value);
  });
  const data::Table carbon = read(2);  // [state, region, household]
  each_cell(carbon, [&](const Cell& c, double value) {
    if (target.areas.contains(target.area, c[1]))
      terms.add(carbon, c, {}, c[0], weight(c[1], c[2]) * value);
  });
}

/// The indicator's own figure in a state: cells that the request leaves open are added up, prices
/// weighted.
void read_figure(Explanation& e, const Target& target) {
  std::optional<Weights> weight;
  if (e.chain->rule == Chain::Rule::basket) weight.emplace(target);
  each_cell(target.table, [&](const Cell& c, double value) {
    for (int k = 0; k < target.table.rank(); ++k)
      if (target.fixed[at(k)] >= 0 && target.fixed[at(k)] != c[at(k)]) return;
    if (weight) value *= (*weight)(target.area, c[2]);
    (target.has_state() && c[0] == 0 ? e.reference : e.counterfactual) += value;
  });
  e.change = e.counterfactual - e.reference;
  if (!target.has_state())
    e.reference = e.counterfactual = std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

bool Explanation::adds_up() const {  // false for not-a-number
  return std::abs(remainder()) <= tolerance && std::abs(level_remainder) <= tolerance;
}

bool applies(const Chain& chain, const Target& target) {
  if (chain.indicator != target.indicator) return false;
  for (int k = 0; k < target.table.rank(); ++k) {
    const data::Set& axis = target.table.axis(k);
    if (target.fixed[at(k)] < 0 || is_area(axis) || chain.rule != Chain::Rule::items) continue;
    for (const Chain::Part& part : chain.parts) {
      if (!target.file.has(part.table)) continue;
      const data::Table table = target.file.table(part.table, target.scenario, target.trade);
      if (std::none_of(table.axes().begin(), table.axes().end(),
                       [&](const data::Set& a) { return a.name() == axis.name(); }))
        return false;
    }
  }
  return true;
}

Explanation explain(const Chain& chain, const Target& target) {
  Explanation e;
  e.chain = &chain;
  for (const Chain::Part& part : chain.parts)
    if (!target.file.has(part.table)) e.missing.push_back(part.table);
  read_figure(e, target);
  if (!e.missing.empty()) return e;
  TermList terms;
  if (chain.rule == Chain::Rule::basket)
    add_basket(terms, chain, target);
  else if (chain.rule != Chain::Rule::items)
    add_flows(terms, chain, target);
  else
    for (const Chain::Part& part : chain.parts) add_items(terms, chain, part, target);
  e.terms = std::move(terms).list();
  if (target.has_state()) e.level_remainder = e.reference;
  double size =
      target.has_state() ? std::abs(e.reference) + std::abs(e.counterfactual) : std::abs(e.change);
  for (const Term& t : e.terms) {
    e.sum += t.contribution;
    if (target.has_state()) e.level_remainder -= t.reference;
    size += target.has_state() ? std::abs(t.reference) + std::abs(t.counterfactual)
                               : std::abs(t.contribution);
  }
  e.tolerance = rounding * size;
  return e;
}

}  // namespace yuqian::apps::explain
