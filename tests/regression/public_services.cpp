// SPDX-License-Identifier: Apache-2.0
// Public services and public budgets on the shipped data (eq. 72, 73).
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/public_services.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

Outcome outcome(const char* id, const char* regions = "default",
                const char* closure = "public_capital") {
  return tests::solved(
      tests::china_model(tests::china_benchmark("central", regions), tests::closure(closure)),
      tests::scenario(id));
}

}  // namespace

TEST_CASE("the benchmark replicates where public spending is productive") {
  for (const char* regions : {"default", "all-31"}) {
    const auto m = tests::china_model(tests::china_benchmark("central", regions),
                                      tests::closure("public_capital"));
    model::Equilibrium e(m->model);
    std::vector<double> f(at(e.size()));
    REQUIRE(e.residual(m->model->start(), f) == solvers::Evaluation::ok);
    for (const double v : f) REQUIRE(std::abs(v) < 1e-9);
  }
}

TEST_CASE("a shift of the budget between functions raises output by its elasticity") {
  const Outcome o = outcome("S6f");
  const model::Benchmark& b = *o.solution.model->benchmark;
  const data::Table grp = tests::table(model::indicators(o.solution), "grp_real");
  for (const char* region : {"Chongqing", "Guizhou"}) {
    const int r = b.regions.index(region);
    // A tenth more weight on a share s of the basket: productive goods are s (1.1 / (1 + 0.1 s) -
    // 1) of the budget more, over the nation's share of it.
    const double s = model::productive_purchases(b, r) / model::public_purchases(b, r);
    const double index = 1 + s * (1.1 / (1 + 0.1 * s) - 1) / model::productive_share(b);
    const double expected = 0.1 * std::log(index);
    const double found = std::log(grp(1, r) / grp(0, r));
    INFO(region << ": " << found << ", by hand " << expected);
    CHECK(found == Approx(expected).epsilon(0.15));
    // The budget itself stays but for what the larger product brings.
    CHECK(o.after.regions[at(r)].government.volume / o.before.regions[at(r)].government.volume ==
          Approx(1).margin(3 * expected));
  }
  const Outcome idle = outcome("S6f", "default", "long_run");
  for (const char* region : {"Chongqing", "Guizhou"}) {
    const int r = b.regions.index(region);
    const data::Table still = tests::table(model::indicators(idle.solution), "grp_real");
    CHECK(std::abs(std::log(still(1, r) / still(0, r))) < 0.1 * 0.1 * std::log(1.1));
  }
}

TEST_CASE(
    "equal public services: spending per capita is equal, and output moves by elasticity times its "
    "logarithm") {
  for (const char* regions : {"default", "all-31"}) {
    const Outcome o = outcome("S6", regions);
    const model::Benchmark& b = *o.solution.model->benchmark;
    const auto all = model::indicators(o.solution);
    const data::Table &grp = tests::table(all, "grp_real"),
                      &head = tests::table(all, "productive_spending_per_head");
    const int china = grp.axis(1).index("China");
    double expected = 0, total = 0, lowest = 1e9, highest = 0;
    for (int r = 0; r < b.regions.size(); ++r) {
      const double own = 1e4 * model::productive_spending(b, r) /
                         (b.population.persons(r, 0) + b.population.persons(r, 1));
      CHECK(head(0, r) == Approx(own).epsilon(1e-9));
      lowest = std::min(lowest, head(1, r)), highest = std::max(highest, head(1, r));
      expected += tests::benchmark_product(b, r) * 0.1 * std::log(head(0, china) / own);
      total += tests::benchmark_product(b, r);
    }
    // Equal at the prices of the benchmark; wages in public services move where they grow.
    INFO(regions << ": " << lowest << " to " << highest << ", was " << head(0, china));
    CHECK(highest / lowest < 1.35);
    const double found = grp(1, china) / grp(0, china) - 1;
    INFO(regions << ": " << found << ", by hand " << expected / total);
    CHECK(found == Approx(expected / total).margin(0.2 * std::abs(expected / total) + 2e-4));
  }
}

