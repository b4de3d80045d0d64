// SPDX-License-Identifier: Apache-2.0
// Accounts of households, enterprises, provinces and the centre. Equations: docs/equations.md,
// "From tables to a benchmark".
#include <yuqian/calibration/benchmark/institutions.hpp>

#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/data/mapping.hpp>
#include <yuqian/data/row_sum.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/incomes.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

using data::row_sum;

/// Sums over sectors of one region, 10^8 yuan.
struct Totals {
  double labour, capital, land, farm_land, depreciation, production_tax;
  double rural, urban, government, investment;
};

Totals totals(const model::Benchmark& b, const data::Table& farm_land,
              const data::Table& depreciation, int r) {
  return {row_sum(b.labour, r),    row_sum(b.capital, r),    row_sum(b.land, r),
          row_sum(farm_land, r),   row_sum(depreciation, r), row_sum(b.production_tax, r),
          row_sum(b.rural, r),     row_sum(b.urban, r),      row_sum(b.government, r),
          row_sum(b.investment, r)};
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// Who gets what of a region's factor income, and what of it is taxed, passed on and saved.
struct Incomes {
  double distributed = 0;  ///< capital income of households
  double enterprises = 0;  ///< capital income that enterprises keep, before tax
  double enterprise_tax = 0, local_enterprise_tax = 0;
  double rural = 0;  ///< income before tax that rural households are to have
  double rural_tax = 0, urban_tax = 0;
  double social_rural = 0, social_urban = 0;
  double local_production_share = 0, local_direct_share = 0;
  double subsidy = 0, public_investment = 0, borrowing = 0;
};

/// Without budgets (eq. 31 to 34): one rate of direct tax, which households pay; everything but
/// depreciation is theirs; both groups save alike; the centre closes the province's budget.
Incomes without_budgets(const Totals& t, double tax_rate, const Assumptions& assumed) {
  const double income = t.labour + t.capital + t.land - t.depreciation;
  Incomes v;
  v.distributed = t.capital - t.depreciation;
  v.rural = income * share(t.rural, t.rural + t.urban);
  v.rural_tax = tax_rate * v.rural;
  v.urban_tax = tax_rate * (income - v.rural);
  v.local_production_share = v.local_direct_share = assumed.local_tax_share;
  v.subsidy = t.government - assumed.local_tax_share * (t.production_tax + tax_rate * income);
  return v;
}

/// With budgets (eq. 420 to 427).
Incomes with_budget(const Totals& t, const ProvincialBudget& budget, double rural_persons,
                    const std::string& region, const Assumptions& assumed) {
  Incomes v;
  const double corporate = budget.corporate_income_tax / assumed.income_tax_local,
               personal = budget.personal_income_tax / assumed.income_tax_local;
  v.enterprise_tax = corporate + budget.non_tax;
  v.local_enterprise_tax = budget.corporate_income_tax + budget.non_tax;
  const double most = t.capital - t.depreciation - v.enterprise_tax;
  if (!(most >= 0))
    throw data::InputError(
        fmt::format("{}: enterprises pay {:.6g} of income tax and fees (10^8 yuan) and earn {:.6g}",
                    region, v.enterprise_tax, t.capital - t.depreciation),
        "check that budgets and table are of one year and in one unit");
  v.social_rural = budget.social * rural_persons;
  v.social_urban = budget.social - v.social_rural;
  // (422) what the survey's saving rates ask for; enterprises pass on what is missing to it
  const double rural = t.rural / (1 - assumed.saving_rural),
               urban = t.urban / (1 - assumed.saving_urban),
               earned = t.labour + t.land + budget.social - personal;
  v.distributed = std::clamp(rural + urban - earned, 0.0, most);
  v.enterprises = t.capital - t.depreciation - v.distributed;
  v.rural = rural * share(earned + v.distributed, rural + urban);
  v.urban_tax = personal;
  v.local_production_share = std::clamp(share(budget.production_taxes, t.production_tax), 0.0, 1.0);
  v.local_direct_share = assumed.income_tax_local;
  v.subsidy = budget.central_subsidy;
  const double revenue = v.local_production_share * t.production_tax + v.local_enterprise_tax +
                         budget.personal_income_tax;
  v.public_investment = std::max(0.0, budget.expenditure - t.government - budget.social);
  v.borrowing = t.government + budget.social + v.public_investment - revenue - v.subsidy;
  return v;
}

/// Enters a region's accounts and returns what the centre has of it.
double enter(model::Benchmark& b, const Totals& t, const Incomes& v) {
  // Farm land is rural, other resources urban; labour brings rural income to its due, and capital
  // what labour cannot (eq. 33, 423).
  const double wanted = v.rural - v.social_rural - t.farm_land;
  const double from_labour = std::clamp(wanted, 0.0, t.labour);
  const double from_capital = std::clamp(wanted - from_labour, 0.0, v.distributed);
  const double from_land = std::clamp(v.rural - v.social_rural, 0.0, t.farm_land);
  const double rural = from_labour + from_capital + from_land + v.social_rural,
               urban = t.labour + v.distributed + t.land + v.social_rural + v.social_urban - rural;
  b.rural_labour_share.push_back(share(from_labour, t.labour));
  b.rural_capital_share.push_back(share(from_capital, v.distributed));
  b.rural_land_share.push_back(share(from_land, t.land));
  // The three shares of capital income add up to one without rounding: nothing passed on is zero.
  const double retained = share(t.depreciation, t.capital);
  b.retained_capital.push_back(retained);
  b.enterprise_capital.push_back(v.enterprises > 0 ? 1 - retained - share(v.distributed, t.capital)
                                                   : 0);
  b.enterprise_tax_rate.push_back(share(v.enterprise_tax, v.enterprises));
  b.local_enterprise_tax_share.push_back(share(v.local_enterprise_tax, v.enterprise_tax));
  b.rural_direct_tax_rate.push_back(share(v.rural_tax, rural));
  b.urban_direct_tax_rate.push_back(share(v.urban_tax, urban));
  b.rural_saving_rate.push_back(rural > 0 ? 1 - t.rural / (rural - v.rural_tax) : 0);
  b.urban_saving_rate.push_back(urban > 0 ? 1 - t.urban / (urban - v.urban_tax) : 0);
  b.social_to_rural.push_back(v.social_rural);
  b.social_to_urban.push_back(v.social_urban);
  b.local_production_tax_share.push_back(v.local_production_share);
  b.local_direct_tax_share.push_back(v.local_direct_share);
  b.central_to_local.push_back(v.subsidy);
  b.public_investment.push_back(v.public_investment);
  b.public_borrowing.push_back(v.borrowing);
  return (1 - v.local_production_share) * t.production_tax +
         (1 - v.local_direct_share) * (v.rural_tax + v.urban_tax) + v.enterprise_tax -
         v.local_enterprise_tax - v.subsidy;
}

/// Saving of the region itself: depreciation, households, enterprises, the province (eq. 428).
double own_saving(const model::Benchmark& b, const Totals& t, int r) {
  const double rural = model::household_income(b, r, 0).total(),
               urban = model::household_income(b, r, 1).total(),
               taxes =
                   rural * b.rural_direct_tax_rate[at(r)] + urban * b.urban_direct_tax_rate[at(r)];
  return t.depreciation + rural + urban - taxes - t.rural - t.urban +
         b.enterprise_capital[at(r)] * t.capital * (1 - b.enterprise_tax_rate[at(r)]) +
         b.public_investment[at(r)] - b.public_borrowing[at(r)];
}

}  // namespace

