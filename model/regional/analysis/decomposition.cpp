// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/analysis/decomposition.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>
#include <yuqian/model/regional/analysis/welfare_integral.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::model {
namespace {

const data::Set& part_axis() {
  static const data::Set set(
      "welfare_source",
      {"production_tax", "tariff", "wedge", "other_tax", "terms_of_trade_provinces",
       "terms_of_trade_abroad", "barriers", "productivity", "preferences", "endowments",
       "external_saving", "transfers", "public_and_investment", "price_levels", "path_error"},
      {"配置效率：生产税", "配置效率：关税", "配置效率：楔子", "配置效率：其他税", "省际贸易条件",
       "对外贸易条件", "壁垒(冰山成本)", "技术", "偏好", "要素禀赋", "外部储蓄", "转移和税收归属",
       "归政府与投资(负)", "价格水平差异", "路径误差"},
      {"allocative: production tax", "allocative: tariff", "allocative: wedge",
       "allocative: other taxes", "terms of trade, provinces", "terms of trade, abroad",
       "barriers (iceberg)", "productivity", "preferences", "endowments", "external saving",
       "transfers", "to government and investment", "price levels", "path error"});
  return set;
}

const data::Set& channel_axis() {
  static const data::Set set(
      "welfare_channel",
      {"labour", "capital", "land", "other_income", "transfers", "saving", "consumer_prices",
       "path_error"},
      {"劳动收入", "资本收入", "土地和资源收入", "其他收入", "转移和直接税", "储蓄(负)", "消费价格",
       "路径误差"},
      {"labour income", "capital income", "land and resources", "other income",
       "transfers and direct tax", "saving", "consumer prices", "path error"});
  return set;
}

}  // namespace

namespace {

/// Parts of one area with the path error behind them; returns that over the whole.
double state(data::Table& t, int area, const std::array<double, report::part_count>& parts,
             double whole) {
  double added = 0, size = 0;
  for (int k = 0; k < report::path_error; ++k) {
    const double part = t(area, k) = parts[at(k)];
    added += part, size += std::abs(part);
  }
  t(area, report::path_error) = whole - added;
  // A whole of nothing beside large parts has no digits to compare with.
  return size > 0 ? std::abs(whole - added) / std::max(std::abs(whole), 1e-4 * size) : 0;
}

}  // namespace

bool moves_tastes(const Scenario& s) {
  const auto moves = [](const std::vector<Shock>& shocks) {
    return std::any_of(shocks.begin(), shocks.end(),
                       [](const Shock& shock) { return shock.parameter == "household_taste"; });
  };
  return moves(s.shocks) || moves(s.reference);
}

WelfareDecomposition decompose_welfare(const Solution& s,
                                       const std::function<bool()>& interrupted) {
  if (moves_tastes(s.scenario))
    throw ModelError(s.scenario.id +
                     " moves tastes: equivalent variation then compares unlike wants");
  report::WelfareIntegral path(s, interrupted);
  const Areas& areas = path.areas();
  const report::Stretch sums = path.whole();
  WelfareDecomposition found;
  found.parts = {"equivalent_variation_by_source", {areas.set, part_axis()}, "1e8 CNY"};
  found.metric = {"welfare_metric_by_source", {areas.set, part_axis()}, "1e8 CNY"};
  found.channels = {"equivalent_variation_by_channel",
                    {areas.set, report::households(), channel_axis()},
                    "1e8 CNY"};
  found.kinks = path.kinks();
  found.solves = path.solves();
  for (int a = 0; a < areas.set.size(); ++a) {
    double whole = 0;
    for (int h = 0; h < 2; ++h) {
      double sum = 0, total = 0;
      for (const int r : areas.members[at(a)]) {
        total += path.variation(r, h);
        for (int k = 0; k < report::channel_error; ++k)
          found.channels(a, h, k) += sums.channels[at(2 * r + h)][at(k)];
      }
      for (int k = 0; k < report::channel_error; ++k) sum += found.channels(a, h, k);
      found.channels(a, h, report::channel_error) = total - sum;
      whole += total;
    }
    double metric = 0;
    for (const int r : areas.members[at(a)]) metric += path.metric(r);
    found.error = std::max({found.error, state(found.parts, a, sums.parts[at(a)], whole),
                            state(found.metric, a, sums.metric[at(a)], metric)});
  }
  return found;
}

}  // namespace yuqian::model
