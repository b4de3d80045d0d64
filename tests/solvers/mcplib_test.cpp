// SPDX-License-Identifier: Apache-2.0
// Small problems of MCPLIB (Dirkse and Ferris 1995) from their published statements; those that are
// economies stand in tests/oracles, the smallest ones in newton_test.cpp.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <yuqian/solvers/newton.hpp>
#include "tests/catch.hpp"
#include "tests/solvers/choi.hpp"

using namespace problems;

namespace {

/// Colville (1968), first problem, as problem 86 of Hock and Schittkowski (1981): minimise
/// e'x + x'Cx + sum d x^3 for A x >= b, x >= 0; here its first-order conditions, the five x before
/// the ten multipliers.
struct Colville {
  static constexpr double e[5] = {-15, -27, -36, -18, -12};
  static constexpr double d[5] = {4, 8, 10, 6, 2};
  static constexpr double c[5][5] = {{30, -20, -10, 32, -10},
                                     {-20, 39, -6, -31, 32},
                                     {-10, -6, 10, -6, -10},
                                     {32, -31, -6, 39, -20},
                                     {-10, 32, -10, -20, 30}};
  static constexpr double a[10][5] = {
      {-16, 2, 0, 1, 0},    {0, -2, 0, 0.4, 2}, {-3.5, 0, 2, 0, 0},   {0, -2, 0, -4, -1},
      {0, -9, -2, 1, -2.8}, {2, 0, -4, 0, 0},   {-1, -1, -1, -1, -1}, {-1, -2, -3, -2, -1},
      {1, 2, 3, 4, 5},      {1, 1, 1, 1, 1}};
  static constexpr double b[10] = {-40, -2, -0.25, -4, -4, -1, -40, -60, 5, 1};

  static double objective(In x) {
    double sum = 0;
    for (std::size_t i = 0; i < 5; ++i) {
      sum += e[i] * x[i] + d[i] * x[i] * x[i] * x[i];
      for (std::size_t j = 0; j < 5; ++j) sum += c[i][j] * x[i] * x[j];
    }
    return sum;
  }
  static Dense conditions() {
    return nonnegative(
        15,
        [](double, In x, Out f) {
          for (std::size_t i = 0; i < 5; ++i) {
            f[i] = e[i] + 3 * d[i] * x[i] * x[i];
            for (std::size_t j = 0; j < 5; ++j) f[i] += 2 * c[i][j] * x[j];
            for (std::size_t k = 0; k < 10; ++k) f[i] -= a[k][i] * x[5 + k];
          }
          for (std::size_t k = 0; k < 10; ++k) {
            f[5 + k] = -b[k];
            for (std::size_t i = 0; i < 5; ++i) f[5 + k] += a[k][i] * x[i];
          }
          return Evaluation::ok;
        },
        [](double, In x, Out rows) {
          for (std::size_t i = 0; i < 5; ++i) {
            for (std::size_t j = 0; j < 5; ++j) rows[i * 15 + j] = 2 * c[i][j];
            rows[i * 15 + i] += 6 * d[i] * x[i];
            for (std::size_t k = 0; k < 10; ++k) {
              rows[i * 15 + 5 + k] = -a[k][i];
              rows[(5 + k) * 15 + i] = a[k][i];
            }
          }
          return Evaluation::ok;
        });
  }
};

/// Nash and Cournot of five firms, Murphy, Sherali and Soyster (1982): marginal cost
/// c + (q / 5)^(1 / beta), inverse demand (5000 / Q)^(1 / 1.1).
Dense five_firms() {
  const auto cost = [](std::size_t i) { return 10 - 2 * static_cast<double>(i); };
  const auto power = [](std::size_t i) { return 1 / (1.2 - 0.1 * static_cast<double>(i)); };
  constexpr double g = 1 / 1.1;
  const auto price = [](double total) { return std::pow(5000 / total, g); };
  const auto total = [](In q) { return std::accumulate(q.begin(), q.end(), 0.0); };
  return nonnegative(
      5,
      [=](double, In q, Out f) {
        const double sum = total(q);
        if (!(sum > 0)) return Evaluation::outside_domain;
        for (std::size_t i = 0; i < 5; ++i)
          f[i] = cost(i) + std::pow(q[i] / 5, power(i)) - price(sum) * (1 - g * q[i] / sum);
        return Evaluation::ok;
      },
      [=](double, In q, Out rows) {
        const double sum = total(q), p = price(sum);
        for (std::size_t i = 0; i < 5; ++i)
          for (std::size_t j = 0; j < 5; ++j) {
            double& slope = rows[i * 5 + j];
            slope = g * p / sum * (1 - g * q[i] / sum) - p * g * q[i] / (sum * sum);
            if (i == j) slope += g * p / sum + power(i) / 5 * std::pow(q[i] / 5, power(i) - 1);
          }
        return Evaluation::ok;
      });
}

/// A membrane under a unit load between two obstacles, problem B of Moré and Toraldo (1991), on
/// n x n inner points of the unit square: five-point Laplacian.
struct Obstacle {
  explicit Obstacle(std::size_t points) : n(points), h(1 / (static_cast<double>(points) + 1)) {}
  std::size_t n;
  double h;