void split_institutions(model::Benchmark& b, const data::Table& farm_land,
                        const data::Table& depreciation, const data::Mapping& mapping,
                        const Assumptions& assumed) {
  std::vector<Totals> all;
  double product = 0, household_income = 0, central = 0, investment = 0;
  for (int r = 0; r < b.regions.size(); ++r) {
    const Totals t = all.emplace_back(totals(b, farm_land, depreciation, r));
    product += t.labour + t.capital + t.land + t.production_tax;
    household_income += t.labour + t.capital + t.land - t.depreciation;
    investment += t.investment;
  }
  for (int r = 0; r < b.regions.size(); ++r) {
    const Totals& t = all[at(r)];
    if (assumed.budgets.empty()) {
      const double rate = assumed.direct_tax_of_grp * product / household_income;
      central += enter(b, t, without_budgets(t, rate, assumed));
      continue;
    }
    ProvincialBudget budget;
    for (const int p : mapping.members(r)) budget += assumed.budgets[at(p)];
    const double persons = b.population.persons(r, 0) + b.population.persons(r, 1);
    central += enter(b, t,
                     with_budget(t, budget, share(b.population.persons(r, 0), persons),
                                 b.regions.label(r), assumed));
  }
  for (int r = 0; r < b.regions.size(); ++r) {  // (35), (36)
    b.central_to_investment.push_back(all[at(r)].investment / investment * central);
    b.external_saving.push_back(all[at(r)].investment - own_saving(b, all[at(r)], r) -
                                b.central_to_investment.back());
  }
}

}  // namespace yuqian::calibration
