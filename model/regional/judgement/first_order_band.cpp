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

#include <yuqian/model/regional/judgement/first_order.hpp>

namespace yuqian::model::report {
namespace {

using Interval = FirstOrderBand::Interval;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

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
class States {
 public:
  explicit States(const Compared& p) : p_(p) {
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
Interval factor(const States& states, const data::Table& before, const data::Table& after,
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

FirstOrderBand first_order_band(const Compared& p, const Solution& s) {
  FirstOrderBand band;
  const Benchmark& b = *p.m.benchmark;
  const Accounts &before = p.accounts[0], &after = p.accounts[1];
  for (const Saving& each : savings(p, s)) {
    const Interval worth = saving_range(each);
    band.saved += each.value * each.cut;
    band.saving.low += worth.low;
    band.saving.high += worth.high;
  }
  const States states(p);
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
  const double borrowed = states.deficit[1] / states.exchange[1] -
                          states.deficit[0] / states.exchange[0];
  band.foreign_saving = between(states.deflated(0, borrowed * states.exchange[0]),
                                states.deflated(1, borrowed * states.exchange[1]));
  return band;
}

std::vector<LocalText> first_order_says_nothing(const Compared& p, const Solution& s) {
  if (savings(p, s).empty())
    return {{"情景未改变运输损耗、流通加价或投入效率，一阶近似不适用。",
             "Nothing becomes cheaper to deliver, so a first-order figure says nothing."}};
  if (!s.scenario.reference.empty())
    return {{"参照均衡不是基准年，一阶近似不适用。",
             "The reference is not the base year, whose prices the first-order figure is at."}};
  const Closure& c = s.model->closure;
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

Judgement judge_first_order(const Compared& p, const Solution& s) {
  Judgement judgement{"first_order", Verdict::not_applicable, first_order_says_nothing(p, s)};
  if (!judgement.reasons.empty()) return judgement;
  const FirstOrderBand band = first_order_band(p, s);
  const Interval allowed = band.allowed();
  const auto warn = [&](std::string zh, std::string en) {
    judgement.verdict = Verdict::warning;
    judgement.reasons.push_back({std::move(zh), std::move(en)});
  };
  judgement.verdict = Verdict::passed;
  constexpr double rounding = 1e-10, widest = 5, most_beside = 0.5;
  const double slack = rounding * band.absorption;
  if (!(band.gain >= allowed.low - slack && band.gain <= allowed.high + slack))
    warn(fmt::format("全国实际最终使用变化{:.4g}亿元，在由一阶近似、税收、贸易条件和要素变动推得的"
                     "区间[{:.4g}, {:.4g}]之外，原因不明：请核对情景和闭合。",
                     band.gain, allowed.low, allowed.high),
         fmt::format("The nation's real absorption moves by {:.4g} (10^8 yuan), outside of the "
                     "band [{:.4g}, {:.4g}] that savings, taxes, terms of trade and factors "
                     "account for: look at the scenario and the closure.",
                     band.gain, allowed.low, allowed.high));
  const double wide = std::max(band.saving.low / band.saving.high,
                               band.saving.high / band.saving.low);
  if (!(wide <= widest))
    warn(fmt::format("变化过大，一阶近似（{:.4g}亿元）没有意义：按此幅度流量会成倍变化。倍数0.90表"
                     "示下降10%，请核对幅度。",
                     band.saved),
         fmt::format("The change is too large for a first-order figure ({:.4g}, 10^8 yuan): flows "
                     "would change many times over. A factor of 0.90 is 10 % less; look at the "
                     "size.",
                     band.saved));
  struct Beside {
    const Interval& interval;
    const char *zh, *en;
  };
  const std::array<Beside, 5> beside{
      {{band.taxes, "征税部门产出的变动", "output of taxed sectors"},
       {band.terms_of_trade, "对外贸易条件", "terms of trade with the world"},
       {band.labour, "劳动投入或其所在地的变动", "labour that comes into use, or moves"},
       {band.capital, "资本利用的变动", "capital that comes into use, or moves"},
       {band.foreign_saving, "国外储蓄的变动", "saving from abroad"}}};
  const auto largest = std::max_element(
      beside.begin(), beside.end(), [](const Beside& a, const Beside& b) {
        return std::abs(a.interval.middle()) < std::abs(b.interval.middle());
      });
  if (std::abs(largest->interval.middle()) > most_beside * std::abs(band.saved))
    warn(fmt::format("一阶近似为{:.4g}亿元，模型结果为{:.4g}亿元，主要因为{}（{:+.4g}亿元）：一阶近"
                     "似不是本结果的尺度。",
                     band.saved, band.gain, largest->zh, largest->interval.middle()),
         fmt::format("To first order {:.4g}, by the model {:.4g} (10^8 yuan), mostly because of {} "
                     "({:+.4g}): the first-order figure is not a yardstick here.",
                     band.saved, band.gain, largest->en, largest->interval.middle()));
  return judgement;
}

}  // namespace yuqian::model::report
