// SPDX-License-Identifier: Apache-2.0
// Kinks of paths that are known by hand: where they are found, and what holds between them.
#include <yuqian/solvers/smooth_pieces.hpp>

#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"

#include <numbers>

using namespace problems;

namespace {

/// One row x - g(t), so that x is g(t) within the bounds.
Dense clamped(std::function<double(double)> g, double lower, double upper) {
  return Dense(
      {lower}, {upper},
      [g](double t, In x, Out f) {
        f[0] = x[0] - g(t);
        return Evaluation::ok;
      },
      [](double, In, Out r) {
        r[0] = 1;
        return Evaluation::ok;
      });
}

struct Found {
  bool whole = false;
  std::vector<SmoothPiece> pieces;
  std::vector<double> kinks;
  SolveReport report;
  int solves = 0;
};

NewtonOptions sharp() {
  NewtonOptions options;
  options.tolerance = options.gap_tolerance = 1e-13;
  return options;
}

Found split(ParametricMcp& p, Vector start) {
  Vector end = start;
  for (const double t : {0.0, 1.0}) {
    p.move_to(t);
    REQUIRE(solve(p, t == 0 ? start : end, sharp()).solved());
  }
  SmoothPath path(p, sharp(), 1e-12);
  Found found;
  found.whole = path.split({0, start}, {1, end}, found.pieces);
  found.report = path.report();
  found.solves = path.solves();
  for (std::size_t k = 1; k < found.pieces.size(); ++k) {
    found.kinks.push_back(found.pieces[k].from);
    CHECK(found.pieces[k].from == found.pieces[k - 1].to);
  }
  if (found.whole) {
    CHECK(found.pieces.front().from == 0);
    CHECK(found.pieces.back().to == 1);
  }
  return found;
}

void check_kinks(const Found& found, const std::vector<double>& expected) {
  INFO(found.solves << " solves");
  REQUIRE(found.whole);
  REQUIRE(found.kinks.size() == expected.size());
  for (std::size_t k = 0; k < expected.size(); ++k)
    CHECK(std::abs(found.kinks[k] - expected[k]) < 1e-11);
}

}  // namespace

TEST_CASE("a path without bounds, or far from them, is one piece and costs one solve") {
  auto free = clamped([](double t) { return std::exp(t); }, -infinity, infinity);
  CHECK(split(free, {0}).solves == 1);
  auto far = clamped([](double t) { return 1 + t; }, 0, infinity);
  const Found found = split(far, {1});
  check_kinks(found, {});
  CHECK(found.solves == 1);
  CHECK(found.pieces.front().held == Held{0});
}

TEST_CASE("the point where a bound ceases to hold is found to rounding") {
  // t^2 = 1/3
  auto p = clamped([](double t) { return t * t - 1.0 / 3; }, 0, infinity);
  const Found found = split(p, {0});
  check_kinks(found, {1 / std::sqrt(3)});
  CHECK(found.pieces[0].held == Held{-1});
  CHECK(found.pieces[1].held == Held{0});
  CHECK(found.solves < 40);
}

TEST_CASE("lower and upper bounds, both ways") {
  auto up = clamped([](double t) { return 2 * t - 0.5; }, 0, 1);
  const Found found = split(up, {0});
  check_kinks(found, {0.25, 0.75});
  CHECK(found.pieces[0].held == Held{-1});
  CHECK(found.pieces[2].held == Held{1});
  auto down = clamped([](double t) { return 1.5 - 2 * t; }, 0, 1);
  check_kinks(split(down, {1}), {0.25, 0.75});
  // sin(pi t) = 1/2 at 1/6 and 5/6: held, free, held again
  auto hump = clamped([](double t) { return std::sin(std::numbers::pi * t) - 0.5; }, 0, infinity);
  check_kinks(split(hump, {0}), {1.0 / 6, 5.0 / 6});
}

TEST_CASE("kinks at the ends of the path are not kinks, and one in its middle is found") {
  // The search begins in the middle, which is on the edge itself.
  auto middle = clamped([](double t) { return t - 0.5; }, 0, infinity);
  check_kinks(split(middle, {0}), {0.5});
  auto starts = clamped([](double t) { return t; }, 0, infinity);
  check_kinks(split(starts, {0}), {});
  auto ends = clamped([](double t) { return t - 1; }, 0, infinity);
  check_kinks(split(ends, {0}), {});
}

