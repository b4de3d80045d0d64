// SPDX-License-Identifier: Apache-2.0
// Every indicator here is linear in the quantities and in the utilities at the point, so that its
// seeds are constants; what depends on prices and incomes is found by the walk back.
#include <yuqian/model/regional/analysis/sensitivity.hpp>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/analysis/estimate_effects.hpp>
#include <yuqian/solvers/newton.hpp>

#include <algorithm>
#include <chrono>
#include <limits>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// The indicator as weights on quantities and multipliers: J = constant + quantity' q + multiplier'
/// m.
struct Weights {
  std::vector<double> quantity, multiplier;
  double constant = 0;
};

class WeightWriter {
 public:
  WeightWriter(const RegionalModel& m, const Point& reference)
      : m_(m),
        model_(*m.model),
        reference_(reference),
        w_{std::vector<double>(model_.kernel().leaves.size()),
           std::vector<double>(model_.blocks().size()), 0} {}

  Weights write(const Indicator& indicator) {
    const Areas areas(m_.benchmark->regions);
    const std::vector<int>& members = areas.members[at(indicator.area)];
    for (const int r : members) {
      switch (indicator.kind) {
        case Indicator::Kind::equivalent_variation:
          for (const ConsumerId id : households(r, indicator.household)) add_welfare(id);
          break;
        case Indicator::Kind::welfare:
          for (const ConsumerId id : final_users(m_, r)) add_welfare(id);
          break;
        case Indicator::Kind::consumption:
          for (const ConsumerId id : households(r, indicator.household)) add_volume(id);
          break;
        case Indicator::Kind::investment:
          add_volume(m_.investment[at(r)]);
          break;
        case Indicator::Kind::real_product:
          add_net_trade(r);
          [[fallthrough]];
        case Indicator::Kind::absorption:
          for (const ConsumerId id : final_users(m_, r)) add_volume(id);
      }
    }
    return std::move(w_);
  }

 private:
  std::vector<ConsumerId> households(int r, int which) const {
    if (which == 0) return {m_.rural[at(r)]};
    if (which == 1) return {m_.urban[at(r)]};
    return {m_.rural[at(r)], m_.urban[at(r)]};
  }

  void add_welfare(ConsumerId id) {
    const int b = model_.block_of(id);
    if (b < 0) return;
    const TreeData& tree = model_.kernel().trees[at(model_.blocks()[at(b)].inputs)];
    const double unit_cost = reference_.kernel.cost[at(tree.nest_begin)];
    w_.multiplier[at(b)] += unit_cost;
    w_.constant -= unit_cost * reference_.multiplier[at(b)];
  }

  template <class F>  // f(meaning of a leaf) gives the weight of its quantity
  void add_leaves(int block, int tree, F&& f) {
    if (block < 0) return;
    const TreeData& t = model_.kernel().trees[at(tree)];
    for (int i = t.leaf_begin; i < t.leaf_end; ++i) w_.quantity[at(i)] += f(netput(model_, i));
  }

  void add_volume(ConsumerId id) {
    const int b = model_.block_of(id);
    if (b >= 0) add_leaves(b, model_.blocks()[at(b)].inputs, [](const auto&) { return 1.0; });
  }

  /// Exports less imports and outflow less inflow, as accounts/ counts them.
  void add_net_trade(int region) {
    using Bought = Meaning<Netput>;
    const int regions = m_.benchmark->regions.size(), sectors = m_.benchmark->sectors.size();
    // What the region makes, and the margins that it sells.
    const auto own = [region](const Bought& b) {
      return (b.is(Netput::provincial) || b.is(Netput::margin)) && b.region == region;
    };
    // What a region buys: its own supply and its own margins are not trade, all else is inflow or
    // import. Goods that come by a route of their own are counted there.
    const auto bought_by = [&](int buyer) {
      return [&own, ours_is = buyer == region ? 0.0 : 1.0,
              others_are = buyer == region ? -1.0 : 0.0](const Bought& b) {
        return b.is(Netput::quota_route) ? 0.0 : own(b) ? ours_is : others_are;
      };
    };
    for (int i = 0; i < sectors; ++i) {
      const auto activity = [&](ActivityId id, bool outputs, auto&& f) {
        if (!id.valid()) return;
        const int b = model_.block_of(id);
        const BlockData& block = model_.blocks()[at(b)];
        add_leaves(b, outputs ? block.outputs : block.inputs, f);
      };
      activity(m_.output(region, i), true,
               [](const Bought& b) { return b.is(Netput::foreign_sale) ? 1.0 : 0.0; });
      if (!m_.world.empty())
        activity(m_.world[at(i)], false, [&](const Bought& b) { return own(b) ? 1.0 : 0.0; });
      for (int r = 0; r < regions; ++r)
        for (const ActivityId id : {m_.intermediate(r, i), m_.final_use(r, i)})
          activity(id, false, bought_by(r));
      for (const QuotaRoute& route : m_.quotas)
        if (route.good == i) activity(route.activity, false, bought_by(route.to));
    }
  }

  const RegionalModel& m_;
  const Model& model_;
  const Point& reference_;
  Weights w_;
};

