// SPDX-License-Identifier: Apache-2.0
// What the regression tests read off a solution.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "model/report/accounts.hpp"
#include "model/solution.hpp"
#include "tests/catch.hpp"
#include "tests/china_benchmark.hpp"

namespace yuqian::tests {

/// The equilibria of a solution as accounts.
struct Outcome {
  explicit Outcome(model::Solution s) : solution(std::move(s)) {
    model::Equilibrium e(solution.model->model);
    e.set_target(solution.reference_parameters);
    before = model::accounts(*solution.model, e.evaluate(solution.reference_x));
    e.set_target(solution.parameters);
    after = model::accounts(*solution.model, e.evaluate(solution.x));
  }
  const data::Set& regions() const { return solution.model->benchmark->regions; }
  static double absorption(const model::RegionAccounts& a) {
    return a.rural.volume + a.urban.volume + a.government.volume + a.investment.volume;
  }
  /// Change of real absorption, 10^8 yuan at prices of the base year.
  double gain(int r) const {
    const auto at = static_cast<std::size_t>(r);
    return absorption(after.regions[at]) - absorption(before.regions[at]);
  }
  double gain(const char* region) const { return gain(regions().index(region)); }
  double gain() const {
    double sum = 0;
    for (int r = 0; r < regions().size(); ++r) sum += gain(r);
    return sum;
  }
  double pair_gain() const { return gain("Chongqing") + gain("Guizhou"); }

  model::Solution solution;
  model::Accounts before, after;
};

/// Solves and requires that every standing check holds.
inline Outcome solved(std::shared_ptr<const model::RegionalModel> model, const model::Scenario& scenario,
                      const model::SolveSettings& settings = {}) {
  model::Solution s = model::solve_scenario(std::move(model), scenario, settings);
  INFO(scenario.id << ": " << s.report.sentence());
  REQUIRE(s.report.solved());
  for (const model::StandingCheck& c : s.checks) {
    INFO(scenario.id << ": " << c.name << " " << c.value);
    CHECK(c.passed());
  }
  REQUIRE(s.solved());
  return Outcome(std::move(s));
}

inline const data::Table& table(const std::vector<data::Table>& all, const std::string& name) {
  for (const data::Table& t : all)
    if (t.name() == name) return t;
  throw data::InputError("no indicator is named " + name);
}

/// Iceberg cut exp(-d) between Chongqing and Guizhou, both ways, on everything.
inline model::Scenario pair_cut(double d) {
  model::Scenario s;
  s.id = "pair cut";
  model::Shock shock;
  shock.parameter = "iceberg";
  shock.where = {{"from", {"Chongqing"}}, {"to", {"Guizhou"}}};
  shock.both_ways = true;
  shock.amount = std::exp(-d);
  s.shocks = {shock};
  return s;
}

}  // namespace yuqian::tests
