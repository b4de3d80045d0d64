// SPDX-License-Identifier: Apache-2.0
// What the regression tests read off a solution.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <yuqian/data/find_table.hpp>
#include <yuqian/model/regional/accounts/accounts.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/catch.hpp"
#include "tests/china_benchmark.hpp"

namespace yuqian::tests {

/// The equilibria of a solution as accounts.
struct Outcome {
  explicit Outcome(model::Solution s)
      : solution(std::move(s)),
        before_point(point(solution, solution.reference_parameters, solution.reference_x)),
        after_point(point(solution, solution.parameters, solution.x)),
        before(model::accounts(*solution.model, before_point)),
        after(model::accounts(*solution.model, after_point)) {}
  static model::Point point(const model::Solution& s, const std::vector<double>& parameters,
                            const std::vector<double>& x) {
    model::Equilibrium e(s.model->model);
    e.set_target(parameters);
    return e.evaluate(x);
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
  model::Point before_point, after_point;
  model::Accounts before, after;
};

/// What stands between a first-order gain and the nation's real absorption where the benchmark is
/// the reference (first_order.cpp): production that grows where it is taxed, and another price for
/// exports.
struct Distortions {
  double tax = 0, terms_of_trade = 0;
};

inline Distortions distortions(const Outcome& o) {
  Distortions d;
  const model::Benchmark& b = *o.solution.model->benchmark;
  for (int r = 0; r < b.regions.size(); ++r)
    for (int j = 0; j < b.sectors.size(); ++j) {
      if (!(b.output(r, j) > 0)) continue;
      d.tax +=
          b.production_tax(r, j) / b.output(r, j) * (o.after.output(r, j) - o.before.output(r, j));
      if (!o.solution.model->world.empty())
        d.terms_of_trade += b.sold_abroad(r, j) * (o.after.producer_price(r, j) - 1);
    }
  return d;
}

/// The nation's gain without them.
inline double undistorted_gain(const Outcome& o) {
  const Distortions w = distortions(o);
  return o.gain() - w.tax - w.terms_of_trade;
}

/// Solves and requires that every standing check holds.
inline Outcome solved(std::shared_ptr<const model::RegionalModel> model,
                      const model::Scenario& scenario, const model::SolveSettings& settings = {}) {
  model::Solution s = model::solve_scenario(std::move(model), scenario, settings);
  INFO(scenario.id << ": " << s.report.sentence());
  REQUIRE(s.report.solved());
  for (const model::StandingCheck& c : s.checks) {
    INFO(scenario.id << ": " << c.name << " " << c.value);
    CHECK_FALSE(c.failed());
  }
  REQUIRE(s.solved());
  return Outcome(std::move(s));
}

/// A shipped scenario under its own closure, on the regions of the shipped pair, central estimate.
inline Outcome solved_as_shipped(const char* id) {
  const model::Scenario s = scenario(id);
  return solved(china_model(china_benchmark("central"), closure(s.closure)), s);
}

inline const data::Table& table(const std::vector<data::Table>& all, const std::string& name) {
  if (const data::Table* found = data::find_table(all, name)) return *found;
  throw data::InputError("no indicator is named " + name);
}

/// Gross regional product of the benchmark: factor incomes and taxes on production, 10^8 yuan.
inline double benchmark_product(const model::Benchmark& b, int r) {
  double sum = 0;
  for (int j = 0; j < b.sectors.size(); ++j)
    sum += b.labour(r, j) + b.capital(r, j) + b.land(r, j) + b.production_tax(r, j);
  return sum;
}

/// The shipped table without taxes on production, which become capital income.
inline data::Mrio untaxed(const std::string& variant) {
  const data::Set& items = data::value_added_set();
  const int tax = items.index("production_tax"), surplus = items.index("surplus"),
            pay = items.index("compensation"), depreciation = items.index("depreciation");
  data::Mrio untaxed = china(variant);
  data::Table& va = untaxed.value_added;
  for (int r = 0; r < untaxed.regions.size(); ++r)
    for (int j = 0; j < untaxed.sectors.size(); ++j) {
      va(r, surplus, j) += va(r, tax, j);
      va(r, tax, j) = 0;
      // A subsidy beyond capital income comes out of compensation; the few sectors whose whole
      // value added is below zero keep what they cannot do without.
      const double lack = std::min(0.0, va(r, surplus, j) + va(r, depreciation, j));
      va(r, surplus, j) -= lack;
      va(r, tax, j) = std::min(0.0, va(r, pay, j) + lack);
      va(r, pay, j) = std::max(0.0, va(r, pay, j) + lack);
    }
  return untaxed;
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

/// The nation's first-order gain as the program reports it, 10^8 yuan.
inline double stated_gain(const Outcome& o) {
  const auto all = model::indicators(o.solution);
  const data::Table &share = table(all, "first_order_gain"), &grp = table(all, "grp_nominal");
  const int china = share.axis(0).index("China");
  return share(china) / 100 * grp(0, china);
}

}  // namespace yuqian::tests
