// SPDX-License-Identifier: Apache-2.0
// The tables of a solution: one idea per file, listed in registry.hpp, named as in
// data/schema/variables.csv. Each file appends its own by a function `add_<file>`.
#pragma once

#include <vector>

#include <yuqian/data/table.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>

namespace yuqian::model::report {

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
      for (int k = 0; k < items.size(); ++k) t(state, a, k) = values[at(k)];
    }
  out.push_back(std::move(t));
}

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

namespace yuqian::model {

/// Every indicator of a solution as labelled tables, named as in data/schema/variables.csv: levels
/// in the reference and in the counterfactual along the axis "state" (reference, counterfactual),
/// or changes without it. Aggregates (the two together, the rest of China, the nation) stand in the
/// axis "area" beside the single regions. Unit and axes are on each table.
std::vector<data::Table> indicators(const Solution&);

}  // namespace yuqian::model