TEST_CASE("what the search cannot see, the walk does, and a search from there finds it") {
  // sin(2 pi t) is zero at both ends and in the middle: one branch seems to fit all three.
  auto p = clamped([](double t) { return std::sin(2 * std::numbers::pi * t); }, 0, infinity);
  const Found found = split(p, {0});
  REQUIRE(found.pieces.size() == 1);
  SmoothPath path(p, sharp(), 1e-12);
  PathPoint here{0, {0.0}};
  REQUIRE(path.walk(found.pieces[0], here, 0.75));
  REQUIRE_FALSE(path.complementary(found.pieces[0], here));
  REQUIRE(path.settle(here, 0.75));
  CHECK(here.x[0] == 0);
  std::vector<SmoothPiece> pieces;
  REQUIRE(path.split({0, {0.0}}, here, pieces));
  REQUIRE(pieces.size() == 2);
  CHECK(std::abs(pieces[1].from - 0.5) < 1e-12);
}

TEST_CASE("many bounds that give way at one point make one kink") {
  const int n = 20;
  Vector lower(n, 0), upper(n, infinity);
  Dense p(
      lower, upper,
      [](double t, In x, Out f) {
        double sum = 0;
        for (const double v : x) sum += v;
        for (std::size_t i = 0; i < x.size(); ++i)
          f[i] = x[i] + 0.01 * sum - (1 + static_cast<double>(i)) * (t - 0.4);
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        for (std::size_t i = 0; i < x.size(); ++i)
          for (std::size_t j = 0; j < x.size(); ++j) r[i * x.size() + j] = (i == j ? 1 : 0) + 0.01;
        return Evaluation::ok;
      });
  // Of these, those with a small multiple of (t - 0.4) stay at zero, pressed by the sum of the
  // others.
  const Found found = split(p, Vector(n, 0));
  check_kinks(found, {0.4});
  CHECK(found.pieces[1].held.front() == -1);
  CHECK(found.pieces[1].held.back() == 0);
}

TEST_CASE("a row on the edge all along hides no other") {
  // Row 0: x and F are zero for every t. Row 1: x = max(0, t - 0.3).
  Dense p(
      {0, 0}, {infinity, infinity},
      [](double t, In x, Out f) {
        f[0] = x[0];
        f[1] = x[1] + x[0] - (t - 0.3);
        return Evaluation::ok;
      },
      [](double, In, Out r) {
        r[0] = 1, r[1] = 0, r[2] = 1, r[3] = 1;
        return Evaluation::ok;
      });
  check_kinks(split(p, {0, 0}), {0.3});
}

TEST_CASE("rationed demand: the price of a quota, by hand") {
  // Demand 1/p of one good, supplied at cost 1 while the quota q = 2 - 1.5 t is slack; then p = 1 +
  // rent. The quota binds at q = 1, t = 2/3, and p = 1/q from there.
  Dense p(
      {0}, {infinity},
      [](double t, In x, Out f) {
        f[0] = (2 - 1.5 * t) - 1 / (1 + x[0]);
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        r[0] = 1 / ((1 + x[0]) * (1 + x[0]));
        return Evaluation::ok;
      });
  const Found found = split(p, {0});
  check_kinks(found, {2.0 / 3});
  SmoothPath path(p, sharp(), 1e-12);
  PathPoint point{1, {1.0}};
  REQUIRE(path.walk(found.pieces[1], point, 0.8));
  CHECK(point.x[0] == Approx(1 / 0.8 - 1).epsilon(1e-12));
  CHECK(path.complementary(found.pieces[1], point));
  // The branch goes on behind the kink, and is not a solution there.
  REQUIRE(path.walk(found.pieces[1], point, 0.5));
  CHECK(point.x[0] == Approx(1 / 1.25 - 1).epsilon(1e-12));
  CHECK_FALSE(path.complementary(found.pieces[1], point));
}

TEST_CASE("a path that ends between two solutions is told") {
  // x^2 = (t - 1/2)^2 - 1/100: no solution between 0.4 and 0.6.
  Dense p(
      {-infinity}, {infinity},
      [](double t, In x, Out f) {
        f[0] = x[0] * x[0] - (t - 0.5) * (t - 0.5) + 0.01;
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        r[0] = 2 * x[0];
        return Evaluation::ok;
      });
  const Found found = split(p, {0.5});
  CHECK_FALSE(found.whole);
  CHECK_FALSE(found.report.solved());
}
