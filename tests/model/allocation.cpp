// SPDX-License-Identifier: Apache-2.0
// Residual, Jacobian and products are the inner loop and do not allocate. Only the first walk on a
// thread does: the thread's scratch for expressions grows to the longest one.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <yuqian/model/kernel/equilibrium.hpp>
#include "tests/allocations.hpp"
#include "tests/catch.hpp"
#include "tests/model/small_models.hpp"

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
    CHECK(tests::allocations_of([&] {
            for (int k = 0; k < 3; ++k) visit();
          }) == 0);
  }
}

TEST_CASE("the counter of allocations counts") {
  CHECK(tests::allocations_of([] { delete new std::vector<double>(3); }) > 0);
}
#endif
