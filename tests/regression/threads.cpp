// SPDX-License-Identifier: Apache-2.0
// One solve on several threads: the same bits, of every evaluation and of the solution.
#include <yuqian/model/regional/analysis/sensitivity.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/solvers/team.hpp>

#include "tests/catch.hpp"
#include "tests/china_benchmark.hpp"

using namespace yuqian;
using Vector = std::vector<double>;

namespace {

struct Evaluated {
  Vector f, jacobian, by_x, by_parameter;
};

/// At a point off the benchmark, the parameters a policy's.
Evaluated evaluated(const model::RegionalModel& m, const Vector& parameters, int threads) {
  const solvers::Team team(threads);
  model::Equilibrium e(m.model);
  Vector x = m.model->start();
  for (std::size_t i = 0; i < x.size(); ++i) x[i] *= 1 + 0.01 * static_cast<double>(i % 7);
  e.set_target(parameters);
  Evaluated v{Vector(x.size()), Vector(m.model->pattern().row.size()), Vector(x.size()),
              Vector(parameters.size())};
  REQUIRE(e.residual(x, v.f) == solvers::Evaluation::ok);
  REQUIRE(e.jacobian(x, v.jacobian) == solvers::Evaluation::ok);
  REQUIRE(e.pull_back(x, {.row = v.f}, v.by_x, v.by_parameter) == solvers::Evaluation::ok);
  return v;
}

}  // namespace

TEST_CASE("a solve has the same bits on 1, 2 and 5 threads") {
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "42"));
  const model::Scenario scenario = tests::scenario("S1a");
  const Vector parameters =
      model::apply_shocks(m->parameters, scenario.shocks, m->model->parameters());
  REQUIRE(m->model->jacobian_parts().blocks.size() > 4);
  REQUIRE(m->model->jacobian_parts().late.size() > 100);
  const Evaluated one = evaluated(*m, parameters, 1);
  const model::Solution alone = model::solve_scenario(m, scenario);
  REQUIRE(alone.solved());
  for (const int threads : {2, 5}) {
    CAPTURE(threads);
    const Evaluated more = evaluated(*m, parameters, threads);
    CHECK(more.f == one.f);
    CHECK(more.jacobian == one.jacobian);
    CHECK(more.by_x == one.by_x);
    CHECK(more.by_parameter == one.by_parameter);
    const solvers::Team team(threads);
    const model::Solution together = model::solve_scenario(m, scenario);
    CHECK(together.x == alone.x);
    CHECK(together.report.linear_iterations == alone.report.linear_iterations);
  }
}
