// SPDX-License-Identifier: Apache-2.0
// Counts what is allocated between the first and the last iteration. The sanitizers count in their
// own way and do not like to be replaced: nothing here is compiled with them.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <atomic>
#include <cstdlib>
#include <new>

#include "solvers/newton.hpp"
#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"
#include "tests/solvers/regions.hpp"

namespace {

std::atomic<bool> counting{false};
std::atomic<long> allocations{0};

void* counted(std::size_t size) {
  if (counting) ++allocations;
  if (void* p = std::malloc(size ? size : 1)) return p;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }

#if defined(__GLIBC__)
// Eigen calls malloc itself.
extern "C" void* __libc_malloc(std::size_t);
extern "C" void* malloc(std::size_t size) noexcept {
  if (counting) ++allocations;
  return __libc_malloc(size);
}
#endif

using namespace regions;

namespace {

/// Allocations between the callbacks of the first and of the last iteration.
long count(Newton& newton, Mcp& p, Vector x, SolveReport& report) {
  long before = 0, after = 0;
  report = newton.solve(p, x, [&](const Progress& q) {
    if (q.step.iteration == 0) {
      before = allocations;
      counting = true;
    }
    after = allocations;
    return true;
  });
  counting = false;
  return after - before;
}

}  // namespace

TEST_CASE("The counter counts") {
  counting = true;
  const long before = allocations;
  auto* p = new std::vector<double>(100);
  delete p;
  counting = false;
  CHECK(allocations - before >= 2);
}

TEST_CASE("Nothing is allocated in the inner loop: region GMRES, bounds active") {
  Regional p(2, 8, 70, 3, 2.0);
  Newton newton;
  SolveReport report;
  const long made = count(newton, p, Vector(static_cast<std::size_t>(p.size()), 0.5), report);
  INFO(report.sentence());
  REQUIRE(report.solved());
  CHECK(report.iterations >= 3);
  CHECK(report.linear_solver == "region GMRES");
  CHECK(made == 0);
}

TEST_CASE("Nothing is allocated in the inner loop: dense LU, with all fallbacks") {
  auto p = problems::kojima_shindo();
  Newton newton;
  SolveReport report;
  CHECK(count(newton, p, {4, 2, 3, 1}, report) == 0);
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
  CHECK(count(second, hopeless, {3}, report) == 0);
  CHECK_FALSE(report.solved());
}
#endif
