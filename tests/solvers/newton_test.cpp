// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/newton.hpp>

#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"

using namespace problems;

namespace {

double apart(const Vector& a, const Vector& b) {
  double m = 0;
  for (std::size_t i = 0; i < a.size(); ++i) m = std::max(m, std::abs(a[i] - b[i]));
  return m;
}

const double root6 = std::sqrt(6.0) / 2;

}  // namespace

TEST_CASE("Kojima-Shindo: both solutions, from many starts") {
  auto p = kojima_shindo();
  const Vector degenerate{root6, 0, 0, 0.5}, regular{1, 0, 3, 0};
  bool found_degenerate = false, found_regular = false;
  int solved = 0, starts = 0;
  for (double a : {0.0, 1.0, 4.0})
    for (double b : {0.0, 2.0})
      for (double c : {0.0, 1.0, 3.0})
        for (double d : {0.0, 1.0}) {
          Vector x{a, b, c, d};
          const auto report = solve(p, x);
          ++starts;
          CAPTURE(a, b, c, d, report.sentence());
          CHECK(report.solved());
          if (!report.solved()) continue;
          ++solved;
          // The residual is quadratic in the error at the degenerate solution.
          const bool first = apart(x, degenerate) < 1e-4, second = apart(x, regular) < 1e-8;
          CHECK((first || second));
          found_degenerate = found_degenerate || first;
          found_regular = found_regular || second;
        }
  CHECK(solved == starts);
  CHECK(found_degenerate);
  CHECK(found_regular);
}

TEST_CASE("Josephy: the one solution, from many starts") {
  auto p = josephy();
  for (double a : {0.0, 1.0, 10.0})
    for (double d : {0.0, 1.0, 10.0}) {
      Vector x{a, 0, d, d};
      const auto report = solve(p, x);
      CAPTURE(a, d, report.sentence());
      REQUIRE(report.solved());
      CHECK(apart(x, {root6, 0, 0, 0.5}) < 1e-8);
    }
}

TEST_CASE("Billups: out of the trap at zero") {
  auto p = billups();
  for (double start : {0.0, 0.5, 1.0, 2.0, 100.0}) {
    Vector x{start};
    const auto report = solve(p, x);
    CAPTURE(start, report.sentence());
    REQUIRE(report.solved());
    CHECK(x[0] == Approx(1 + std::sqrt(1.01)).epsilon(1e-9));
  }
}

TEST_CASE("boxes: each kind of bound, each kind of solution") {
  // x_i - target_i on a box: the solution is the target clamped to the box.
  const Vector target{3, -2, 0.5, 7, -7, 4, 1};
  const Vector lower{-infinity, 0, 0, -infinity, 0, 2, 1};
  const Vector upper{infinity, 1, 1, 5, infinity, 2, infinity};
  Vector m(49, 0.0), q(7);
  for (std::size_t i = 0; i < 7; ++i) {
    m[i * 8] = 1;
    q[i] = -target[i];
  }
  auto p = linear(m, q, lower, upper);
  Vector x(7, 0.3);
  const auto report = solve(p, x);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(apart(x, {3, 0, 0.5, 5, 0, 2, 1}) < 1e-9);
  CHECK(report.gap <= 1e-9);
}

TEST_CASE("a fixed variable leaves its equation free") {
  // x0 = 2 fixed; x1 - x0 = 0. F_0 is 100 whatever x.
  auto p = linear({0, 0, -1, 1}, {100, 0}, {2, -infinity}, {2, infinity});
  Vector x{0, 0};
  REQUIRE(solve(p, x).solved());
  CHECK(x[0] == 2);
  CHECK(x[1] == Approx(2));
}

TEST_CASE("a nearly linear price: the step is shortened where F is not defined") {
  // log x + 5 = 0 needs x > 0; the first Newton step from 1 would go to -4.
  auto p = nonnegative(
      1,
      [](double, In x, Out f) {
        if (!(x[0] > 0)) return Evaluation::outside_domain;
        f[0] = std::log(x[0]) + 5;
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        r[0] = 1 / x[0];
        return Evaluation::ok;
      });
  Vector x{1};
  const auto report = solve(p, x);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(x[0] == Approx(std::exp(-5.0)).epsilon(1e-8));
  x[0] = 0;
  const auto failed = solve(p, x);
  CHECK(failed.status == Status::evaluation_failed);
  CHECK(failed.sentence().find("cannot be evaluated") != std::string::npos);
  CHECK(failed.sentence().find("1 unknowns stand on a bound: x[0]") != std::string::npos);
  CHECK(failed.residual == infinity);
}

TEST_CASE("Murty's linear problem, exponential for pivoting") {
  const std::size_t n = 30;
  Vector m(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    m[i * n + i] = 1;
    for (std::size_t j = i + 1; j < n; ++j) m[i * n + j] = 2;
  }
  auto p = linear(m, Vector(n, -1.0), Vector(n, 0.0), Vector(n, infinity));
  Vector x(n, 0.0), expected(n, 0.0);
  expected[n - 1] = 1;  // Murty 1988
  const auto report = solve(p, x);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(apart(x, expected) < 1e-8);
}

TEST_CASE("no solution: said so, with the worst row by name") {
  // x^2 + 1 = 0 over the reals.
  Dense p(
      {-infinity}, {infinity},
      [](double, In x, Out f) {
        f[0] = x[0] * x[0] + 1;
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        r[0] = 2 * x[0];
        return Evaluation::ok;
      });
  Vector x{3};
  const auto report = solve(p, x);
  CHECK_FALSE(report.solved());
  CHECK((report.status == Status::stalled || report.status == Status::singular ||
         report.status == Status::iteration_limit));
  REQUIRE(report.worst.size() == 1);
  CHECK(report.worst[0].label == "x[0]");
  CHECK(report.sentence().find("x[0]") != std::string::npos);
  CHECK(report.residual == Approx(1).margin(0.2));
}

