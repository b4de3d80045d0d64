// SPDX-License-Identifier: Apache-2.0
// Times of the solver on the regional model, beside plain references in the same run. Prints a
// table; fails only where an answer is wrong or a ratio is far from what docs/solvers.md promises.
#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/solvers/ipopt.hpp>
#include <yuqian/solvers/newton.hpp>
#include "tests/catch.hpp"
#include "tests/synthetic_mrio.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

using namespace yuqian;
using namespace yuqian::solvers;

namespace {

using Vector = std::vector<double>;

/// Median seconds of up to `most` runs, fewer if they take long.
double seconds(const std::function<void()>& work, int most = 7) {
  Vector times;
  double total = 0;
  while (static_cast<int>(times.size()) < most && (times.empty() || total < 3)) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    total += times.back();
  }
  std::nth_element(times.begin(), times.begin() + std::ssize(times) / 2, times.end());
  return times[times.size() / 2];
}

std::shared_ptr<const model::RegionalModel> regional(int regions, int sectors) {
  std::vector<std::string> names{"agriculture"};
  for (int i = 1; i < sectors; ++i) names.push_back("sector" + std::to_string(i));
  const data::Mrio mrio = tests::synthetic_mrio(regions, names);
  std::vector<calibration::SectorTrait> traits(names.size());
  traits[0].agriculture = true;
  for (std::size_t i = 0; i < traits.size(); ++i)
    traits[i].elasticities.between_provinces = 3 + static_cast<double>(i % 5);
  auto benchmark = std::make_shared<model::Benchmark>(calibration::calibrate(
      mrio, data::Mapping::identity(mrio.regions), data::Mapping::identity(mrio.sectors), traits,
      calibration::without_margins()));
  return std::make_shared<model::RegionalModel>(model::build_regional_model(benchmark, {}));
}

/// All interprovincial barriers to 0.90 of their level.
model::Equilibrium shocked(const model::RegionalModel& m) {
  model::Shock shock;
  shock.parameter = "iceberg";
  shock.amount = 0.90;
  model::Equilibrium e(m.model);
  const Vector benchmark(e.parameters().begin(), e.parameters().end());
  e.set_base(benchmark);
  e.set_target(model::apply_shocks(m.parameters, std::vector{shock}, benchmark));
  return e;
}

void print(const char* what, double time, double reference) {
  std::printf("  %-44s %10.5f s", what, time);
  if (reference > 0) std::printf("   reference / this = %.3g", reference / time);
  std::printf("\n");
}

double largest_difference(const Vector& a, const Vector& b) {
  double m = 0;
  for (std::size_t i = 0; i < a.size(); ++i) m = std::max(m, std::abs(a[i] - b[i]));
  return m;
}

struct Case {
  std::shared_ptr<const model::RegionalModel> model;
  model::Equilibrium problem;
  Vector start;

  Case(int regions, int sectors)
      : model(regional(regions, sectors)), problem(shocked(*model)), start(model->model->start()) {
    std::printf("\n%d regions x %d sectors: %d unknowns, %d non-zeros\n", regions, sectors,
                problem.size(), problem.pattern().non_zeros());
  }

  double solve_with(const char* what, const NewtonOptions& options, Vector& x, double reference,
                    int most = 7) {
    SolveReport report;
    const double time = seconds(
        [&] {
          x = start;
          report = solve(problem, x, options);
        },
        most);
    print(what, time, reference);
    std::printf("      %s: %d steps, %d factorizations, %d GMRES iterations\n",
                report.linear_solver.c_str(), report.iterations, report.factorizations,
                report.linear_iterations);
    INFO(report.sentence());
    CHECK(report.solved());
    return time;
  }

  double warm(Vector& x, double reference) {
    Newton newton;
    problem.move_to(0);
    newton.anchor(problem, start);
    problem.move_to(1);
    SolveReport report;
    const double time = seconds([&] {
      x = start;
      report = newton.solve(problem, x);
    });
    print("Newton, anchored factors, workspace kept", time, reference);
    std::printf(
        "      %d steps, %d GMRES iterations; residual %.4f, Jacobian %.4f, factors %.4f, "
        "linear %.4f s\n",
        report.iterations, report.linear_iterations, report.seconds.residual,
        report.seconds.jacobian, report.seconds.factorization, report.seconds.linear_solve);
    CHECK(report.solved());
    return time;
  }

  void evaluations() {
    Vector f(start.size()), values(problem.pattern().row.size());
    Vector x = start;
    double sign = 1;
    const auto move = [&] { x[0] += (sign = -sign) * 1e-9; };  // or the value is remembered
    print("residual",
          seconds(
              [&] {
                move();
                problem.residual(x, f);
              },
              50),
          0);
    print("Jacobian",
          seconds(
              [&] {
                move();
                problem.jacobian(x, values);
              },
              50),
          0);
  }
};

}  // namespace

TEST_CASE("solver times at 4 x 42", "[bench]") {
  Case c(4, 42);
  c.evaluations();
  Vector direct, best, warm, ipopt = c.start;
  NewtonOptions options;
  options.linear.choice = LinearChoice::eigen_lu;
  const double reference = c.solve_with("Newton, Eigen SparseLU (reference)", options, direct, 0);
  const double cold = c.solve_with("Newton, automatic", {}, best, reference);
  const double kept = c.warm(warm, reference);
  const auto start = std::chrono::steady_clock::now();
  CHECK(solve(c.problem, ipopt, IpoptOptions{}).solved());
  print("Ipopt", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
        reference);
  CHECK(largest_difference(direct, best) < 1e-8);
  CHECK(largest_difference(direct, warm) < 1e-8);
  CHECK(largest_difference(direct, ipopt) < 1e-8);
  CHECK(cold < 2 * reference);
  CHECK(kept < reference);
}

TEST_CASE("solver times at 31 x 42", "[bench]") {
  Case c(31, 42);
  c.evaluations();
  Vector direct, best, warm, multifrontal;
  NewtonOptions options;
  options.linear.choice = LinearChoice::eigen_lu;
  const double reference =
      c.solve_with("Newton, Eigen SparseLU (reference)", options, direct, 0, 1);
  if (have_umfpack()) {
    options.linear.choice = LinearChoice::umfpack;
    c.solve_with("Newton, UMFPACK", options, multifrontal, reference, 1);
  }
  const double cold = c.solve_with("Newton, automatic", {}, best, reference);
  const double kept = c.warm(warm, reference);
  CHECK(largest_difference(direct, best) < 1e-8);
  CHECK(largest_difference(direct, warm) < 1e-8);
  CHECK(cold < 0.2 * reference);
  CHECK(kept < cold);
}
