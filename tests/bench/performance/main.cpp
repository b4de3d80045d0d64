// SPDX-License-Identifier: Apache-2.0
// One measurement a process, so that its peak of memory is its own; scripts/bench calls them all.
//   yuqian_bench solve MODEL METHOD    MODEL: a region set, as all-31, with or without sectors, as
//                                      default:8, or synthetic:141x65
//                                      METHOD: region | kept | threads | eigen | umfpack |
//                                      ipopt | factorization
//   yuqian_bench scaling REGIONS...
//   yuqian_bench gradient MODEL
//   yuqian_bench load MODEL_FILE        beside its solve
//   yuqian_bench load_written REGIONS...
//   yuqian_bench linear MODEL_FILE SIZE POINT   its last case by every linear solver; the solution
//                                      is written to POINT
//   yuqian_bench game GAME             GAME: a shipped one, as G1
//   yuqian_bench io WHAT SIZE           WHAT: linkages | footprint, of a random table of 31x42
//   yuqian_bench barriers MODEL         steps where all barriers move, x0.3 to x3
#include "tests/bench/performance/game.hpp"
#include "tests/bench/performance/interindustry.hpp"
#include "tests/bench/performance/linear_ways.hpp"
#include "tests/bench/performance/measure.hpp"
#include "tests/bench/performance/model_file.hpp"
#include "tests/bench/performance/models.hpp"

#include <yuqian/model/regional/analysis/sensitivity.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/solvers/homotopy.hpp>
#include <yuqian/solvers/ipopt.hpp>
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/sparse.hpp>
#include <yuqian/solvers/team.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace yuqian;
using namespace yuqian::solvers;
using Vector = std::vector<double>;

std::shared_ptr<const model::RegionalModel> read_model(const std::string& name, std::string& size) {
  if (name.starts_with("synthetic:")) {
    size = name.substr(10);
    int regions = 0, sectors = 0;
    if (std::sscanf(size.c_str(), "%dx%d", &regions, &sectors) != 2)
      throw std::invalid_argument("synthetic:RxS, not " + name);
    return bench::synthetic(regions, sectors);
  }
  const auto colon = name.find(':');
  const std::string sectors = colon == std::string::npos ? "42" : name.substr(colon + 1);
  auto m = bench::china(name.substr(0, colon), sectors);
  size = std::to_string(m->benchmark->regions.size()) + "x" + sectors;
  return m;
}

void require(const SolveReport& report) {
  if (!report.solved()) throw std::runtime_error(report.sentence());
}

void tell(const bench::Subject& s, const SolveReport& r, double seconds) {
  bench::tell(s, "seconds", seconds);
  bench::tell(s, "steps", r.iterations);
  bench::tell(s, "linear_iterations", r.linear_iterations);
  bench::tell(s, "residual", r.residual);
  bench::tell(s, "seconds_residual", r.seconds.residual);
  bench::tell(s, "seconds_jacobian", r.seconds.jacobian);
  bench::tell(s, "seconds_analysis", r.seconds.analysis);
  bench::tell(s, "seconds_factorization", r.seconds.factorization);
  bench::tell(s, "seconds_linear_solve", r.seconds.linear_solve);
}

