// SPDX-License-Identifier: Apache-2.0
// Nothing is allocated between the first and the last iteration.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include "tests/allocations.hpp"
#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"
#include "tests/solvers/regions.hpp"

using namespace regions;
using yuqian::tests::allocations_between_iterations;

TEST_CASE("the counter counts") {
  CHECK(yuqian::tests::allocations_of([] { delete new std::vector<double>(100); }) >= 2);
}

TEST_CASE("nothing is allocated in the inner loop: region GMRES, bounds active") {
  Regional p(2, 8, 70, 3, 2.0);
  Newton newton;
  SolveReport report;
  const long made = allocations_between_iterations(
      newton, p, Vector(static_cast<std::size_t>(p.size()), 0.5), report);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(report.iterations >= 3);
  CHECK(report.linear_solver == "region GMRES");
  CHECK(made == 0);
}

TEST_CASE("nothing is allocated in the inner loop: dense LU, with all fallbacks") {
  auto p = problems::kojima_shindo();
  Newton newton;
  SolveReport report;
  CHECK(allocations_between_iterations(newton, p, {4, 2, 3, 1}, report) == 0);
  CHECK(report.solved());
  // x^2 + 1: Newton, proximal, Levenberg and transient steps all have their turn.
  problems::Dense hopeless(
      {-problems::infinity}, {problems::infinity},
      [](double, In x, Out f) {
        f[0] = x[0] * x[0] + 1;
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        r[0] = 2 * x[0];
        return Evaluation::ok;
      });
  Newton second;
  CHECK(allocations_between_iterations(second, hopeless, {3}, report) == 0);
  CHECK_FALSE(report.solved());
}
#endif
