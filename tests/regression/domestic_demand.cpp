// SPDX-License-Identifier: Apache-2.0
// Saving, transfers and public spending where output follows supply and where it follows demand
// (eq. 74).
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

Outcome outcome(const char* id, const char* closure) {
  return tests::solved(
      tests::china_model(tests::china_benchmark("central"), tests::closure(closure)),
      tests::scenario(id));
}

/// Sums over regions at the benchmark, 10^8 yuan.
struct Nation {
  double product = 0, income = 0, disposable = 0, household_saving = 0, saving = 0;
  explicit Nation(const model::Benchmark& b) {
    for (int r = 0; r < b.regions.size(); ++r) {
      double rural = 0, urban = 0, investment = 0;
      for (int i = 0; i < b.sectors.size(); ++i) {
        rural += b.rural(r, i), urban += b.urban(r, i);
        investment += b.investment(r, i);
        product += b.labour(r, i) + b.capital(r, i) + b.land(r, i) + b.production_tax(r, i);
      }
      add(rural, b.rural_saving_rate[at(r)], b.rural_direct_tax_rate[at(r)]);
      add(urban, b.urban_saving_rate[at(r)], b.urban_direct_tax_rate[at(r)]);
      saving += investment - b.external_saving[at(r)];
    }
  }
  void add(double consumption, double saving_rate, double tax_rate) {
    const double kept = consumption / (1 - saving_rate);
    income += kept / (1 - tax_rate);
    disposable += kept;
    household_saving += kept - consumption;
  }
};

double volume(const std::vector<data::Table>& all, const char* name, int state) {
  const data::Table& t = tests::table(all, name);
  return t(state, t.axis(1).index("China"));
}

}  // namespace

TEST_CASE(
    "the Keynesian closure replicates the benchmark and refuses investment that follows saving") {
  for (const char* regions : {"default", "all-31"}) {
    const auto m =
        tests::china_model(tests::china_benchmark("central", regions), tests::closure("keynesian"));
    model::Equilibrium e(m->model);
    std::vector<double> f(at(e.size()));
    REQUIRE(e.residual(m->model->start(), f) == solvers::Evaluation::ok);
    for (const double v : f) REQUIRE(std::abs(v) < 1e-9);
  }
  model::Closure wrong = tests::closure("keynesian");
  wrong.investment = model::Closure::Investment::saving_driven;
  CHECK_THROWS_AS(model::build_regional_model(tests::china_benchmark("central"), wrong),
                  model::ModelError);
}

TEST_CASE("less saving: consumption takes from investment where factors are fully used") {
  const Outcome o = outcome("S11", "long_run");
  const Nation n(*o.solution.model->benchmark);
  const auto all = model::indicators(o.solution);
  const double more = 0.01 * n.disposable;  // spent instead of saved
  CHECK(std::abs(volume(all, "grp_real", 1) / volume(all, "grp_real", 0) - 1) < 0.001);
  double consumption = 0, investment = 0;
  for (std::size_t r = 0; r < o.after.regions.size(); ++r) {
    const auto &a = o.after.regions[r], &b = o.before.regions[r];
    consumption += a.rural.volume + a.urban.volume - b.rural.volume - b.urban.volume;
    investment += a.investment.volume - b.investment.volume;
  }
  INFO("consumption " << consumption << ", investment " << investment << ", by hand " << more);
  CHECK(consumption == Approx(more).epsilon(0.1));
  CHECK(investment == Approx(-more).epsilon(0.1));
}

TEST_CASE("less saving: output grows by the multiplier where it follows demand") {
  // Saving pays for a given investment: ds (1 - d) M = S dY / Y, where all saving S moves with
  // output.
  const Outcome o = outcome("S11k", "keynesian");
  const Nation n(*o.solution.model->benchmark);
  const auto all = model::indicators(o.solution);
  const double growth = std::log(volume(all, "grp_real", 1) / volume(all, "grp_real", 0));
  const double expected = 0.01 * n.disposable / n.saving;
  INFO("output " << growth << ", by hand " << expected);
  CHECK(growth == Approx(expected).epsilon(0.25));
  for (std::size_t r = 0; r < o.after.regions.size(); ++r) {
    CHECK(o.after.regions[r].grp_volume() > o.before.regions[r].grp_volume());
    CHECK(o.after.regions[r].investment.volume ==
          Approx(o.before.regions[r].investment.volume).epsilon(1e-9));
  }
}

TEST_CASE("a direct tax spent as budgets are: little of the balanced-budget multiplier is left") {
  // Were all of it spent on goods, what would have been saved at the rate s were demand: s dd M = S
  // dY / Y. Governments invest and transfer most of it.
  const Outcome o = outcome("S11g", "keynesian");
  const Nation n(*o.solution.model->benchmark);
  const auto all = model::indicators(o.solution);
  const double growth = std::log(volume(all, "grp_real", 1) / volume(all, "grp_real", 0));
  INFO("output " << growth);
  CHECK(growth > 0);
  CHECK(growth < 1.3 * 0.01 * n.income * (n.household_saving / n.disposable) / n.saving);
}

TEST_CASE("from urban to rural households: each group moves by what it spends of the transfer") {
  const Outcome o = outcome("S11t", "long_run");
  const data::Table ev = tests::table(model::indicators(o.solution), "equivalent_variation");
  for (const auto& [region, amount] : {std::pair{"Chongqing", 97.1}, {"Guizhou", 67.7}}) {
    const int r = o.regions().index(region);
    const model::Benchmark& b = *o.solution.model->benchmark;
    const double spent =
        amount * (1 - b.rural_direct_tax_rate[at(r)]) * (1 - b.rural_saving_rate[at(r)]);
    const double given_up =
        amount * (1 - b.urban_direct_tax_rate[at(r)]) * (1 - b.urban_saving_rate[at(r)]);
    INFO(region << ": " << ev(r, 0) << ", " << ev(r, 1) << ", by hand " << spent << ", "
                << -given_up);
    CHECK(ev(r, 0) == Approx(spent).epsilon(0.1));
    CHECK(ev(r, 1) == Approx(-given_up).epsilon(0.1));
    CHECK(std::abs(o.after.regions[at(r)].government.volume /
                       o.before.regions[at(r)].government.volume -
                   1) < 0.002);
  }
}
