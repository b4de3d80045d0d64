// SPDX-License-Identifier: Apache-2.0
// The whole regional model within Newton: what it needs it has after the first iteration. Eigen's
// sparse LU allocates its factors and is the exception (docs/solvers.md).
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include "tests/allocations.hpp"
#include "tests/catch.hpp"
#include "tests/china_benchmark.hpp"

using namespace yuqian;

TEST_CASE("nothing is allocated in Newton on the regional model after the first iteration") {
  using solvers::LinearChoice;
  const std::pair<const char*, LinearChoice> cases[] = {{"3", LinearChoice::dense},
                                                        {"3", LinearChoice::region_gmres},
                                                        {"42", LinearChoice::automatic}};
  for (const auto& [sectors, choice] : cases) {
    const auto m = tests::china_model(tests::china_benchmark("central", "default", sectors));
    const std::vector<double>& parameters = m->model->parameters();
    model::Equilibrium e(m->model);
    e.set_target(model::apply_shocks(m->parameters, tests::scenario("S1a").shocks, parameters));
    solvers::NewtonOptions options;
    options.linear.choice = choice;
    solvers::Newton newton(options);
    solvers::SolveReport report;
    const long made =
        tests::allocations_between_iterations(newton, e, m->model->start(), report, 1);
    INFO(sectors << " sectors, " << report.linear_solver << ", " << report.iterations
                 << " iterations: " << report.sentence());
    REQUIRE(report.solved());
    CHECK(report.iterations >= 3);
    CHECK(made == 0);
  }
  CHECK(tests::allocations_of([] { delete new std::vector<double>(3); }) > 0);
}
#endif