TEST_CASE("a redundant equation does not stop the iteration where solutions exist") {
  // x + y = 2 twice: a line of solutions, a singular matrix everywhere.
  auto p = linear({1, 1, 1, 1}, {-2, -2}, {-infinity, -infinity}, {infinity, infinity});
  Vector x{0, 5};
  const auto report = solve(p, x);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(x[0] + x[1] == Approx(2));
}

TEST_CASE("the callback sees every iteration and can stop") {
  auto p = kojima_shindo();
  Vector x{1, 1, 1, 1};
  int calls = 0;
  const auto full = solve(p, x, {}, [&](const Progress& progress) {
    CHECK(progress.step.iteration == calls);
    ++calls;
    return true;
  });
  CHECK(calls == full.iterations + 1);
  CHECK(full.history.size() == static_cast<std::size_t>(calls));
  x = {1, 1, 1, 1};
  const auto stopped = solve(p, x, {}, [](const Progress& q) { return q.step.iteration < 2; });
  CHECK(stopped.status == Status::interrupted);
  CHECK(stopped.iterations == 2);
  CHECK(stopped.word() == "interrupted");
}

TEST_CASE("the callback can stop the recovery as well") {
  auto p = billups();
  Vector x{0};
  const auto report =
      solve(p, x, {}, [](const Progress& q) { return q.step.direction != Direction::transient; });
  CHECK(report.status == Status::interrupted);
  CHECK(report.iterations < 10);
}

TEST_CASE("one solver object for many problems of one pattern") {
  Newton newton;
  for (double shift : {1.0, 2.0, 5.0}) {
    auto p = linear({2, 1, 1, 3}, {-shift, shift}, {0, 0}, {infinity, infinity});
    Vector x{1, 1};
    REQUIRE(newton.solve(p, x).solved());
    CHECK(apart(x, {shift / 2, 0}) < 1e-8);
  }
}

TEST_CASE("tangent and adjoint agree with differences and with each other") {
  // x0^2 + p x1 = 3, x0 + x1 - x2 = 0, x2 >= 0 _|_ x2 + x0 - 10 + p.
  const auto make = [](double p) {
    return Dense(
        {-infinity, -infinity, 0}, {infinity, infinity, infinity},
        [p](double, In x, Out f) {
          f[0] = x[0] * x[0] + p * x[1] - 3;
          f[1] = x[0] + x[1] - x[2];
          f[2] = x[2] + x[0] - 10 + p;
          return Evaluation::ok;
        },
        [p](double, In x, Out r) {
          const double rows[] = {2 * x[0], p, 0, 1, 1, -1, 1, 0, 1};
          std::copy(std::begin(rows), std::end(rows), r.begin());
          return Evaluation::ok;
        });
  };
  const auto at = [&](double p) {
    auto problem = make(p);
    Vector x{4, 2, 6};
    REQUIRE(solve(problem, x).solved());
    return x;
  };
  auto problem = make(-2);
  const Vector x = at(-2), up = at(-2 + 1e-5), down = at(-2 - 1e-5);
  Newton newton;
  Vector df{x[1], 0, 1}, dx(3), w(3), g{1, 2, 3};
  REQUIRE(newton.tangent(problem, x, df, dx) == LinearStatus::ok);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(dx[i] == Approx((up[i] - down[i]) / 2e-5).epsilon(1e-6));
  REQUIRE(newton.adjoint(problem, x, g, w) == LinearStatus::ok);
  CHECK(w[0] * df[0] + w[1] * df[1] + w[2] * df[2] ==
        Approx(g[0] * dx[0] + g[1] * dx[1] + g[2] * dx[2]));
}

TEST_CASE("unknowns positive by nature move in logarithms, and reach their bound all the same") {
  // x0^6 x1 = 64, x1^4 / x0 = 1 / 2, compared in logarithms; x2 >= 0 _|_ x2 + 1, at its bound.
  class Powers final : public Dense {
   public:
    explicit Powers(bool logarithmic)
        : Dense(nonnegative(
              3,
              [](double, In x, Out f) {
                if (!(x[0] > 0) || !(x[1] > 0)) return Evaluation::outside_domain;
                f[0] = 6 * std::log(x[0]) + std::log(x[1]) - std::log(64);
                f[1] = 4 * std::log(x[1]) - std::log(x[0]) + std::log(2);
                f[2] = x[2] + 1;
                return Evaluation::ok;
              },
              [](double, In x, Out r) {
                r[0] = 6 / x[0];
                r[1] = 1 / x[1];
                r[3] = -1 / x[0];
                r[4] = 4 / x[1];
                r[8] = 1;
                return Evaluation::ok;
              })),
          positive_(logarithmic ? 3 : 0, 1) {}
    std::span<const char> positive() const override { return positive_; }

   private:
    std::vector<char> positive_;
  };
  Powers straight(false), logarithmic(true);
  Vector a{0.2, 0.2, 1}, b = a;
  const auto slow = solve(straight, a), fast = solve(logarithmic, b);
  INFO(slow.sentence());
  INFO(fast.sentence());
  REQUIRE(slow.solved());
  REQUIRE(fast.solved());
  CHECK(fast.iterations < slow.iterations);
  CHECK(apart(a, b) < 1e-8);
  // 6 u + v = 6 log 2, 4 v - u = -log 2: u = log 2, v = 0.
  CHECK(apart(b, {2, 1, 0}) < 1e-8);
}
