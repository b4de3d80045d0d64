// SPDX-License-Identifier: Apache-2.0
// Residual, Jacobian and products are the inner loop and do not allocate. Only the first walk on a thread
// does: the thread's scratch for expressions grows to the longest one.
// The sanitizers count in their own way and do not like to be replaced: nothing here is compiled with them.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <atomic>
#include <cstdlib>
#include <new>

#include "model/equilibrium.hpp"
#include "tests/catch.hpp"
#include "tests/model/small_models.hpp"

namespace {

std::atomic<long> allocations{0};

void* counted(std::size_t size) {
  ++allocations;
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

using namespace yuqian;

TEST_CASE("an equilibrium allocates nothing after its first point") {
  for (const auto& m : {tests::rich_model(), tests::branch_model()}) {
    model::Equilibrium e(m);
    std::vector<double> x = m->start(), f(x.size()), product(x.size());
    std::vector<double> values(static_cast<std::size_t>(e.pattern().non_zeros()));
    const auto visit = [&] {
      for (double& v : x) v *= 1.01;  // a new point each time: nothing is remembered
      e.residual(x, f);
      e.jacobian(x, values);
      e.jacobian_times(x, f, product);
      e.jacobian_transpose_times(x, f, product);
    };
    visit();
    const long before = allocations;
    for (int k = 0; k < 3; ++k) visit();
    CHECK(allocations == before);
    const std::vector<double> one_more(3);
    CHECK(allocations > before);  // the counter counts
  }
}
#endif
