// SPDX-License-Identifier: Apache-2.0
// The nation's gain against a band that is derived (docs/equations.md, eq. 130 to 133). All prices
// are one at the benchmark, so
//   dA = V dd + sum t dY + sum E dp + sum w dL + sum r dK + dB.
// Along the path from the reference to the counterfactual every coefficient lies between its values
// at the two ends; so does each integral between the sums at either end.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/first_order.hpp>

namespace yuqian::model::report {
namespace {

using Interval = FirstOrderBand::Interval;

Interval between(double a, double b) { return {std::min(a, b), std::max(a, b)}; }

/// Families whose moves are savings, or by which nothing changes hands.
constexpr std::array<std::string_view, 4> of_delivery{"iceberg", "policy_barrier", "margin_use",
                                                      "chain_efficiency"};

Interval saving_range(const Saving& s) {
  const double d = s.cut;
  const double grown = s.value * d * std::exp(s.growth * d),
               shrunk = s.shrinkage > 0 ? s.value * (1 - std::exp(-s.shrinkage * d)) / s.shrinkage
                                        : s.value * d;
  return between(grown, shrunk);
}

/// The two states' sums over regions and sectors of what has a price there, deflated by the price
/// of absorption.
class StateSums {
 public:
  explicit StateSums(const Compared& p) : p_(p) {
    for (int k = 0; k < 2; ++k) {
      double value = 0;
      for (const RegionAccounts& a : p.accounts[at(k)].regions) {
        value += a.rural.value + a.urban.value + a.government.value + a.investment.value;
        absorption[at(k)] +=
            a.rural.volume + a.urban.volume + a.government.volume + a.investment.volume;
        deficit[at(k)] += a.imports.value - a.exports.value;
      }
      price_[at(k)] = value / absorption[at(k)];
      exchange[at(k)] = level(k, p.m.foreign_exchange);
    }
  }

  double level(int state, CommodityId id) const {
    return p_.point[at(state)].level[at(p_.m.model->offsets()(id))];
  }
  /// Sums f(state at whose prices, region, sector).
  template <class F>
  Interval sum(F&& f) const {
    const Benchmark& b = *p_.m.benchmark;
    std::array<double, 2> total{};
    for (int k = 0; k < 2; ++k)
      for (int r = 0; r < b.regions.size(); ++r)
        for (int j = 0; j < b.sectors.size(); ++j)
          if (b.output(r, j) > 0) total[at(k)] += f(k, r, j) / price_[at(k)];
    return between(total[0], total[1]);
  }
  double deflated(int state, double value) const { return value / price_[at(state)]; }

  std::array<double, 2> absorption{}, deficit{}, exchange{};

 private:
  const Compared& p_;
  std::array<double, 2> price_{};
};

/// Of a factor: its services in use at the price of either state.
template <class Price>
Interval factor(const StateSums& states, const data::Table& before, const data::Table& after,
                Price&& price) {
  return states.sum([&](int k, int r, int j) {
    const double p0 = price(0, r, j), p1 = price(1, r, j);
    if (!(p0 > 0) || !(p1 > 0)) return 0.0;
    return price(k, r, j) * (after(r, j) / p1 - before(r, j) / p0);
  });
}

}  // namespace

Interval FirstOrderBand::allowed() const {
  Interval sum;
  for (const Interval& i : {saving, taxes, terms_of_trade, labour, capital, foreign_saving})
    sum.low += i.low, sum.high += i.high;
  return sum;
}

FirstOrderBand first_order_band(const Compared& p) {
  FirstOrderBand band;
  const Benchmark& b = *p.m.benchmark;
  const Accounts &before = p.accounts[0], &after = p.accounts[1];
  for (const Saving& each : savings(p)) {
    const Interval worth = saving_range(each);
    band.saved += each.value * each.cut;
    band.saving.low += worth.low;
    band.saving.high += worth.high;
  }
  const StateSums states(p);
  band.absorption = states.absorption[0];
  band.gain = states.absorption[1] - states.absorption[0];
  band.taxes = states.sum([&](int k, int r, int j) {
    return b.production_tax(r, j) / b.output(r, j) * p.accounts[at(k)].producer_price(r, j) *
           (after.output(r, j) - before.output(r, j));
  });
  if (!p.m.world.empty())
    band.terms_of_trade = states.sum([&](int k, int r, int j) {
      const auto foreign = [&](int state) {
        return p.accounts[at(state)].producer_price(r, j) / states.exchange[at(state)];
      };
      return p.accounts[at(k)].exports(r, j) * (foreign(1) - foreign(0)) * states.exchange[at(k)];
    });
  const auto price_of = [&](const Grid<CommodityId>& grid) {
    return [&](int k, int r, int j) {
      const CommodityId id = grid(r, j);
      return id.valid() ? states.level(k, id) : 0.0;
    };
  };
  band.labour = factor(states, before.labour, after.labour, price_of(p.m.wage));
  band.capital = factor(states, before.capital, after.capital, price_of(p.m.rent));
  const double borrowed =
      states.deficit[1] / states.exchange[1] - states.deficit[0] / states.exchange[0];
  band.foreign_saving = between(states.deflated(0, borrowed * states.exchange[0]),
                                states.deflated(1, borrowed * states.exchange[1]));
  return band;
}

std::vector<LocalText> first_order_says_nothing(const Compared& p) {
  const Solution& s = p.solution;
  if (savings(p).empty())
    return {{"情景未改变运输损耗、流通费用或投入效率，一阶近似不适用。",
             "Nothing becomes cheaper to deliver, so a first-order figure says nothing."}};
  if (!s.scenario.reference.empty())
    return {{"参照均衡不是基准年，一阶近似不适用。",
             "The reference is not the base year, whose prices the first-order figure is at."}};
  const Closure& c = *s.model->closure;
  if (c.public_capital == Closure::PublicCapital::productive ||
      c.spillover != Closure::Spillover::none || c.returns != Closure::Returns::constant)
    return {{"该闭合下生产率随其他变量变动，一阶近似不适用。",
             "Under this closure productivity moves with other things, which no flow shows."}};
  if (c.linkage != Closure::Linkage::none || !c.swaps.empty())
    return {{"该闭合下税率或其他参数随之调整，一阶近似不适用。",
             "Under this closure a rate or another parameter adjusts, which no flow shows."}};
  const ParameterSpace& space = s.model->parameters;
  for (const Shock& shock : s.scenario.shocks)
    if (std::find(of_delivery.begin(), of_delivery.end(), shock.parameter) == of_delivery.end())
      for (const std::size_t k : touched_parameters(space, shock))
        if (s.parameters[k] != s.reference_parameters[k])
          return {{fmt::format("情景同时改变“{}”，一阶近似只计入更便宜的运送，不适用。",
                               shock.parameter),
                   fmt::format("The scenario moves \"{}\" too, which is not a saving on a flow.",
                               shock.parameter)}};
  return {};
}

}  // namespace yuqian::model::report
