// SPDX-License-Identifier: Apache-2.0
// Counts what a program allocates, by an allocator of its own: included by one file of a program.
// The sanitizers count in their own way and do not like to be replaced: whoever includes this is
// not compiled with them.
#pragma once

#include <atomic>
#include <cstdlib>
#include <new>
#include <vector>

#include <yuqian/solvers/newton.hpp>

namespace yuqian::tests {

inline std::atomic<bool> counting{false};
inline std::atomic<long> allocations{0};

/// What f allocates, on all threads; where it allocates anything, the number is not an exact one.
template <class F>
long allocations_of(F&& f) {
  allocations = 0;
  counting = true;
  f();
  counting = false;
  return allocations;
}

/// Allocations between the callbacks of the iteration `first` and of the last one.
inline long allocations_between_iterations(solvers::Newton& newton, solvers::Mcp& p,
                                           std::vector<double> x, solvers::SolveReport& report,
                                           int first = 0) {
  long made = 0;
  report = newton.solve(p, x, [&](const solvers::Progress& q) {
    if (q.step.iteration == first) {
      allocations = 0;
      counting = true;
    }
    made = allocations;
    return true;
  });
  counting = false;
  return made;
}

inline void* counted(std::size_t size) {
  if (counting) ++allocations;
  if (void* p = std::malloc(size ? size : 1)) return p;
  throw std::bad_alloc();
}

}  // namespace yuqian::tests

// Inlined into a caller, one half of a pair looks to the compiler like malloc with delete, or new
// with free.
[[gnu::noinline]] void* operator new(std::size_t size) { return yuqian::tests::counted(size); }
[[gnu::noinline]] void* operator new[](std::size_t size) { return yuqian::tests::counted(size); }
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete[](void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete[](void* p, std::size_t) noexcept { std::free(p); }

#if defined(__GLIBC__)
// Eigen calls malloc itself.
extern "C" void* __libc_malloc(std::size_t);
extern "C" void* malloc(std::size_t size) noexcept {
  if (yuqian::tests::counting) ++yuqian::tests::allocations;
  return __libc_malloc(size);
}
#endif