void solve_once(const std::string& name, const std::string& method) {
  bench::Subject subject{"solve", method, "", 0};
  const auto m = read_model(name, subject.size);
  model::Equilibrium problem = bench::barriers_moved(*m, 0.90);
  subject.unknowns = problem.size();
  const Vector start = m->model->start();
  Vector x;
  SolveReport report;
  NewtonOptions options;
  options.linear.choice = method == "eigen"     ? LinearChoice::eigen_lu
                          : method == "umfpack" ? LinearChoice::umfpack
                                                : LinearChoice::automatic;
  if (method == "ipopt") {
    tell(subject, report,
         bench::seconds([&] { require(report = solve(problem, x = start, IpoptOptions{})); }, 3));
  } else if (method == "kept") {
    Newton newton;
    problem.move_to(0);
    newton.anchor(problem, start);
    problem.move_to(1);
    tell(subject, report,
         bench::seconds([&] { require(report = newton.solve(problem, x = start)); }));
  } else if (method == "threads") {  // one and two in turn, so that both see the same machine
    double alone = 0;
    const auto run = [&] { require(report = solve(problem, x = start, options)); };
    tell(subject, report,
         bench::seconds_in_turn(
             [&] {
               const Team team(2);
               run();
             },
             run, alone));
    bench::tell(subject, "seconds_one_thread", alone);
  } else if (method == "factorization") {  // UMFPACK, of the Jacobian at the benchmark
    const auto solver = make_umfpack();
    NewtonMatrix matrix;
    matrix.analyze(problem.pattern());
    Vector values(problem.pattern().row.size()), no_slope(start.size(), 0.0),
        one(start.size(), 1.0);
    problem.move_to(0);
    problem.jacobian(start, values);
    for (std::size_t i = 0; i < start.size(); ++i)
      if (problem.lower()[i] == problem.upper()[i])
        no_slope[i] = 1, one[i] = 0;  // the numeraire's row
    matrix.assemble(no_slope, one, values);
    bench::tell(subject, "seconds",
                bench::seconds(
                    [&] {
                      solver->analyze(matrix.pattern(), {});
                      if (solver->factorize(matrix.values()) != LinearStatus::ok)
                        throw std::runtime_error("UMFPACK cannot factorise this");
                    },
                    1));
  } else {
    tell(subject, report,
         bench::seconds([&] { require(report = solve(problem, x = start, options)); }));
  }
  bench::tell_peak(subject);
}

/// Newton steps, without and with continuation, where the barriers move by a factor.
void barriers(const std::string& name) {
  bench::Subject subject{"barriers", "", "", 0};
  const auto m = read_model(name, subject.size);
  subject.unknowns = m->model->size();
  const Vector start = m->model->start();
  for (const double factor : {0.3, 0.5, 0.7, 0.9, 1.5, 2.0, 3.0}) {
    model::Equilibrium problem = bench::barriers_moved(*m, factor);
    char variant[8];
    std::snprintf(variant, sizeof variant, "x%.1f", factor);
    subject.variant = variant;
    Vector x = start;
    NewtonOptions options;
    options.diagnose = false;
    const SolveReport newton = solve(problem, x, options);
    bench::tell(subject, "newton_solved", newton.solved());
    bench::tell(subject, "newton_steps", newton.iterations);
    bench::tell(subject, "newton_seconds", newton.seconds.total);
    if (newton.solved()) continue;
    x = start;
    const SolveReport followed = follow(problem, x, {});
    bench::tell(subject, "followed_to", followed.reached);
    bench::tell(subject, "followed_steps", followed.iterations);
    bench::tell(subject, "followed_seconds", followed.seconds.total);
  }
}

void scaling(int regions) {
  const auto m = bench::ring(regions);
  model::Equilibrium problem(m);
  const Vector start = m->start(), shock{0.9};
  problem.set_target(shock);
  bench::Subject subject{"scaling", "region", std::to_string(regions) + "x8", m->size()};
  Vector x;
  SolveReport report;
  tell(subject, report, bench::seconds([&] { require(report = solve(problem, x = start)); }));
  bench::tell_peak(subject);
}

