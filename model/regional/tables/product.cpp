// SPDX-License-Identifier: Apache-2.0
// GRP, its parts, incomes and absorption of every area.
#include <yuqian/model/regional/tables/registry.hpp>

#include <limits>

namespace yuqian::model::report {

void add_product(Tables& out, const Compared& p) {
  const data::Set expenditure(
      "expenditure_item",
      {"rural_consumption", "urban_consumption", "government", "investment", "exports", "imports",
       "net_outflow"},
      {"农村居民消费", "城镇居民消费", "政府消费", "资本形成", "出口", "进口(负)", "净流出"});
  const data::Set income(
      "income_item",
      {"labour", "capital", "land", "production_tax", "barrier_revenue", "carbon_revenue"},
      {"劳动者报酬", "资本收入", "土地和资源收入", "生产税净额", "壁垒收入", "碳收入"});
  const data::Set production("production_item",
                             {"gross_output", "intermediates", "taxes_on_products"},
                             {"总产出", "中间投入(负)", "产品税和壁垒收入"});
  const data::Set factor("factor", {"labour", "capital", "land"}, {"劳动", "资本", "土地和资源"});
  by_area(out, p, "grp_real", "1e8 CNY", [](const RegionAccounts& a) { return a.grp_volume(); });
  by_area(out, p, "grp_nominal", "1e8 CNY", [](const RegionAccounts& a) { return a.grp_income(); });
  by_area(out, p, "grp_deflator", "1",
          [](const RegionAccounts& a) {  // a volume below zero has no price (eq. 125)
            return a.grp_volume() > 0 ? a.grp_income() / a.grp_volume()
                                      : std::numeric_limits<double>::quiet_NaN();
          });
  by_item(out, p, "grp_expenditure", expenditure,
          [](const RegionAccounts& a) -> std::vector<double> {
            return {a.rural.value,
                    a.urban.value,
                    a.government.value,
                    a.investment.value,
                    a.exports.value,
                    -a.imports.value,
                    a.outflow.value - a.inflow.value};
          });
  by_item(out, p, "grp_expenditure_real", expenditure,
          [](const RegionAccounts& a) -> std::vector<double> {
            return {a.rural.volume,
                    a.urban.volume,
                    a.government.volume,
                    a.investment.volume,
                    a.exports.volume,
                    -a.imports.volume,
                    a.outflow.volume - a.inflow.volume};
          });
  by_item(out, p, "grp_income", income, [](const RegionAccounts& a) -> std::vector<double> {
    return {a.labour, a.capital, a.land, a.production_tax, a.tariff + a.wedge, a.carbon};
  });
  by_item(out, p, "grp_production", production, [](const RegionAccounts& a) -> std::vector<double> {
    return {a.gross_output, -a.intermediates, a.taxes_on_products()};
  });
  by_item(out, p, "factor_income", factor, [](const RegionAccounts& a) -> std::vector<double> {
    return {a.labour, a.capital, a.land};
  });
  by_area(out, p, "absorption_real", "1e8 CNY", [](const RegionAccounts& a) {
    return a.rural.volume + a.urban.volume + a.government.volume + a.investment.volume;
  });
  by_area(out, p, "investment_real", "1e8 CNY",
          [](const RegionAccounts& a) { return a.investment.volume; });
  by_area(out, p, "foreign_exports", "1e8 CNY",
          [](const RegionAccounts& a) { return a.exports.volume; });
  by_area(out, p, "foreign_imports", "1e8 CNY",
          [](const RegionAccounts& a) { return a.imports.volume; });
  by_area(out, p, "government_revenue", "1e8 CNY",
          [](const RegionAccounts& a) { return a.government_income; });
  by_area(out, p, "barrier_revenue", "1e8 CNY", [](const RegionAccounts& a) { return a.wedge; });
  by_item(out, p, "household_income", households(),
          [](const RegionAccounts& a) -> std::vector<double> {
            return {a.rural_income, a.urban_income};
          });
  by_item(out, p, "consumption", households(), [](const RegionAccounts& a) -> std::vector<double> {
    return {a.rural.value, a.urban.value};
  });
  by_item(out, p, "consumption_real", households(),
          [](const RegionAccounts& a) -> std::vector<double> {
            return {a.rural.volume, a.urban.volume};
          });
}

}  // namespace yuqian::model::report
