// SPDX-License-Identifier: Apache-2.0
// The regional model on synthetic tables: replication, adding up, neutrality, first-order gains.
#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/accounts.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/solvers/ipopt.hpp>
#include "tests/catch.hpp"
#include "tests/synthetic_mrio.hpp"

#include <cmath>

using namespace yuqian;
using namespace yuqian::model;

namespace {

const std::vector<std::string> five{"agriculture", "coal_mining", "petroleum_coking",
                                    "electricity_heat", "electronics"};

std::vector<calibration::SectorTrait> traits(const std::vector<std::string>& sectors) {
  std::vector<calibration::SectorTrait> list(sectors.size());
  for (std::size_t i = 0; i < sectors.size(); ++i) {
    list[i].agriculture = sectors[i] == "agriculture";
    list[i].extraction = list[i].fuel = sectors[i] == "coal_mining";
    list[i].feedstock = sectors[i] == "petroleum_coking";
    list[i].electricity = sectors[i] == "electricity_heat";
    list[i].elasticities.between_provinces = 4 + static_cast<double>(i);
    list[i].elasticities.income = 0.7 + 0.1 * static_cast<double>(i);
  }
  return list;
}

std::shared_ptr<const RegionalModel> regional(int regions, const Closure& closure = {}) {
  const data::Mrio mrio = tests::synthetic_mrio(regions, five);
  auto benchmark = std::make_shared<Benchmark>(calibration::calibrate(
      mrio, data::Mapping::identity(mrio.regions), data::Mapping::identity(mrio.sectors),
      traits(five), calibration::without_margins()));
  return std::make_shared<RegionalModel>(build_regional_model(benchmark, closure));
}

Shock iceberg(double scale, std::vector<std::string> from, std::vector<std::string> to) {
  Shock shock;
  shock.parameter = "iceberg";
  shock.where = {{"from", std::move(from)}, {"to", std::move(to)}};
  shock.both_ways = true;
  shock.amount = scale;
  return shock;
}

Scenario pair_barriers(double scale) {
  Scenario s;
  s.id = "test";
  s.shocks = {iceberg(scale, {"Chongqing"}, {"Guizhou"})};
  return s;
}

}  // namespace

TEST_CASE("the synthetic table balances") {
  REQUIRE(data::check_identities(tests::synthetic_mrio(4, five), 1e-8).empty());
}

TEST_CASE("the benchmark is an equilibrium under every closure") {
  for (const auto capital : {Closure::Capital::specific, Closure::Capital::mobile})
    for (const auto investment : {Closure::Investment::saving_driven, Closure::Investment::fixed})
      for (const auto government :
           {Closure::Government::spends_income, Closure::Government::fixed_spending}) {
        Closure closure;
        closure.capital = capital;
        closure.investment = investment;
        closure.government = government;
        const auto model = regional(3, closure);
        Equilibrium e(model->model);
        std::vector<double> f(static_cast<std::size_t>(e.size()));
        REQUIRE(e.residual(model->model->start(), f) == solvers::Evaluation::ok);
        for (int i = 0; i < e.size(); ++i) {
          INFO(e.label(i));
          CHECK(std::abs(f[at(i)]) < 1e-9);
        }
      }
}

TEST_CASE("a barrier cut solves, adds up, and passes every standing check under every closure") {
  for (const auto capital : {Closure::Capital::specific, Closure::Capital::mobile})
    for (const auto investment : {Closure::Investment::saving_driven, Closure::Investment::fixed})
      for (const auto government :
           {Closure::Government::spends_income, Closure::Government::fixed_spending}) {
        Closure closure;
        closure.capital = capital;
        closure.investment = investment;
        closure.government = government;
        const Solution s = solve_scenario(regional(3, closure), pair_barriers(0.9));
        INFO(s.report.sentence());
        for (const StandingCheck& c : s.checks) {
          INFO(c.name << " " << c.value);
          CHECK(c.outcome() == StandingCheck::Outcome::passed);
        }
        REQUIRE(s.solved());
      }
}

TEST_CASE("the nation's real gain from a small iceberg cut is the flow it saves") {
  // Hulten: without taxes the first-order gain of the nation is the shipped value times |dln tau|.
  data::Mrio mrio = tests::synthetic_mrio(3, five);
  const int tax = data::value_added_set().index("production_tax"),
            surplus = data::value_added_set().index("surplus");
  for (int r = 0; r < 3; ++r)
    for (int j = 0; j < 5; ++j) {
      mrio.value_added(r, surplus, j) += mrio.value_added(r, tax, j);
      mrio.value_added(r, tax, j) = 0;
    }
  auto benchmark = std::make_shared<Benchmark>(calibration::calibrate(
      mrio, data::Mapping::identity(mrio.regions), data::Mapping::identity(mrio.sectors),
      traits(five), calibration::without_margins()));
  // Given foreign prices: the terms of trade with the world are not part of the formula.
  Closure closure;
  closure.exports = Closure::Exports::small_country;
  const auto model = std::make_shared<RegionalModel>(build_regional_model(benchmark, closure));
  const double cut = 1e-4;
  const Solution s = solve_scenario(model, pair_barriers(std::exp(-cut)));
  REQUIRE(s.solved());
  Equilibrium e(model->model);
  e.set_target(s.reference_parameters);
  const Accounts before = accounts(*model, e.evaluate(s.reference_x));
  e.set_target(s.parameters);
  const Accounts after = accounts(*model, e.evaluate(s.x));
  double gain = 0, flow = 0;
  for (std::size_t r = 0; r < 3; ++r) {
    const RegionAccounts &a = after.regions[r], &b = before.regions[r];
    gain += a.rural.volume + a.urban.volume + a.government.volume + a.investment.volume -
            (b.rural.volume + b.urban.volume + b.government.volume + b.investment.volume);
  }
  for (int i = 0; i < 5; ++i)
    for (int use = 0; use < 2; ++use)
      flow += before.trade(0, 1, i, use) + before.trade(1, 0, i, use);
  CHECK(gain == Approx(flow * cut).epsilon(2e-3));
}

TEST_CASE("real results do not depend on the numeraire") {
  Closure other;
  other.numeraire = "wage:Guizhou";
  const Solution a = solve_scenario(regional(3), pair_barriers(0.9)),
                 b = solve_scenario(regional(3, other), pair_barriers(0.9));
  REQUIRE(a.solved());
  REQUIRE(b.solved());
  const int activities = a.model->model->offsets().commodity;
  for (int i = 0; i < activities; ++i) CHECK(a.x[at(i)] == Approx(b.x[at(i)]).epsilon(1e-7));
}

TEST_CASE("Newton and Ipopt find the same equilibrium") {
  const auto model = regional(3);
  const Solution newton = solve_scenario(model, pair_barriers(0.9));
  const Solution ipopt = solve_scenario(model, pair_barriers(0.9), {SolveSettings::Method::ipopt});
  REQUIRE(newton.solved());
  INFO(ipopt.report.sentence());
  REQUIRE(ipopt.report.solved());
  for (std::size_t i = 0; i < newton.x.size(); ++i)
    CHECK(newton.x[i] == Approx(ipopt.x[i]).epsilon(1e-8).margin(1e-8));
}
