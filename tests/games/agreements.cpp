// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/agreements.hpp>
#include <yuqian/model/games/deterrence.hpp>
#include "tests/catch.hpp"
#include "tests/games/small_games.hpp"

#include <cmath>
#include <limits>

using namespace yuqian;
using namespace yuqian::games;
using tests::FormulaGame;

namespace {

/// Two who harm each other by what each gains: x costs the other more than it brings. A payment
/// from the first to the second is the third instrument, nobody's.
FormulaGame dilemma(double scale = 1, double shift = 0) {
  return {tests::names(2),
          {{"x", 0, 0, 1, 0}, {"y", 1, 0, 1, 0}, {"pay", nobody, -5, 5, 0}},
          [=](std::span<const double> b) {
            const double a = b[0] - b[0] * b[0] / 2, c = 0.5 * b[1] - b[1] * b[1] / 2;
            return std::vector{a - 0.8 * b[1] - b[2], shift + scale * (c - 1.5 * b[0] + b[2])};
          }};
}

}  // namespace

TEST_CASE("a joint optimum with transfers gives everybody its share of the gain") {
  FormulaGame game = dilemma();
  // Nash: x = 1, y = 0.5; the sum is best at x = 0 and y = 0.
  const std::vector<double> threat{0.5 - 0.4, 0.125 - 1.5};
  const Agreement best = joint_optimum(game, {status_quo(game)});
  REQUIRE(best.found);
  CHECK(best.b[0] == Approx(0).margin(1e-7));
  CHECK(best.b[1] == Approx(0).margin(1e-7));
  const double surplus = best.measures[0] + best.measures[1] - threat[0] - threat[1];
  for (const double share : {0.5, 0.3}) {
    const Division division{{2}, threat, {share, 1 - share}};
    const Agreement paid = divide(game, best.b, division);
    REQUIRE(paid.found);
    CHECK(paid.measures[0] == Approx(threat[0] + share * surplus).margin(1e-7));
    CHECK(paid.measures[1] == Approx(threat[1] + (1 - share) * surplus).margin(1e-7));
    CHECK(paid.measures[0] + paid.measures[1] ==
          Approx(best.measures[0] + best.measures[1]).margin(1e-7));
  }
}

TEST_CASE("a Nash bargain with transfers splits the gain by power") {
  FormulaGame game = dilemma();
  const std::vector<double> threat{0.1, -1.375};
  for (const double power : {1.0, 3.0}) {
    const Agreement found = bargain(game, {status_quo(game)}, threat, {power, 1}, {0, 1, 2});
    REQUIRE(found.found);
    const double mine = found.measures[0] - threat[0], theirs = found.measures[1] - threat[1];
    CHECK(mine / theirs == Approx(power).epsilon(1e-5));
  }
}

TEST_CASE("a Nash bargain does not depend on how a payoff is measured") {
  FormulaGame plain = dilemma(), other = dilemma(7.5, -40);
  const std::vector<double> threat{0.1, -1.375}, moved{0.1, -40 + 7.5 * -1.375};
  const Agreement a = bargain(plain, {{0.0, 0.0, 0.0}}, threat, {1, 1}, {0, 1});
  const Agreement b = bargain(other, {{0.0, 0.0, 0.0}}, moved, {1, 1}, {0, 1});
  REQUIRE(a.found);
  REQUIRE(b.found);
  for (std::size_t i = 0; i < 3; ++i) CHECK(a.b[i] == Approx(b.b[i]).margin(1e-6));
  // Nothing beats a threat that nobody could do better than.
  const Agreement none = bargain(plain, {{0.0, 0.0, 0.0}}, {5, 5}, {1, 1}, {0, 1});
  CHECK_FALSE(none.found);
  CHECK_FALSE(none.why.empty());
}

TEST_CASE("fines, regard and patience where each has a formula") {
  // A gains g b - b^2 / 2 and B loses h b.
  const double g = 0.6, h = 1.5;
  FormulaGame game(tests::names(2), {{"b", 0, 0, 1, 0}, {"c", 1, 0, 1, 0}},
                   [=](std::span<const double> b) {
                     return std::vector{g * b[0] - b[0] * b[0] / 2, -h * b[0] - b[1]};
                   });
  const std::vector<double> agreed{0, 0};
  const Deviation d = best_deviation(game, agreed, 0);
  CHECK(d.b[0] == Approx(g).epsilon(1e-6));
  CHECK(d.gained == Approx(g * g / 2).epsilon(1e-8));
  CHECK(best_deviation(game, agreed, 1).gained == Approx(0).margin(1e-12));
  const double regard = smallest_regard(game, agreed, 0);
  CHECK(regard == Approx(g / h).epsilon(1e-8));
  // Just above it nothing pays, just below something does.
  for (const double by : {0.999, 1.001}) {
    const WeightedSum objective({1, by * regard});
    const Optimum best = best_choice(game, agreed, {{0}, &objective});
    CHECK((best.b[0] > 1e-6) == (by < 1));
  }
  // A gain that grows with its own use: the best deviation jumps from the end to the start.
  FormulaGame convex(
      tests::names(2), {{"b", 0, 0, 1, 0}, {"c", 1, 0, 1, 0}},
      [=](std::span<const double> b) { return std::vector{b[0] * b[0], -b[0] - b[1]}; });
  CHECK(smallest_regard(convex, agreed, 0) == Approx(1).epsilon(1e-6));
  CHECK(smallest_patience(3, 2, 1) == Approx(0.5));
  CHECK(smallest_patience(2, 2, 1) == 0);
  CHECK(smallest_patience(3, 2, 2) == std::numeric_limits<double>::infinity());
}

TEST_CASE("Atkinson's equivalent by hand, and its slopes by differences") {
  const std::vector<Atkinson::Province> two{{0, 40, 2}, {1, 60, 1}};
  const std::vector<double> gain{4, -6}, b{0.5};
  CHECK(Atkinson(0, two).value(gain, b) == Approx(44 + 54));
  CHECK(Atkinson(1, two).value(gain, b) == Approx(3 * std::cbrt(22.0 * 22 * 54)));
  CHECK(Atkinson(2, two).value(gain, b) == Approx(3 / ((2 / 22.0 + 1 / 54.0) / 3)));
  // A payment of 0.5 by the second costs it a fifth of that in excess.
  const Atkinson paid(2, two, {{0, 1}}, 0.2);
  CHECK(paid.per_capita(gain, b)[1] == Approx(53.9));
  std::vector<double> slope(2), direct(1, 0.0);
  paid.by_measure(gain, b, slope);
  paid.add_by_instrument(gain, b, direct);
  const double h = 1e-4;
  for (std::size_t p = 0; p < 2; ++p) {
    std::vector<double> up = gain, down = gain;
    up[p] += h, down[p] -= h;
    CHECK(slope[p] == Approx((paid.value(up, b) - paid.value(down, b)) / (2 * h)).epsilon(1e-7));
  }
  CHECK(direct[0] ==
        Approx((paid.value(gain, std::vector{0.5 + h}) - paid.value(gain, std::vector{0.5 - h})) /
               (2 * h))
            .epsilon(1e-7));
}