ParameterEffect family_effect(const ParameterFamily& family, std::span<const double> values,
                              std::span<const double> derivatives) {
  ParameterEffect e{
      family.name, {family.name, family.axes, "1"}, {family.name, family.axes, "1e8 CNY"}};
  for (std::size_t k = 0; k < family.ids.size(); ++k) {
    const ParameterId id = family.ids[k];
    const double missing = std::numeric_limits<double>::quiet_NaN();
    e.value.values()[k] = id.valid() ? values[at(id.value)] : missing;
    e.derivative.values()[k] = id.valid() ? derivatives[at(id.value)] : missing;
  }
  return e;
}

}  // namespace

const std::vector<std::string>& indicator_kinds() {
  static const std::vector<std::string> kinds{
      "ev", "grp_real", "absorption_real", "consumption_real", "investment_real", "welfare"};
  return kinds;
}

Indicator parse_indicator(std::string_view text, const Areas& areas) {
  const std::vector<std::string>& kinds = indicator_kinds();
  static const std::vector<std::string> groups{"rural", "urban"};
  const auto refuse = [&](const std::string& message, const std::string& hint) {
    throw data::InputError({{}, message, std::string(text), hint});
  };
  const auto open = text.find('[');
  const std::string kind(text.substr(0, open));
  const auto found = std::find(kinds.begin(), kinds.end(), kind);
  if (found == kinds.end())
    refuse(fmt::format("unknown indicator \"{}\"", kind), data::suggestion(kind, kinds));
  if (open == text.npos || text.back() != ']')
    refuse(fmt::format("\"{}\" does not say of which area", text),
           fmt::format("write {}[China] or {}[Guizhou]", kind, kind));
  Indicator indicator;
  indicator.kind = static_cast<Indicator::Kind>(found - kinds.begin());
  indicator.text = std::string(text);
  const std::string inside(text.substr(open + 1, text.size() - open - 2));
  const auto comma = inside.find(',');
  const std::string area = inside.substr(0, comma);
  const auto place = data::find_named(areas.set, area);
  if (!place)
    refuse(fmt::format("no area \"{}\" in this model", area), data::suggestion(area, areas.set));
  indicator.area = *place;
  indicator.text = fmt::format("{}[{}]", kind, areas.set.label(*place));
  if (comma == inside.npos) return indicator;
  std::string group = inside.substr(comma + 1);
  if (const auto g = data::find_named(data::Set("household", groups), group))
    group = groups[at(*g)];
  if (kind != "ev" && kind != "consumption_real")
    refuse(fmt::format("\"{}\" is not told apart by household group", kind),
           "leave out \"," + group + "\"");
  const auto which = std::find(groups.begin(), groups.end(), group);
  if (which == groups.end())
    refuse(fmt::format("unknown household group \"{}\"", group), data::suggestion(group, groups));
  indicator.household = static_cast<int>(which - groups.begin());
  indicator.text = fmt::format("{}[{},{}]", kind, areas.set.label(*place), group);
  return indicator;
}

LinearIndicator linear_indicator(const RegionalModel& m, const Point& reference,
                                 const Indicator& indicator) {
  const Weights w = WeightWriter(m, reference).write(indicator);
  LinearIndicator sum{{}, w.constant};
  for (int b = 0; b < static_cast<int>(m.model->blocks().size()); ++b) {
    if (w.multiplier[at(b)] != 0) sum.terms.push_back({b, -1, w.multiplier[at(b)]});
    const BlockData& block = m.model->blocks()[at(b)];
    for (int i = block.leaf_begin; i < block.leaf_end; ++i)
      if (w.quantity[at(i)] != 0) sum.terms.push_back({b, i, w.quantity[at(i)]});
  }
  return sum;
}

double LinearIndicator::value(const Model& model, const Point& point) const {
  double sum = constant;
  for (const Term& t : terms)
    sum += t.weight *
           (t.leaf < 0 ? point.multiplier[at(t.block)] : point.quantity(model, t.block, t.leaf));
  return sum;
}

double indicator_value(const RegionalModel& m, const Point& reference, const Point& point,
                       const Indicator& indicator) {
  return linear_indicator(m, reference, indicator).value(*m.model, point);
}

Sensitivity sensitivity(const Solution& s, const Indicator& indicator) {
  if (!s.solved())
    throw ModelError("an unsolved scenario has no derivatives: " + s.report.sentence());
  const RegionalModel& m = *s.model;
  Equilibrium e(m.model);
  e.set_target(s.reference_parameters);
  const Point reference = e.evaluate(s.reference_x);
  e.set_target(s.parameters);

  const auto begin = std::chrono::steady_clock::now();
  const Weights weights = WeightWriter(m, reference).write(indicator);
  SweepSeeds seeds{.quantity = weights.quantity, .multiplier = weights.multiplier};
  std::vector<double> gradient(s.x.size()), w(s.x.size()), total(s.parameters.size());
  Sensitivity result{indicator, indicator_value(m, reference, e.evaluate(s.x), indicator), {}, 0};
  e.pull_back(s.x, seeds, gradient, {});
  solvers::Newton newton;
  if (newton.adjoint(e, s.x, gradient, w) != solvers::LinearStatus::ok)
    throw ModelError("the Jacobian at the solution is singular: no derivative exists there");
  seeds.row = w;
  e.pull_back(s.x, seeds, gradient, total);
  for (const ParameterFamily& family : m.parameters.families())
    if (family.part.empty()) result.effects.push_back(family_effect(family, s.parameters, total));
  result.effects.push_back(trade_flow_effect(m, s.parameters, total));
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return result;
}

}  // namespace yuqian::model