/// Ten of the parameters that matter most, by central differences of full solves.
void gradient(const std::string& name) {
  bench::Subject subject{"gradient", "adjoint", "", 0};
  const auto m = read_model(name, subject.size);
  model::Scenario scenario;
  scenario.id = "bench";
  scenario.shocks.resize(1);
  scenario.shocks[0].parameter = "iceberg";
  scenario.shocks[0].amount = 0.90;
  const model::Solution s = solve_scenario(m, scenario);
  if (!s.solved()) throw std::runtime_error(s.report.sentence());
  const model::Areas areas(m->benchmark->regions);
  const model::Indicator indicator = model::parse_indicator("ev[Guizhou]", areas);
  subject.unknowns = static_cast<int>(s.x.size());
  model::Sensitivity found;
  bench::tell(subject, "seconds",
              bench::seconds([&] { found = model::sensitivity(s, indicator); }, 5));
  bench::tell(subject, "parameters", static_cast<double>(s.parameters.size()));

  model::Equilibrium problem(m->model);
  problem.set_target(s.reference_parameters);
  const model::LinearIndicator value =
      model::linear_indicator(*m, problem.evaluate(s.reference_x), indicator);
  NewtonOptions options;
  options.tolerance = options.gap_tolerance = 1e-13;
  options.linear.gmres_tolerance = 1e-12;
  Newton newton(options);
  const auto at = [&](std::size_t p, double by) {
    Vector parameters = s.parameters, x = s.x;
    parameters[p] += by;
    problem.set_target(parameters);
    newton.solve(problem, x);  // to the last digit that rounding leaves, so "solved" is not asked
    return value.value(*m->model, problem.evaluate(x));
  };
  double worst = 0;
  for (const model::ParameterFamily& family : m->parameters.families()) {
    const auto effect = std::find_if(found.effects.begin(), found.effects.end(),
                                     [&](const auto& e) { return e.family == family.name; });
    if (effect == found.effects.end()) continue;
    std::size_t best = 0;
    double size = 0;
    for (std::size_t k = 0; k < family.ids.size(); ++k)
      if (const double d = std::abs(effect->derivative.values()[k]); d > size) best = k, size = d;
    if (!(size > 1e-3)) continue;
    const auto p = static_cast<std::size_t>(family.ids[best].value);
    const double h = 1e-2 * std::max(0.1, std::abs(s.parameters[p]));
    const auto central = [&](double d) { return (at(p, d) - at(p, -d)) / (2 * d); };
    const double c1 = central(h), c2 = central(h / 2), c3 = central(h / 4);
    const double r1 = (4 * c2 - c1) / 3, r2 = (4 * c3 - c2) / 3;  // Richardson, twice
    const double difference = (16 * r2 - r1) / 15, derivative = effect->derivative.values()[best];
    bench::tell({subject.work, family.name, subject.size, subject.unknowns}, "disagreement",
                std::abs(difference / derivative - 1));
    worst = std::max(worst, std::abs(difference / derivative - 1));
  }
  bench::tell(subject, "worst_disagreement", worst);
  bench::tell_peak(subject);
}

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 3 && words[0] == "solve")
    solve_once(words[1], words[2]);
  else if (words.size() >= 2 && words[0] == "scaling")
    for (std::size_t k = 1; k < words.size(); ++k) scaling(std::atoi(words[k].c_str()));
  else if (words.size() == 2 && words[0] == "gradient")
    gradient(words[1]);
  else if (words.size() == 2 && words[0] == "load")
    bench::load(words[1]);
  else if (words.size() >= 2 && words[0] == "load_written")
    for (std::size_t k = 1; k < words.size(); ++k) bench::load_written(std::atoi(words[k].c_str()));
  else if (words.size() == 4 && words[0] == "linear")
    bench::linear_ways(words[1], words[2], words[3]);
  else if (words.size() == 2 && words[0] == "game")
    bench::game(words[1]);
  else if (words.size() == 3 && words[0] == "io")
    bench::interindustry(words[1], words[2]);
  else if (words.size() == 2 && words[0] == "barriers")
    barriers(words[1]);
  else {
    std::fputs(
        "yuqian_bench solve MODEL METHOD | scaling REGIONS... | gradient MODEL | "
        "load MODEL_FILE | load_written REGIONS... | linear MODEL_FILE SIZE POINT | game GAME | io "
        "WHAT SIZE | barriers MODEL\n",
        stderr);
    return 2;
  }
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "yuqian_bench: %s\n", error.what());
  return 1;
}
