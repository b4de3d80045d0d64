// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/fixed_point.hpp>
#include <yuqian/solvers/newton.hpp>

#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"

using namespace problems;

namespace {

/// One unknown, without bounds unless they are given.
Dense scalar(double (*f)(double), double (*slope)(double), double lower = -infinity,
             double upper = infinity) {
  return Dense(
      {lower}, {upper},
      [f](double, In x, Out out) {
        out[0] = f(x[0]);
        return Evaluation::ok;
      },
      [slope](double, In x, Out rows) {
        rows[0] = slope(x[0]);
        return Evaluation::ok;
      });
}

/// Scarf (1960): three consumers, each owns a good and wants it and the next in equal amounts; the
/// first good's price is one. Its only equilibrium has equal prices, and adjustment circles.
class Scarf : public Dense {
 public:
  Scarf()
      : Dense(
            {0, 0}, {infinity, infinity},
            [](double, In p, Out f) {
              f[0] = 1 - 1 / (1 + p[0]) - p[0] / (p[0] + p[1]);
              f[1] = 1 - p[0] / (p[0] + p[1]) - p[1] / (p[1] + 1);
              return Evaluation::ok;
            },
            [](double, In p, Out rows) {
              const double a = 1 / ((1 + p[0]) * (1 + p[0])), s = p[0] + p[1],
                           b = 1 / ((1 + p[1]) * (1 + p[1]));
              rows[0] = a - p[1] / (s * s), rows[1] = p[0] / (s * s);
              rows[2] = -p[1] / (s * s), rows[3] = p[0] / (s * s) - b;
              return Evaluation::ok;
            }) {}
  std::span<const char> positive() const override { return positive_; }

 private:
  std::vector<char> positive_{1, 1};
};

NewtonOptions newton_alone() {
  NewtonOptions options;
  options.recoveries = 0;
  return options;
}

}  // namespace

TEST_CASE("a fixed-point homotopy goes around the bends of its path") {
  // A local minimum above zero lies at 3; the only zero is negative. From 4 the path has t = 1/2 at
  // 3, falls back to 3/8 at 1 and rises to 1 at the zero.
  auto p = scalar([](double x) { return x * (x * (x - 6) + 9) + 1; },
                  [](double x) { return x * (3 * x - 12) + 9; });
  Vector x{4};
  bool fell = false;
  double last = 0;
  const FixedPointPath path = follow_fixed_point(p, x, {}, [&](const Progress& at) {
    fell = fell || at.t < last;
    last = at.t;
    return true;
  });
  CHECK(fell);
  CHECK(path.reached == Approx(FixedPointOptions{}.end));
  CHECK(path.steps > 0);
  REQUIRE(solve(p, x, newton_alone()).solved());
  CHECK(x[0] * (x[0] * (x[0] - 6) + 9) + 1 == Approx(0).margin(1e-8));
}

TEST_CASE("a fixed-point homotopy reaches the equilibrium of Scarf's economy from afar") {
  for (const Vector& start : {Vector{8, 0.12}, Vector{0.1, 9}, Vector{0.2, 0.15}, Vector{7, 6}}) {
    Scarf p;
    Vector x = start;
    CHECK(follow_fixed_point(p, x).reached == Approx(FixedPointOptions{}.end));
    REQUIRE(solve(p, x, newton_alone()).solved());
    CHECK(x[0] == Approx(1));
    CHECK(x[1] == Approx(1));
  }
}

TEST_CASE("the path of a fixed-point homotopy keeps to the bounds") {
  const auto lacks_ten = [](double x) { return x - 10; };
  const auto one = [](double) { return 1.0; };
  auto above = scalar(lacks_ten, one, 0, 2);
  Vector x{0.5};
  CHECK(follow_fixed_point(above, x).reached == Approx(FixedPointOptions{}.end));
  CHECK(x[0] == Approx(2));
  auto below = scalar([](double y) { return y + 1; }, one, 0);
  x = {3};
  CHECK(follow_fixed_point(below, x).reached == Approx(FixedPointOptions{}.end));
  CHECK(x[0] == Approx(0).margin(1e-6));
}

TEST_CASE("where there is no solution the path of a fixed-point homotopy does not reach its end") {
  auto p = scalar([](double x) { return 1 + x * x; }, [](double x) { return 2 * x; });
  Vector x{1};
  const FixedPointPath path = follow_fixed_point(p, x);
  CHECK(path.reached < 0.9);
  FixedPointOptions few;
  few.max_iterations = 20;
  x = {1};
  const FixedPointPath short_of_it = follow_fixed_point(p, x, few);
  CHECK(path.iterations > 40);
  CHECK(short_of_it.iterations <= 20 + 7);  // and the corrections of one step
  x = {1};
  const auto stop = follow_fixed_point(p, x, {}, [](const Progress&) { return false; });
  CHECK(stop.interrupted);
  CHECK(stop.steps == 1);
}