TEST_CASE("workers follow public services by the amenity's elasticity") {
  const Outcome still = outcome("S6c", "default", "public_migration"),
                moved = outcome("S6m", "default", "public_migration");
  const auto tables = model::indicators(moved.solution);
  const data::Table &workers = tests::table(tables, "workers"),
                    &real = tests::table(tables, "real_wage"),
                    &grp = tests::table(tables, "grp_real");
  const data::Table grp_still = tests::table(model::indicators(still.solution), "grp_real");
  const model::RegionalModel& m = *moved.solution.model;
  const auto index = [&](int r) {
    return moved.solution.x[at(m.model->offsets()(m.public_index[at(r)]))];
  };
  const int c = moved.regions().index("Chongqing"), g = moved.regions().index("Guizhou"),
            rest = moved.regions().index("RestOfChina");
  const auto odds = [&](int state) {
    return workers(state, c, 1, g, 1) / workers(state, c, 1, rest, 1);
  };
  // kappa 1.5 on the real wage times the services' index to 0.1 (eq. 62).
  CHECK(odds(1) / odds(0) ==
        Approx(
            std::pow(real(1, g, 1) / real(1, rest, 1) * std::pow(index(g) / index(rest), 0.1), 1.5))
            .epsilon(1e-8));
  CHECK(index(g) > 1.05);
  CHECK(grp(1, g) > grp_still(1, g));
  CHECK(grp(1, c) > grp_still(1, c));
  CHECK(grp(1, rest) < grp_still(1, rest));
}

TEST_CASE("every public budget adds up to zero, and to the accounts") {
  for (const char* closure : {"long_run", "short_run", "fixed_investment", "fixed_government",
                              "small_country", "public_capital"}) {
    const auto m = tests::china_model(tests::china_benchmark("central"), tests::closure(closure));
    for (const char* id : {"S9", "S6", "S1d"}) {
      const Outcome o = tests::solved(m, tests::scenario(id));
      const data::Table t = tests::table(model::indicators(o.solution), "fiscal");
      const data::Set& items = t.axis(2);
      for (int s = 0; s < 2; ++s) {
        const auto& accounts = s == 0 ? o.before : o.after;
        for (int k = 0; k < t.axis(1).size(); ++k) {
          double sum = 0, size = 0;
          for (int i = 0; i < items.size(); ++i) sum += t(s, k, i), size += std::abs(t(s, k, i));
          INFO(closure << ", " << id << ", " << t.axis(1).label(k) << ": " << sum << " of "
                       << size);
          CHECK(std::abs(sum) < 1e-8 * size);
        }
        double tax = 0, tariff = 0, purchases = 0;
        for (const model::RegionAccounts& r : accounts.regions)
          tax += r.production_tax, tariff += r.tariff, purchases += r.government.value;
        const int china = t.axis(1).index("China");
        CHECK(t(s, china, items.index("production_tax")) == Approx(tax).epsilon(1e-9));
        CHECK(t(s, china, items.index("tariff")) == Approx(tariff).margin(1e-9));
        CHECK(t(s, china, items.index("purchases")) == Approx(-purchases).epsilon(1e-9));
        // What governments pay each other cancels over the nation.
        CHECK(t(s, china, items.index("from_governments")) ==
              Approx(-t(s, china, items.index("to_governments"))).epsilon(1e-9));
      }
      // Beside barrier revenue and refunds, households get their share of the budget, and what the
      // scenario gives them.
      const int paid = items.index("to_households"), g = t.axis(1).index("Guizhou");
      if (std::string(id) == "S9" && std::string(closure) == "long_run") {
        const model::Benchmark& b = *m->benchmark;
        const auto at = static_cast<std::size_t>(b.regions.index("Guizhou"));
        const double social = b.social_to_rural[at] + b.social_to_urban[at],
                     budget = m->model->unknown(m->model->offsets()(m->government[at])).start;
        CHECK(t(0, g, paid) == Approx(-social).epsilon(1e-9));
        CHECK(
            t(1, g, paid) ==
            Approx(-67.7 - social * o.after.regions[at].government_income / budget).epsilon(1e-9));
      }
    }
  }
}
