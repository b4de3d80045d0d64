// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/ipopt.hpp>

#include <random>
#include <stdexcept>
#include <thread>

#include <yuqian/solvers/newton.hpp>
#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"

using namespace problems;

namespace {

/// A monotone problem with a nonlinear term: M x + x^3 + q on mixed bounds.
Dense cubic(unsigned seed, std::size_t n, bool bounded) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(-1, 1);
  Vector m(n * n), q(n), lower(n, -infinity), upper(n, infinity);
  for (auto& e : m) e = unit(random);
  for (std::size_t i = 0; i < n; ++i) m[i * n + i] += static_cast<double>(n);
  for (auto& e : q) e = 5 * unit(random);
  if (bounded)
    for (std::size_t i = 0; i < n; ++i) {
      if (i % 4 != 0) lower[i] = 0;
      if (i % 4 == 2) upper[i] = 0.2;
      if (i % 4 == 3) upper[i] = infinity;
      if (i % 7 == 6) lower[i] = upper[i] = 0.1;
    }
  return Dense(
      lower, upper,
      [m, q, n](double, In x, Out f) {
        for (std::size_t i = 0; i < n; ++i) {
          f[i] = q[i] + x[i] * x[i] * x[i];
          for (std::size_t j = 0; j < n; ++j) f[i] += m[i * n + j] * x[j];
        }
        return Evaluation::ok;
      },
      [m, n](double, In x, Out rows) {
        std::copy(m.begin(), m.end(), rows.begin());
        for (std::size_t i = 0; i < n; ++i) rows[i * n + i] += 3 * x[i] * x[i];
        return Evaluation::ok;
      });
}

void compare(Dense& p, Vector start) {
  Vector a = start, b = start;
  const auto newton = solve(p, a);
  const auto ipopt = solve(p, b, IpoptOptions{});
  INFO(newton.sentence());
  INFO(ipopt.sentence());
  REQUIRE(newton.solved());
  REQUIRE(ipopt.solved());
  CHECK(ipopt.algorithm == "ipopt");
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(std::abs(a[i] - b[i]) < 1e-8);
}

}  // namespace

TEST_CASE("Ipopt equals Newton on square systems") {
  for (unsigned seed : {1u, 2u, 3u}) {
    auto p = cubic(seed, 20, false);
    compare(p, Vector(20, 0.5));
  }
}

TEST_CASE("Ipopt equals Newton with active bounds on both sides and fixed unknowns") {
  for (unsigned seed : {1u, 2u, 3u, 4u}) {
    auto p = cubic(seed, 24, true);
    compare(p, Vector(24, 0.05));
  }
}

TEST_CASE("Ipopt on the classic problems: the points returned are solutions") {
  auto j = josephy();
  compare(j, {1, 0, 1, 1});
  auto b = billups();
  compare(b, {3});
  auto k = kojima_shindo();
  Vector x{1, 0.1, 2.5, 0.1};
  const auto report = solve(k, x, IpoptOptions{});
  INFO(report.sentence());
  CHECK(report.solved());
}

TEST_CASE("Ipopt reports what has no solution as not solved") {
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
  const auto report = solve(p, x, IpoptOptions{});
  CHECK_FALSE(report.solved());
  REQUIRE(report.worst.size() == 1);
  CHECK(report.worst[0].label == "x[0]");
}

TEST_CASE("Ipopt can be interrupted, and passes on an exception of the problem") {
  auto p = cubic(1, 20, true);
  Vector x(20, 0.5);
  const auto report =
      solve(p, x, IpoptOptions{}, [](const Progress& q) { return q.step.iteration < 2; });
  CHECK(report.status == Status::interrupted);
  auto throws = nonnegative(
      1, [](double, In, Out) -> Evaluation { throw std::runtime_error("cell (3, 4) is empty"); },
      [](double, In, Out) { return Evaluation::ok; });
  Vector y{1};
  CHECK_THROWS_WITH(solve(throws, y, IpoptOptions{}), "cell (3, 4) is empty");
}

TEST_CASE("Ipopt from several threads: calls wait for each other") {
  std::vector<std::thread> threads;
  std::vector<int> solved(4, 0);
  for (unsigned k = 0; k < 4; ++k)
    threads.emplace_back([k, &solved] {
      for (unsigned seed = 1; seed <= 5; ++seed) {
        auto p = cubic(seed + 10 * k, 16, seed % 2 == 0);
        Vector x(16, 0.1);
        solved[k] += solve(p, x, IpoptOptions{}).solved();
      }
    });
  for (auto& t : threads) t.join();
  CHECK(solved == std::vector<int>(4, 5));
}
