// SPDX-License-Identifier: Apache-2.0
// Workers who choose where to work (docs/equations.md, eq. 62 to 65), against hand formulas.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/migration.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

std::shared_ptr<const model::RegionalModel> migrating(const char* regions = "default",
                                                      const char* sectors = "42") {
  return tests::china_model(tests::china_benchmark("central", regions, sectors),
                            tests::closure("migration"));
}

/// Migration cost of the scenario's cells moved to exp(-d).
model::Scenario cut(const char* id, double d) {
  model::Scenario s = tests::scenario(id);
  for (model::Shock& shock : s.shocks) shock.amount = std::exp(-d);
  return s;
}

/// What the workers that moved earn more, at the benchmark's pay: labour in all markets is worth
/// one per unit there, so it is the change of labour in value.
double wage_gap_times_movers(const Outcome& o) {
  const model::Benchmark& b = *o.solution.model->benchmark;
  double sum = 0;
  for (int r = 0; r < b.regions.size(); ++r)
    for (int k = 0; k < 2; ++k) {
      double pay = 0;
      for (int j = 0; j < b.sectors.size(); ++j)
        if (b.factor_markets.farm[at(j)] == (k == model::farm_labour)) pay += b.labour(r, j);
      const data::Table now =
          model::workers(*o.solution.model, o.after_point, o.solution.parameters);
      double persons = 0;
      for (int from = 0; from < b.regions.size(); ++from)
        for (int registered = 0; registered < 2; ++registered)
          persons += now(from, registered, r, k);
      const double employed = b.factor_markets.employed(r, k);
      if (employed > 0) sum += pay * (persons / employed - 1);
    }
  return sum;
}

}  // namespace

TEST_CASE("workers are neither made nor lost, and labour is what they bring") {
  for (const char* id : {"S4", "S4u", "S4h"}) {
    const Outcome o = tests::solved(migrating(), tests::scenario(id));
    const model::FactorMarkets& f = o.solution.model->benchmark->factor_markets;
    const auto all = model::indicators(o.solution);
    const data::Table& workers = tests::table(all, "workers");
    const int n = o.regions().size();
    double moved = 0;
    for (int state = 0; state < 2; ++state)
      for (int r = 0; r < n; ++r)
        for (int k = 0; k < 2; ++k) {
          double leaving = 0, arriving = 0;
          for (int s = 0; s < n; ++s)
            for (int w = 0; w < 2; ++w) {
              leaving += workers(state, r, k, s, w);
              arriving += workers(state, s, w, r, k);
              moved += std::abs(workers(state, r, k, s, w) - f.workers(r, k, s, w));
            }
          CHECK(leaving == Approx(f.registered(r, k)).epsilon(1e-9));
          const model::Point& point = state == 0 ? o.before_point : o.after_point;
          const auto unknown =
              o.solution.model->model->offsets()(o.solution.model->migration.labour(r, k));
          CHECK(arriving == Approx(f.employed(r, k) * point.level[at(unknown)]).epsilon(1e-9));
        }
    CHECK(moved > 1);  // 10^4 persons
  }
}

TEST_CASE(
    "the choice is Frechet's: shares by real wage, cost and the land that stayers share, by hand") {
  const Outcome o = tests::solved(migrating(), tests::scenario("S4"));
  const model::Benchmark& b = *o.solution.model->benchmark;
  const model::FactorMarkets& f = b.factor_markets;
  const auto all = model::indicators(o.solution);
  const data::Table &real = tests::table(all, "real_wage"), &workers = tests::table(all, "workers"),
                    &rent = tests::table(all, "land_rent"),
                    &pay_per_worker = tests::table(all, "pay_per_worker");
  const int agriculture = b.sectors.index("agriculture"), c = b.regions.index("Chongqing"),
            g = b.regions.index("Guizhou");
  const double kappa = 1.5;
  for (int o_region = 0; o_region < b.regions.size(); ++o_region)
    for (int k = 0; k < 2; ++k) {
      data::Table weight = f.workers;
      double sum = 0;
      for (int to = 0; to < b.regions.size(); ++to)
        for (int work = 0; work < 2; ++work) {
          double worth = real(1, to, work);
          const bool pair = (o_region == c && to == g) || (o_region == g && to == c);
          if (pair) worth /= 0.9;
          if (to == o_region && work == k && k == model::farm_labour) {
            // Pay and an equal part of the land's rent, in the benchmark's proportions.
            const double stayed = f.workers(to, k, to, k);
            const double pay = b.labour(to, agriculture) * stayed / f.employed(to, k),
                         land = b.land(to, agriculture);
            const double nominal_wage = pay_per_worker(1, to, k) / pay_per_worker(0, to, k);
            const double per_stayer =
                rent(1, to, agriculture) / nominal_wage * stayed / workers(1, to, k, to, k);
            worth *= (pay + land * per_stayer) / (pay + land);
          }
          weight(o_region, k, to, work) *= std::pow(worth, kappa);
          sum += weight(o_region, k, to, work);
        }
      for (int to = 0; to < b.regions.size(); ++to)
        for (int work = 0; work < 2; ++work)
          CHECK(workers(1, o_region, k, to, work) ==
                Approx(f.registered(o_region, k) * weight(o_region, k, to, work) / sum)
                    .epsilon(1e-8));
    }
}

