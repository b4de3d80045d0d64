// SPDX-License-Identifier: Apache-2.0
#include "apps/check/province_accounts.hpp"

#include <yuqian/data/row_sum.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/benchmark/incomes.hpp>
#include <yuqian/model/regional/question/chains.hpp>

namespace yuqian::apps {
namespace {

using data::row_sum;

/// Sum over the goods of what f says of each.
template <class F>
double goods(const model::Benchmark& b, F&& f) {
  double sum = 0;
  for (const int i : model::chain_positions("goods", b.sectors, {})) sum += f(i);
  return sum;
}

}  // namespace

TaxesAndSaving& TaxesAndSaving::operator+=(const TaxesAndSaving& o) {
  product += o.product, production_taxes += o.production_taxes, income_taxes += o.income_taxes;
  local_taxes += o.local_taxes;
  for (int h = 0; h < 2; ++h) {
    disposable[at(h)] += o.disposable[at(h)];
    consumption[at(h)] += o.consumption[at(h)];
  }
  return *this;
}

double ProvinceAccounts::operator()(const std::string& item) const {
  const auto region = at(r_);
  const double labour = row_sum(b_.labour, r_), capital = row_sum(b_.capital, r_),
               land = row_sum(b_.land, r_), tax = row_sum(b_.production_tax, r_),
               depreciation = b_.retained_capital[region] * capital,
               consumption = row_sum(b_.rural, r_) + row_sum(b_.urban, r_),
               persons = b_.population.persons(r_, 0) + b_.population.persons(r_, 1);
  constexpr double per_head = 1e4;  // 10^8 yuan over 10^4 persons
  if (item == "grp") return labour + capital + land + tax;
  if (item == "compensation") return labour + farm_land();
  if (item == "net_taxes") return tax;
  if (item == "depreciation") return depreciation;
  if (item == "surplus") return capital - depreciation + land - farm_land();
  if (item == "rural_consumption") return row_sum(b_.rural, r_);
  if (item == "urban_consumption") return row_sum(b_.urban, r_);
  if (item == "government_consumption") return row_sum(b_.government, r_);
  if (item == "budget_expenditure")
    return row_sum(b_.government, r_) + b_.social_to_rural[region] + b_.social_to_urban[region] +
           b_.public_investment[region];
  if (item == "capital_formation") return row_sum(b_.investment, r_);
  if (item == "goods_exports") return goods(b_, [&](int i) { return b_.sold_abroad(r_, i); });
  if (item == "goods_imports") return goods(b_, [&](int i) { return b_.imports(r_, i); });
  if (item == "budget_revenue") return own_revenue();
  if (item == "central_subsidy_2016") return b_.central_to_local[region];
  if (item == "survey_income") {
    const Households h = households();
    return per_head * (h.disposable[0] + h.disposable[1]) / persons;
  }
  if (item == "consumption_per_resident") return per_head * consumption / persons;
  if (item == "co2") return emissions();
  return missing;
}

TaxesAndSaving ProvinceAccounts::taxes_and_saving() const {
  const Households h = households();
  TaxesAndSaving sums;
  sums.product = (*this)("grp");
  sums.production_taxes = (*this)("net_taxes");
  sums.income_taxes = h.tax[0] + h.tax[1] + enterprise_payments();
  sums.local_taxes = own_revenue();
  sums.disposable = h.disposable;
  sums.consumption = {row_sum(b_.rural, r_), row_sum(b_.urban, r_)};
  return sums;
}

ProvinceAccounts::Households ProvinceAccounts::households() const {
  Households list;
  for (int h = 0; h < 2; ++h) {
    const double income = model::household_income(b_, r_, h).total();
    list.tax[at(h)] =
        income * (h == 0 ? b_.rural_direct_tax_rate : b_.urban_direct_tax_rate)[at(r_)];
    list.disposable[at(h)] = income - list.tax[at(h)];
  }
  return list;
}

double ProvinceAccounts::enterprise_payments() const {
  const auto r = at(r_);
  return b_.enterprise_tax_rate[r] * b_.enterprise_capital[r] * row_sum(b_.capital, r_);
}

double ProvinceAccounts::own_revenue() const {
  const auto r = at(r_);
  const Households h = households();
  return b_.local_production_tax_share[r] * row_sum(b_.production_tax, r_) +
         b_.local_direct_tax_share[r] * (h.tax[0] + h.tax[1]) +
         b_.local_enterprise_tax_share[r] * enterprise_payments();
}

double ProvinceAccounts::farm_land() const {
  double sum = 0;
  for (int j = 0; j < b_.sectors.size(); ++j)
    if (!b_.factor_markets.farm.empty() && b_.factor_markets.farm[at(j)]) sum += b_.land(r_, j);
  return sum;
}

double ProvinceAccounts::emissions() const {
  if (!b_.has_emissions()) return missing;
  double sum = 0;
  for (int j = 0; j < b_.sectors.size(); ++j) {
    sum += b_.process_emissions(r_, j);
    for (int i = 0; i < b_.sectors.size(); ++i) sum += b_.fuel_emissions(r_, i, j);
    for (int h = 0; h < 2; ++h) sum += b_.household_emissions(r_, j, h);
  }
  return sum;
}

}  // namespace yuqian::apps
