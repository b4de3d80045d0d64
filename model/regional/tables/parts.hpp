// SPDX-License-Identifier: Apache-2.0
// The tables of a solution, one idea a file; each part appends its own, named as in
// data/schema/variables.csv. indicators.cpp calls them one after the other.
#pragma once

#include <yuqian/model/regional/accounts/accounts.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/solve/solution.hpp>

#include <array>

namespace yuqian::model::report {

/// The two equilibria that a solution compares, evaluated. Index 0: reference, 1: counterfactual.
struct Compared {
  const RegionalModel& m;
  std::array<Point, 2> point;
  std::array<Accounts, 2> accounts;
  Areas areas;
  std::array<std::vector<double>, 2>
      parameters;  ///< in force: what adjusts by a swap has its adjusted value
};

/// Parameter values of one equilibrium, those that adjust by a swap (eq. 98) as it found them.
std::vector<double> parameters_in_force(const RegionalModel&, const Point&,
                                        std::span<const double> stated);

Compared evaluate(const Solution&);
Compared evaluate(Equilibrium&, const Solution&);  ///< with what has been built already
RegionAccounts area_accounts(const Compared&, int state,
                             int area);  ///< summed over the area's regions

const data::Set& states();      ///< axis "state": reference, counterfactual
const data::Set& households();  ///< axis "household": rural, urban

using Tables = std::vector<data::Table>;

/// Appends a table [state, area]; f(accounts of the area) is one number.
template <class F>
void by_area(Tables& out, const Compared& p, const char* name, const char* unit, F&& f) {
  data::Table t(name, {states(), p.areas.set}, unit);
  for (int state = 0; state < 2; ++state)
    for (int a = 0; a < p.areas.set.size(); ++a) t(state, a) = f(area_accounts(p, state, a));
  out.push_back(std::move(t));
}

/// Appends a table [state, area, item] in 10^8 yuan; f(accounts of the area) is one number an item.
template <class F>
void by_item(Tables& out, const Compared& p, const char* name, const data::Set& items, F&& f) {
  data::Table t(name, {states(), p.areas.set, items}, "1e8 CNY");
  for (int state = 0; state < 2; ++state)
    for (int a = 0; a < p.areas.set.size(); ++a) {
      const std::vector<double> values = f(area_accounts(p, state, a));
      for (int k = 0; k < items.size(); ++k) t(state, a, k) = values[static_cast<std::size_t>(k)];
    }
  out.push_back(std::move(t));
}

void add_product(Tables&, const Compared&);
void add_welfare(Tables&, const Compared&);
void add_prices(Tables&, const Compared&);
void add_sectors(Tables&, const Compared&);
/// Wages and returns as indices, employment, pay, unemployment, migration, capital and its income
/// between regions. A figure that a closure does not have is not-a-number: pay by kind of work
/// without migration.
void add_factors(Tables&, const Compared&, const Solution&);
void add_trade(Tables&, const Compared&);
void add_margins(Tables&, const Compared&);
void add_quotas(Tables&, const Compared&);
void add_first_order(Tables&, const Compared&, const Solution&);
/// Public budgets by item.
/// Households' incomes by source; sources add up to household_income.
void add_income_sources(Tables&, const Compared&);
void add_fiscal(Tables&, const Compared&);
/// Incomes by head, poverty and inequality; nothing where the benchmark has no population.
void add_distribution(Tables&, const Compared&);
/// CO2 by area, its price and intensity, and leakage (eq. 87). Prices are not-a-number where
/// emissions are not priced, leakage where no area is capped alone.
void add_emissions(Tables&, const Compared&, const Solution&);
/// The subsidy that reaches a linkage target, its cost, and the cost of a yuan of extra trade; else
/// not-a-number.
void add_linkage(Tables&, const Compared&);
void add_checks(Tables&, const Solution&);
/// Real GRP as a chain of neither state's prices: Fisher (eq. 101).
void add_volume(Tables&, const Compared&);
/// What a partner's deliveries come instead of: creation and diversion (eq. 102).
void add_trade_effects(Tables&, const Compared&);
/// Similarity and specialisation of regions by their sectors (eq. 103 to 105).
void add_structure(Tables&, const Compared&);
/// How many suppliers intermediates come from (eq. 106).
void add_concentration(Tables&, const Compared&);
/// Backward and forward linkages and extraction (eq. 107 to 109); nothing where the table is too
/// large.
void add_interindustry(Tables&, const Compared&);

/// A sum that does not hold: how far it is off, relative to its size, and which one it is.
struct SumGap {
  double size = 0;
  std::string what;  ///< "grp_income adds up to grp_nominal: 3 for 4 in Guizhou"
};
/// The widest gap in what tables claim to add up to: product by its three routes, real product,
/// value added, trade, and areas as sums of regions. What is not a number is a gap without bound.
SumGap widest_gap(const Tables&, const Areas&);
double tables_gap(const Compared&);  ///< its size, of the tables that such sums are in

}  // namespace yuqian::model::report
