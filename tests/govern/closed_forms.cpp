// SPDX-License-Identifier: Apache-2.0
// Games on general equilibria whose answers are formulas.
#include <yuqian/model/games/equilibria.hpp>
#include "tests/catch.hpp"
#include "tests/govern/model_game.hpp"

#include <cmath>

using namespace yuqian;
using namespace yuqian::games;
using tests::ModelGame;

TEST_CASE("the best tariff of a large country is one over (sigma - 1) foreign home share") {
  ModelGame game(tests::oracle("optimal_tariff"), {{"H", "given", 0, 2}}, {{"rule", 0}});
  const WeightedSum own({1.0});
  for (const bool ipopt : {false, true}) {
    SearchOptions options;
    options.ipopt = ipopt;
    const Optimum best = best_choice(game, {0.0}, {{0}, &own}, options);
    // 0.578092... satisfies t = 1 / (2 x foreign home share) (tests/oracles/optimal_tariff.toml).
    CHECK(best.b[0] == Approx(0.57809210640611).epsilon(ipopt ? 1e-5 : 1e-7));
  }
}

TEST_CASE("Nash tariffs of two exchanging countries (Kennan and Riezman 1988)") {
  ModelGame game(tests::oracle("kennan_riezman"), {{"C1", "t1", 0, 3}, {"C2", "t2", 0, 3}});
  const BlockControls controls = block_controls(game, {0b01, 0b10});
  const NashSearch found = nash_equilibria(game, controls.controls, {}, 1);
  bool interior = false;
  for (const NashPoint& p : found.points) {
    if (p.b[0] > 2.9) continue;
    interior = true;
    for (const double t : p.b) CHECK(t == Approx(1).epsilon(1e-6));
    // Both lose by it against free trade, where each has a utility of five.
    CHECK(p.measures[0] < 5);
    CHECK(p.measures[1] == Approx(p.measures[0]).epsilon(1e-8));
  }
  CHECK(interior);
  const std::vector<double> responses =
      best_response_dynamics(game, {0.3, 0.6}, controls.controls, {}, 60, 1e-6);
  REQUIRE(responses.size() == 2);
  for (const double t : responses) CHECK(t == Approx(1).epsilon(1e-4));
}

TEST_CASE("against a perfectly elastic supply the best tariff is none") {
  ModelGame game(tests::oracle("small_open_armington"), {{"H", "t", 0, 1}});
  const WeightedSum own({1.0});
  const Optimum best = best_choice(game, {0.5}, {{0}, &own});
  CHECK(best.b[0] == Approx(0).margin(1e-7));
}