TEST_CASE("a small flow grows by kappa for every per cent that its cost falls") {
  // -kappa (1 - share) at given wages (tests/oracles/frechet_migration.toml has a large share);
  // here the pair's flows are thousandths of those registered, and wages hardly move.
  const Outcome o = tests::solved(migrating(), cut("S4", 0.01));
  const auto all = model::indicators(o.solution);
  const data::Table& workers = tests::table(all, "workers");
  const int c = o.regions().index("Chongqing"), g = o.regions().index("Guizhou");
  for (const auto& [from, to] : {std::pair{c, g}, std::pair{g, c}})
    for (int k = 0; k < 2; ++k) {
      const double before = workers(0, from, k, to, 1), after = workers(1, from, k, to, 1);
      const double share = (workers(0, from, k, to, 0) + before) /
                           o.solution.model->benchmark->factor_markets.registered(from, k);
      CHECK(std::log(after / before) == Approx(0.01 * 1.5 * (1 - share)).epsilon(0.01));
    }
}

TEST_CASE(
    "what migration gains is the wage gap times those who move, taxes and terms of trade apart") {
  // dA = sum of dL at pay of one, and taxes and terms of trade as in first_order.cpp. Nothing else
  // may be left over but terms of second order.
  for (const char* id : {"S4", "S4u"}) {
    const auto m = migrating();
    double excess = 0;
    for (const double d : {1e-2, 1e-3}) {
      const Outcome o = tests::solved(m, cut(id, d));
      const double ratio = tests::undistorted_gain(o) / wage_gap_times_movers(o);
      INFO(id << ", d = " << d << ": " << tests::undistorted_gain(o) << ", ratio " << ratio);
      CHECK(std::abs(ratio - 1) < 5 * d);
      if (excess != 0) CHECK((ratio - 1) / excess == Approx(0.1).epsilon(0.1));
      excess = ratio - 1;
    }
  }
}

TEST_CASE(
    "leaving the land gains, while cheaper moves between two poor places draw workers from richer "
    "ones") {
  const auto m = migrating();
  const Outcome leaving = tests::solved(m, tests::scenario("S4u")),
                pair = tests::solved(m, tests::scenario("S4"));
  const auto figures = model::indicators(leaving.solution),
             of_pair = model::indicators(pair.solution);
  const int c = leaving.regions().index("Chongqing"), g = leaving.regions().index("Guizhou"),
            rest = leaving.regions().index("RestOfChina");
  // Tombe and Zhu: out of farming, and the nation's output rises.
  CHECK(leaving.gain() > 0);
  CHECK(wage_gap_times_movers(leaving) > 0);
  const data::Table &employment = tests::table(figures, "employment"),
                    &real = tests::table(figures, "real_wage"),
                    &welfare = tests::table(figures, "worker_welfare");
  for (const int r : {c, g}) {
    CHECK(employment(1, r, model::farm_labour) < employment(0, r, model::farm_labour));
    CHECK(employment(1, r, model::nonfarm_labour) > employment(0, r, model::nonfarm_labour));
    CHECK(real(1, r, model::farm_labour) > 1);
    CHECK(real(1, r, model::nonfarm_labour) < 1);
    CHECK(welfare(1, r, model::farm_labour) > 1);
    CHECK(leaving.gain(r) > 0);
  }
  // Between the two alone: those who are drawn would have worked in better paid places, so that
  // output falls, though those who may choose are better off: all but Guizhou's non-farm workers,
  // whose wage the newcomers lower by more than the few among them save who move.
  const data::Table &pay = tests::table(of_pair, "pay_per_worker"),
                    &net = tests::table(of_pair, "net_migration"),
                    &better = tests::table(of_pair, "worker_welfare");
  CHECK((pay(0, g, 1) < pay(0, c, 1) && pay(0, c, 1) < pay(0, rest, 1)));
  CHECK(net(c, g) > 0);
  CHECK((net(c, rest) < 0 && net(g, rest) < 0));
  CHECK(wage_gap_times_movers(pair) < 0);
  CHECK(pair.gain() < 0);
  CHECK((better(1, c, 0) > 1 && better(1, c, 1) > 1 && better(1, g, 0) > 1));
  CHECK((better(1, g, 1) < 1 && better(1, g, 1) > tests::table(of_pair, "real_wage")(1, g, 1)));
}

