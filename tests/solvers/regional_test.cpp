// SPDX-License-Identifier: Apache-2.0
// Newton with region GMRES on problems with active bounds, beside the direct solver.
#include <yuqian/solvers/derivative_check.hpp>
#include <yuqian/solvers/homotopy.hpp>
#include <yuqian/solvers/newton.hpp>
#include "tests/catch.hpp"
#include "tests/solvers/regions.hpp"

using namespace regions;

namespace {

constexpr Index region_count = 8, cells = 70, border = 3;

double largest_difference(const Vector& a, const Vector& b) {
  double m = 0;
  for (std::size_t i = 0; i < a.size(); ++i) m = std::max(m, std::abs(a[i] - b[i]));
  return m;
}

}  // namespace

TEST_CASE("the regional problem has right derivatives") {
  Regional p(1, 3, 6, 2, 1.0);
  Vector x(20, 0.7);
  const auto check = check_derivatives(p, x);
  INFO(check.sentence());
  CHECK(check.good(1e-10));
}

TEST_CASE("region GMRES and sparse LU find the same point, bounds active") {
  for (double shock : {0.0, 0.5, 2.0}) {
    Regional p(2, region_count, cells, border, shock);
    const auto n = static_cast<std::size_t>(p.size());
    Vector direct(n, 0.5), iterative(n, 0.5);
    NewtonOptions options;
    options.linear.choice = LinearChoice::eigen_lu;
    const auto a = solve(p, direct, options);
    options.linear.choice = LinearChoice::automatic;
    const auto b = solve(p, iterative, options);
    CAPTURE(shock, a.sentence(), b.sentence(), b.linear_reason, b.linear_iterations);
    REQUIRE(a.solved());
    REQUIRE(b.solved());
    CHECK(b.linear_solver == "region GMRES");
    CHECK(b.linear_reason.find("8 regions") != std::string::npos);
    CHECK(b.linear_iterations > 0);
    CHECK(largest_difference(direct, iterative) < 1e-8);
    Index active = 0;
    for (Index i = 0; i < region_count * cells; ++i) active += direct[i] < 1e-8;
    CHECK(active > 20);
    CHECK(active < region_count * cells / 2);
    // Inexact linear solves cost at most a few Newton iterations.
    CHECK(b.iterations <= a.iterations + 3);
  }
}

TEST_CASE("anchored factors: same solution, bitwise the same whatever was solved before") {
  Regional base(2, region_count, cells, border, 0.0);
  const auto n = static_cast<std::size_t>(base.size());
  Vector benchmark(n, 0.5);
  Newton newton;
  REQUIRE(newton.solve(base, benchmark).solved());
  const auto factors = newton.anchor(base, benchmark);
  REQUIRE(factors);
  Regional one(2, region_count, cells, border, 0.1), two(2, region_count, cells, border, -1.0);
  Vector x = benchmark, y = benchmark, z = benchmark, plain = benchmark;
  const auto first = newton.solve(one, x);
  CAPTURE(first.sentence());
  REQUIRE(first.solved());
  REQUIRE(newton.solve(two, y).solved());
  REQUIRE(newton.solve(one, z).solved());
  CHECK(x == z);
  // In another solver object, as another thread would have it.
  Newton other;
  other.adopt(one, factors);
  y = benchmark;
  REQUIRE(other.solve(one, y).solved());
  CHECK(x == y);
  REQUIRE(solve(one, plain).solved());
  CHECK(largest_difference(x, plain) < 1e-8);
}

TEST_CASE("tangent and adjoint through region GMRES") {
  Regional p(2, region_count, cells, border, 0.3);
  const auto n = static_cast<std::size_t>(p.size());
  Newton newton;
  const auto at = [&](double t) {
    Vector x(n, 0.5);
    p.move_to(t);
    NewtonOptions tight;
    tight.tolerance = tight.gap_tolerance = 1e-12;
    REQUIRE(solve(p, x, tight).solved());
    return x;
  };
  const Vector up = at(0.5 + 1e-5), down = at(0.5 - 1e-5), x = at(0.5);
  Vector df(n), dx(n), w(n), g(n);
  p.path_derivative(x, df);
  REQUIRE(newton.tangent(p, x, df, dx) == LinearStatus::ok);
  double worst = 0;
  for (std::size_t i = 0; i < n; ++i)
    worst = std::max(worst, std::abs(dx[i] - (up[i] - down[i]) / 2e-5));
  CHECK(worst < 1e-5);
  for (std::size_t i = 0; i < n; ++i) g[i] = static_cast<double>(i % 5) - 2;
  REQUIRE(newton.adjoint(p, x, g, w) == LinearStatus::ok);
  double by_adjoint = 0, by_tangent = 0;
  for (std::size_t i = 0; i < n; ++i) {
    by_adjoint += w[i] * df[i];
    by_tangent += g[i] * dx[i];
  }
  CHECK(by_adjoint == Approx(by_tangent).epsilon(1e-9));
}

TEST_CASE("homotopy with one solver object on a regional problem") {
  Regional p(2, region_count, cells, border, 2.0);
  const auto n = static_cast<std::size_t>(p.size());
  p.move_to(0);
  Newton newton;
  Vector x(n, 0.5), direct(n, 0.5);
  REQUIRE(newton.solve(p, x).solved());
  HomotopyOptions options;
  options.full_step_first = false;
  const auto report = follow(newton, p, x, options);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(report.linear_solver == "region GMRES");
  p.move_to(1);
  REQUIRE(solve(p, direct).solved());
  CHECK(largest_difference(x, direct) < 1e-8);
}
