// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/equilibria.hpp>
#include <yuqian/model/maths/at.hpp>
#include "tests/catch.hpp"
#include "tests/games/small_games.hpp"

#include <cmath>

using namespace yuqian;
using namespace yuqian::games;
using tests::FormulaGame;

namespace {

Structure singletons(int n) { return with_singletons(1, n); }

/// The point of a grid that is nobody's to improve upon on the same grid: by enumeration.
std::vector<std::vector<double>> grid_equilibria(Game& game, int points) {
  const auto& own = game.instruments();
  const auto at = [&](std::size_t i, int k) {
    return own[i].lower + (own[i].upper - own[i].lower) * k / (points - 1);
  };
  std::vector<std::vector<double>> found;
  for (int i = 0; i < points; ++i)
    for (int j = 0; j < points; ++j) {
      game.move_to(std::vector{at(0, i), at(1, j)});
      const std::vector<double> here(game.measures().begin(), game.measures().end());
      bool best = true;
      for (int k = 0; k < points && best; ++k) {
        game.move_to(std::vector{at(0, k), at(1, j)});
        best = game.measures()[0] <= here[0] + 1e-12;
        game.move_to(std::vector{at(0, i), at(1, k)});
        best = best && game.measures()[1] <= here[1] + 1e-12;
      }
      if (best) found.push_back({at(0, i), at(1, j)});
    }
  return found;
}

}  // namespace

TEST_CASE("Cournot's duopoly by conditions, by best responses and by enumeration") {
  FormulaGame game = tests::cournot(2);
  const BlockControls duopoly = block_controls(game, singletons(2));
  const NashSearch found = nash_equilibria(game, duopoly.controls);
  REQUIRE(found.points.size() == 1);
  CHECK(found.failures.empty());
  CHECK(found.points[0].starts == found.starts);
  CHECK(found.points[0].verified);
  for (const double q : found.points[0].b) CHECK(q == Approx(10.0 / 4).epsilon(1e-8));
  const std::vector<double> by_responses =
      best_response_dynamics(game, status_quo(game), duopoly.controls);
  REQUIRE(by_responses.size() == 2);
  for (const double q : by_responses) CHECK(q == Approx(10.0 / 4).epsilon(1e-5));
  const auto on_grid = grid_equilibria(game, 41);  // steps of 0.25
  REQUIRE(on_grid.size() == 1);
  CHECK(on_grid[0] == std::vector{2.5, 2.5});
}

TEST_CASE("cartels of every structure have the quantities that are solved by hand") {
  FormulaGame game = tests::cournot(3);
  for (const Structure& s : structures(3)) {
    CAPTURE(text(s, game.players()));
    double sum = 0;
    for (const Coalition block : s) {
      const double k = static_cast<double>(members(block).size());
      sum += k / (k + 1);
    }
    const double total = 10 * sum / (1 + sum);
    const BlockControls blocks = block_controls(game, s);
    const NashSearch found = nash_from(game, status_quo(game), blocks.controls);
    REQUIRE(found.points.size() == 1);
    for (const Coalition block : s)
      for (const int p : members(block))
        CHECK(
            found.points[0].b[at(p)] ==
            Approx((10 - total) / (static_cast<double>(members(block).size()) + 1)).epsilon(1e-7));
  }
}

TEST_CASE("several equilibria are all found, and relabelling the players changes nothing") {
  // Each wants what a cubic makes of the other's choice: fixed points at -0.5, 0 and 0.5 of both.
  const auto wish = [](double x) { return 1.5 * x - 2 * x * x * x; };
  const auto game_of = [&](bool swapped) {
    const std::vector<Instrument> i{{"x", swapped ? 1 : 0, -1, 1, 0.1},
                                    {"y", swapped ? 0 : 1, -1, 1, 0.1}};
    return FormulaGame(tests::names(2), i, [=](std::span<const double> b) {
      const std::vector<double> g{-std::pow(b[0] - wish(b[1]), 2), -std::pow(b[1] - wish(b[0]), 2)};
      return swapped ? std::vector{g[1], g[0]} : g;
    });
  };
  std::vector<std::vector<double>> points[2];
  for (const bool swapped : {false, true}) {
    FormulaGame game = game_of(swapped);
    const BlockControls controls = block_controls(game, singletons(2));
    const NashSearch found = nash_equilibria(game, controls.controls, {}, 12);
    for (const NashPoint& p : found.points) {
      CHECK(p.verified);
      CHECK(p.b[0] == Approx(wish(p.b[1])).margin(1e-6));
      points[swapped].push_back(p.b);
    }
    std::sort(points[swapped].begin(), points[swapped].end());
  }
  REQUIRE(points[0].size() >= 3);
  REQUIRE(points[1].size() == points[0].size());
  for (std::size_t k = 0; k < points[0].size(); ++k)
    CHECK(points[0][k][0] == Approx(points[1][k][0]).margin(1e-6));
  const auto has = [&](double x) {
    return std::any_of(points[0].begin(), points[0].end(), [&](const std::vector<double>& b) {
      return std::abs(b[0] - x) < 1e-5 && std::abs(b[1] - x) < 1e-5;
    });
  };
  CHECK(has(-0.5));
  CHECK(has(0));
  CHECK(has(0.5));
}

TEST_CASE("a minimum that meets the first-order conditions is not an equilibrium") {
  FormulaGame game(tests::names(2), {{"x", 0, -1, 1, 0}, {"y", 1, -1, 1, 0}},
                   [](std::span<const double> b) {
                     return std::vector{b[0] * b[0] + 0.1 * b[0], -b[1] * b[1]};
                   });
  const BlockControls controls = block_controls(game, singletons(2));
  const NashSearch found = nash_equilibria(game, controls.controls);
  REQUIRE(found.points.size() == 1);
  CHECK(found.points[0].b[0] == Approx(1));
  CHECK(found.points[0].b[1] == Approx(0).margin(1e-7));
}

TEST_CASE("points without an outcome are passed over and counted") {
  // No outcome where x is above one half: the best that is left lies before it.
  FormulaGame game(tests::names(1), {{"x", 0, 0, 1, 0}}, [](std::span<const double> b) {
    return b[0] > 0.52 ? std::vector<double>{} : std::vector{b[0] - 1.25 * b[0] * b[0]};
  });
  const WeightedSum own({1.0});
  const Optimum best = best_choice(game, {0.0}, {{0}, &own});
  CHECK(best.refused >= 9);
  CHECK(best.b[0] == Approx(0.4).epsilon(1e-6));
}
