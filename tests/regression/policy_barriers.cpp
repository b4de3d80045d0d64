// SPDX-License-Identifier: Apache-2.0
// The policy part of trade costs (docs/equations.md, eq. 55, 56), by hand on one pair and good, and
// its cut.
#include <yuqian/calibration/benchmark/policy_barrier.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

TEST_CASE("the policy part is what the Head-Ries cost leaves when margins are taken off, by hand") {
  const auto b = tests::china_benchmark("central");
  const int c = b->regions.index("Chongqing"), g = b->regions.index("Guizhou"),
            i = b->sectors.index("coal");
  const double home = b->trade(c, c, i) * b->trade(g, g, i),
               across = b->trade(c, g, i) * b->trade(g, c, i);
  REQUIRE(across > 0);
  const double sigma = b->elasticities[at(i)].between_provinces;
  const double total = std::pow(home / across, 1 / (2 * (sigma - 1)));
  // Coal from Chongqing to Guizhou: 463 km at 0.9 x 130 + 0.1 x 400 = 157 yuan a tonne for 1000 km,
  // 550 yuan a tonne.
  const double there = 0.463 * 157 / 550;
  CHECK(b->margins.services[0].paid(c, g, i) / b->trade(c, g, i) == Approx(there).epsilon(1e-9));
  CHECK(b->margins.services[0].paid(g, c, i) / b->trade(g, c, i) == Approx(there).epsilon(1e-9));
  // Trade takes four fifths of its use in the tables from all goods alike, wherever they come from.
  const auto trade_rate = [&](const char* province) {
    const data::Mrio& m = tests::china("central");
    const int r = m.regions.index(province), w = m.sectors.index("trade");
    double goods = 0;
    for (int k = m.sectors.index("agriculture"); k <= m.sectors.index("other_manufacturing"); ++k)
      goods += data::total_use(m, r, k);
    return 0.8 * data::total_use(m, r, w) / goods;
  };
  const double at_c = trade_rate("Chongqing"), at_g = trade_rate("Guizhou");
  for (const auto& [from, to, rate] :
       {std::tuple{c, c, at_c}, {g, c, at_c}, {c, g, at_g}, {g, g, at_g}})
    CHECK(b->margins.services[1].paid(from, to, i) / b->trade(from, to, i) ==
          Approx(rate).epsilon(1e-9));
  const double margins =
      std::sqrt((1 + there + at_g) * (1 + there + at_c) / ((1 + at_c) * (1 + at_g)));
  CHECK(std::exp(b->policy_barrier(c, g, i)) == Approx(total / margins).epsilon(1e-9));
  CHECK(b->policy_barrier(g, c, i) == b->policy_barrier(c, g, i));
  // Never below one, and below the whole wherever something travels.
  int travels = 0;
  for (int k = 0; k < b->sectors.size(); ++k) {
    const double policy = b->policy_barrier(c, g, k);
    if (std::isnan(policy)) continue;
    CHECK(policy >= 0);
    travels += b->margins.on(c, g, k) > 0 && policy > 0;
  }
  CHECK(travels > 10);
}

TEST_CASE("a cut of the policy part moves the iceberg by its own size, good by good") {
  const auto m = tests::china_model(tests::china_benchmark("central"));
  const model::Benchmark& b = *m->benchmark;
  const model::Scenario s1p = tests::scenario("S1p");
  const Outcome o = tests::solved(m, s1p);
  const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
  double saved = 0;
  for (int i = 0; i < b.sectors.size(); ++i)
    for (int u = 0; u < 2; ++u)
      for (const auto& [s, r] : {std::pair{c, g}, std::pair{g, c}}) {
        const model::ParameterId id = m->parameters.family("iceberg").at({s, r, i, u});
        if (!id.valid()) continue;
        const double policy = b.policy_barrier(s, r, i),
                     cut = std::isnan(policy) ? 0 : 0.1 * policy;
        CHECK(o.solution.parameters[at(id.value)] == Approx(std::exp(-cut)).epsilon(1e-12));
        saved += cut * o.before.trade_value(s, r, i, u);
      }
  // Trade grows where barriers are high, so the gain is above the first-order one (eq. 27, 28).
  INFO("saved " << saved << ", gain " << o.gain());
  CHECK(o.gain() > 0.9 * saved);
  CHECK(o.gain() < 2 * saved);
  CHECK(o.gain("Chongqing") > 0);
  CHECK(o.gain("Guizhou") > 0);
}

TEST_CASE(
    "where goods of provinces do not substitute there is no policy barrier, and why is said") {
  const auto model_of = [](double esubm) {
    auto b = std::make_shared<model::Benchmark>(*tests::china_benchmark("central"));
    for (model::SectorElasticities& e : b->elasticities) e.between_provinces = esubm;
    b->policy_barrier = calibration::policy_barrier(*b);
    return tests::china_model(b);
  };
  for (const double esubm : {0.0, 0.999999, 1.0}) {
    const auto m = model_of(esubm);
    std::string said;
    try {
      model::solve_scenario(m, tests::scenario("S1p"));
    } catch (const data::InputError& e) {
      said = e.what();
    }
    INFO(esubm << ": " << said);
    CHECK(said.find("esubm") != std::string::npos);
    CHECK(said.find("1 or less") != std::string::npos);
    tests::solved(m, tests::scenario("S1a"));  // the benchmark itself is none the worse
  }
  // Just above one costs are beyond all numbers, and no iceberg is moved by them.
  const auto close = model_of(1.000001);
  CHECK_THROWS_AS(model::solve_scenario(close, tests::scenario("S1p")), data::InputError);
}
