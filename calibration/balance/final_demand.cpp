// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/both.hpp>
#include <yuqian/calibration/balance/final_demand.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <yuqian/data/mrio.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

using data::Table;

double column_total(const Table& final_use, int r, int f) {
  double sum = 0.0;
  for (int i = 0; i < final_use.axis(1).size(); ++i) sum += final_use(r, i, f);
  return sum;
}

/// Rural and urban stand exchanged if each column fits the other's control far better.
bool exchanged(double rural, double urban, double rural_control, double urban_control) {
  if (!(rural > 0.0 && urban > 0.0)) return false;  // an empty column is refused later, by name
  const auto misfit = [](double a, double b) { return std::abs(std::log(a / b)); };
  return misfit(rural, urban_control) + misfit(urban, rural_control) + 2.0 <
         misfit(rural, rural_control) + misfit(urban, urban_control);
}

}  // namespace

Table final_use_of_four_items(const SourceTables& t, Treatments& treatments) {
  Table four("final_use", {t.regions, t.sectors, data::final_use_set()}, "10^8 yuan",
             t.final_use.source());
  const int n = t.sectors.size();
  const auto control = [&](int r, const char* item) {
    return t.controls(r, t.controls.axis(1).index(item));
  };
  for (int r = 0; r < t.regions.size(); ++r) {
    std::array<int, 3> from{0, 1, 2};
    const double rural = column_total(t.final_use, r, 0), urban = column_total(t.final_use, r, 1);
    if (exchanged(rural, urban, control(r, "expd_hsh_rural"), control(r, "expd_hsh_urban"))) {
      std::swap(from[0], from[1]);
      treatments.push_back(
          {"exchange_households",
           t.regions.label(r),
           std::abs(rural - urban),
           {"农村与城镇消费互置：已换回",
            "rural and urban consumption stand in each other's column: exchanged"}});
    }
    const double stock = column_total(t.final_use, r, 4);
    const double stock_control = control(r, "expd_inventory");
    const double factor = stock == 0.0 ? 0.0 : std::clamp(stock_control / stock, 0.0, 1.0);
    if (std::abs((1.0 - factor) * stock) > 0.05 * column_total(t.final_use, r, 3)) {
      treatments.push_back(
          {"scale_inventories", t.regions.label(r), (1.0 - factor) * stock,
           both("inventories of {:.0f} against {:.0f} in the national accounts: scaled",
                "存货变动{:.0f}，国民核算为{:.0f}：按后者缩放", stock, stock_control)});
    }
    for (int i = 0; i < n; ++i) {
      for (int f = 0; f < 3; ++f) four(r, i, f) = t.final_use(r, i, from[at(f)]);
      const double investment = t.final_use(r, i, 3) + factor * t.final_use(r, i, 4);
      four(r, i, 3) = std::max(0.0, investment);
      if (investment < 0.0)
        treatments.push_back(
            {"negative_investment",
             t.regions.label(r) + "," + t.sectors.label(i),
             -investment,
             {"存货减少超过投资：置零", "stocks run down by more than is invested: set to zero"}});
    }
  }
  return four;
}

std::vector<double> revised_grp(const SourceTables& t) {
  std::vector<double> grp(static_cast<std::size_t>(t.regions.size()), 0.0);
  const data::Set& items = t.controls.axis(1);
  for (int r = 0; r < t.regions.size(); ++r)
    for (int k = 0; k < items.size(); ++k)
      if (items.label(k).starts_with("prod_va_")) grp[at(r)] += t.controls(r, k);
  return grp;
}

Table final_use_totals(const SourceTables& t, const Accounts& a) {
  Table totals("final_use_totals", {t.regions, data::final_use_set()}, "10^8 yuan",
               t.controls.source());
  const auto control = [&](int r, const char* item) {
    return t.controls(r, t.controls.axis(1).index(item));
  };
  const std::vector<double> revised = revised_grp(t);
  double wanted = 0.0, given = 0.0;
  for (int r = 0; r < a.provinces(); ++r) {
    const double vintage = a.grp(r) / revised[at(r)];
    const std::array items{control(r, "expd_hsh_rural"), control(r, "expd_hsh_urban"),
                           control(r, "expd_gov"),
                           control(r, "expd_fixed_capital") + control(r, "expd_inventory")};
    for (int f = 0; f < 4; ++f) given += totals(r, f) = vintage * items[at(f)];
    wanted += a.grp(r);
    for (int i = 0; i < a.goods(); ++i) wanted += a.imports(r, i) - a.exports(r, i);
  }
  for (double& value : totals.values()) value *= wanted / given;
  return totals;
}

}  // namespace yuqian::calibration