TEST_CASE("the end of a hukou wedge brings farm workers to where it stood") {
  const Outcome o = tests::solved(migrating(), tests::scenario("S4h"));
  const auto all = model::indicators(o.solution);
  const data::Table &employment = tests::table(all, "employment"),
                    &total = tests::table(all, "employment_total");
  for (const char* region : {"Chongqing", "Guizhou"}) {
    const int r = o.regions().index(region);
    CHECK(employment(1, r, 1) > employment(0, r, 1));
    CHECK(employment(1, r, 0) < employment(0, r, 0));
    CHECK(total(1, r) > total(0, r));
    CHECK(o.gain(region) > 0);
  }
}

TEST_CASE("where workers move, a region that gains from trade draws them and its wage rises less") {
  const auto benchmark = tests::china_benchmark("central");
  const Outcome stay = tests::solved(tests::china_model(benchmark), tests::scenario("S1a"));
  const Outcome move = tests::solved(tests::china_model(benchmark, tests::closure("migration")),
                                     tests::scenario("S1a"));
  const auto at_home = model::indicators(stay.solution), moving = model::indicators(move.solution);
  const data::Table &before = tests::table(at_home, "real_wage"),
                    &after = tests::table(moving, "real_wage"),
                    &total = tests::table(moving, "employment_total");
  for (const char* region : {"Chongqing", "Guizhou"}) {
    const int r = stay.regions().index(region);
    CHECK(total(1, r) > total(0, r));
    CHECK((after(1, r, 1) > 1 && after(1, r, 1) < before(1, r, 1)));
  }
}

TEST_CASE(
    "a pleasanter place draws workers: odds against every other place by its amenity and real "
    "wage") {
  model::Scenario s = tests::scenario("S0");
  model::Shock shock;
  shock.parameter = "amenity";
  shock.where = {{"region", {"Guizhou"}}};
  shock.amount = 1.02;
  s.shocks = {shock};
  const Outcome o = tests::solved(migrating(), s);
  const auto all = model::indicators(o.solution);
  const data::Table &workers = tests::table(all, "workers"), &real = tests::table(all, "real_wage"),
                    &total = tests::table(all, "employment_total");
  const int c = o.regions().index("Chongqing"), g = o.regions().index("Guizhou"),
            rest = o.regions().index("RestOfChina");
  for (int k = 0; k < 2; ++k) {
    const auto odds = [&](int state) {
      return workers(state, c, k, g, 1) / workers(state, c, k, rest, 1);
    };
    CHECK(odds(1) / odds(0) ==
          Approx(std::pow(1.02 * real(1, g, 1) / real(1, rest, 1), 1.5)).epsilon(1e-8));
  }
  CHECK(total(1, g) > total(0, g));
  CHECK(total(1, c) < total(0, c));
}

TEST_CASE("of Tibet nothing is known, so nobody moves there or from there") {
  const Outcome o = tests::solved(migrating("all-31", "8"), tests::scenario("S4u"));
  const auto all = model::indicators(o.solution);
  const int tibet = o.regions().index("Tibet");
  const data::Table &net = tests::table(all, "net_migration"),
                    &employment = tests::table(all, "employment");
  for (int r = 0; r < o.regions().size(); ++r) CHECK(net(r, tibet) == 0);
  CHECK(std::isnan(employment(1, tibet, 0)));
  CHECK(o.after.labour(tibet, 0) > 0);
}

TEST_CASE("a closure with migration needs to know who works where") {
  auto b = tests::china_benchmark("central", "default", "8");
  b->factor_markets.workers = {};
  REQUIRE_THROWS_AS(tests::china_model(b, tests::closure("migration")), model::ModelError);
}

TEST_CASE("migration costs are refused where nobody migrates, with what to do") {
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "8"));
  try {
    model::solve_scenario(m, tests::scenario("S4"));
    FAIL("nothing was thrown");
  } catch (const data::InputError& error) {
    CHECK_THAT(error.what(), ContainsSubstring("S4.toml") && ContainsSubstring("migration_cost") &&
                                 ContainsSubstring("labour = \"migration\""));
  }
}
