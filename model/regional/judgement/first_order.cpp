// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/judgement/first_order.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/model/regional/tables/first_order.hpp>

namespace yuqian::model::report {
namespace {

using Interval = FirstOrderBand::Interval;

}  // namespace

Judgement judge_first_order(const Compared& p) {
  Judgement judgement{"first_order", Verdict::not_applicable, first_order_says_nothing(p)};
  if (!judgement.reasons.empty()) return judgement;
  const FirstOrderBand band = first_order_band(p);
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
  const double wide =
      std::max(band.saving.low / band.saving.high, band.saving.high / band.saving.low);
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
  const auto largest =
      std::max_element(beside.begin(), beside.end(), [](const Beside& a, const Beside& b) {
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