  double wave(std::size_t k) const {
    const double x = h * static_cast<double>(k % n + 1), y = h * static_cast<double>(k / n + 1);
    return std::sin(9.2 * x) * std::sin(9.3 * y);
  }
  Vector lower() const {
    return bound([](double w) { return w * w * w; });
  }
  Vector upper() const {
    return bound([](double w) { return w * w + 0.02; });
  }
  Dense problem() const {
    Vector m(n * n * n * n, 0.0), q(n * n, -h * h);
    for (std::size_t k = 0; k < n * n; ++k) {
      m[k * n * n + k] = 4;
      for (const std::size_t j : neighbours(k)) m[k * n * n + j] = -1;
    }
    return linear(std::move(m), std::move(q), lower(), upper());
  }
  /// The same by projected Gauss-Seidel.
  Vector relaxed(int sweeps) const {
    const Vector l = lower(), u = upper();
    Vector x = l;
    for (int s = 0; s < sweeps; ++s)
      for (std::size_t k = 0; k < x.size(); ++k) {
        double sum = h * h;
        for (const std::size_t j : neighbours(k)) sum += x[j];
        x[k] = std::clamp(sum / 4, l[k], u[k]);
      }
    return x;
  }

 private:
  template <class F>
  Vector bound(F f) const {
    Vector v;
    for (std::size_t k = 0; k < n * n; ++k) v.push_back(f(wave(k)));
    return v;
  }
  std::vector<std::size_t> neighbours(std::size_t k) const {
    std::vector<std::size_t> list;
    if (k % n > 0) list.push_back(k - 1);
    if (k % n + 1 < n) list.push_back(k + 1);
    if (k >= n) list.push_back(k - n);
    if (k + n < n * n) list.push_back(k + n);
    return list;
  }
};

}  // namespace

TEST_CASE("Colville's first problem: the published minimum, from near and far") {
  for (const double start : {0.0, 1.0, 10.0, 100.0}) {
    Dense p = Colville::conditions();
    Vector x(15, 0.0);
    std::fill(x.begin(), x.begin() + 5, start);
    if (start == 0) x[4] = 1;
    const auto report = solve(p, x);
    CAPTURE(start, report.sentence());
    REQUIRE(report.solved());
    CHECK(Colville::objective(x) == Approx(-32.34867897).epsilon(1e-9));
  }
}

TEST_CASE("Nash and Cournot of five firms: the published quantities") {
  for (const double start : {1.0, 10.0, 100.0}) {
    Dense p = five_firms();
    Vector q(5, start);
    const auto report = solve(p, q);
    CAPTURE(start, report.sentence());
    REQUIRE(report.solved());
    const double published[] = {36.93, 41.82, 43.71, 42.66, 39.18};
    for (std::size_t i = 0; i < 5; ++i) CHECK(std::abs(q[i] - published[i]) < 0.006);
  }
}

TEST_CASE("fourteen brands of Choi, DeSarbo and Harker: each price answers the others at best") {
  Dense p = Choi::best_answers();
  Vector listed = Choi::start();
  const auto report = solve(p, listed);
  INFO(report.sentence());
  REQUIRE(report.solved());
  for (std::size_t j = 0; j < Choi::brands; ++j) {
    if (j == Choi::fixed) continue;
    const double earned = Choi::profit(j, listed);
    CHECK(listed[j] > Choi::brand[j].cost);
    for (double price = Choi::brand[j].cost; price < 10; price += 0.01) {
      Vector other = listed;
      other[j] = price;
      CHECK(Choi::profit(j, other) <= earned);
    }
  }
  // Five brands are the same pill.
  for (const std::size_t j : {2, 8, 10, 11}) CHECK(listed[j] == Approx(listed[0]).epsilon(1e-9));
  // Nearer than where nobody buys any more, which makes every price as good as another.
  for (const double above : {0.0, 0.03, 0.06, 0.1}) {
    Vector prices = Choi::start();
    for (std::size_t j = 0; j < Choi::brands; ++j)
      if (j != Choi::fixed) prices[j] = Choi::brand[j].cost + above;
    const auto again = solve(p, prices);
    CAPTURE(above, again.sentence());
    REQUIRE(again.solved());
    for (std::size_t j = 0; j < Choi::brands; ++j)
      CHECK(prices[j] == Approx(listed[j]).epsilon(1e-7));
  }
}

TEST_CASE("a membrane between two obstacles, held against relaxation") {
  const Obstacle obstacle(12);
  Dense p = obstacle.problem();
  Vector x = obstacle.lower();
  const auto report = solve(p, x);
  INFO(report.sentence());
  REQUIRE(report.solved());
  const Vector expected = obstacle.relaxed(3000), l = obstacle.lower(), u = obstacle.upper();
  int low = 0, high = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    CHECK(std::abs(x[k] - expected[k]) < 1e-8);
    low += x[k] - l[k] < 1e-9, high += u[k] - x[k] < 1e-9;
  }
  CHECK(low > 10);
  CHECK(high > 10);
}
