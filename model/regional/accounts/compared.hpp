// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include <yuqian/model/regional/accounts/accounts.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/solution/solution.hpp>

namespace yuqian::model::report {

/// The two equilibria that a solution compares, evaluated. Index 0: reference, 1: counterfactual.
struct Compared {
  const Solution& solution;
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
/// With what has been built already; `reference`: the accounts of that state, where they are known.
Compared evaluate(Equilibrium&, const Solution&, const Accounts* reference = nullptr);
RegionAccounts area_accounts(const Compared&, int state,
                             int area);  ///< summed over the area's regions

const data::Set& states();      ///< axis "state": reference, counterfactual
const data::Set& households();  ///< axis "household": rural, urban

}  // namespace yuqian::model::report
