// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include <yuqian/model/regional/accounts/accounts.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/solution/solution.hpp>

namespace yuqian::model::report {

/// The two equilibria of a solution, evaluated and read. Index 0: reference, 1: counterfactual.
struct Readings {
  std::array<Point, 2> point;
  std::array<Accounts, 2> accounts;
  Areas areas;
  std::array<std::vector<double>, 2>
      parameters;  ///< in force: what adjusts by a swap has its adjusted value
};

/// A solution with its readings; copies are cheap.
struct Compared {
  Compared(const Solution& s, std::shared_ptr<const Readings> readings)
      : solution(s), m(*s.model), read(std::move(readings)) {}

  const Solution& solution;
  const RegionalModel& m;
  std::shared_ptr<const Readings> read;  ///< that the following are of
  const std::array<Point, 2>& point = read->point;
  const std::array<Accounts, 2>& accounts = read->accounts;
  const Areas& areas = read->areas;
  const std::array<std::vector<double>, 2>& parameters = read->parameters;
};

/// Parameter values of one equilibrium, those that adjust by a swap (eq. 98) as it found them.
std::vector<double> parameters_in_force(const RegionalModel&, const Point&,
                                        std::span<const double> stated);

/// Read once a solution: checks, tables, judgements and decompositions share what is read. Safe
/// from several threads.
Compared evaluate(const Solution&);
Compared evaluate(Equilibrium&, const Solution&);  ///< the same, with what has been built already
RegionAccounts area_accounts(const Compared&, int state,
                             int area);  ///< summed over the area's regions

const data::Set& states();      ///< axis "state": reference, counterfactual
const data::Set& households();  ///< axis "household": rural, urban

}  // namespace yuqian::model::report
