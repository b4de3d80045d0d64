// SPDX-License-Identifier: Apache-2.0
// Random large shocks to everything at once on the 2017 tables: solved, and every solution verified
// by a second evaluation of the equations. 500 in every run; 10,000 by scripts/bench --robustness.
#include "tests/catch.hpp"
#include "tests/china_benchmark.hpp"
#include "tests/robustness/naive_model.hpp"
#include "tests/robustness/random_shocks.hpp"

#include <yuqian/data/csv.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/homotopy.hpp>

#include <cmath>
#include <cstdio>
#include <optional>

using namespace yuqian;

namespace {

/// One shock from the benchmark, the way that a batch solves it.
class Trial {
 public:
  explicit Trial(const std::string& regions)
      : model_(tests::china_model(tests::china_benchmark("central", regions),
                                  tests::closure("long_run"))),
        naive_(*model_),
        problem_(model_->model) {
    newton_.anchor(problem_, model_->model->start());
  }
  const model::RegionalModel& model() const { return *model_; }
  naive::Model& naive() { return naive_; }

  solvers::SolveReport solve(std::uint64_t seed) {
    parameters_ = naive::random_shock(*model_, seed);
    problem_.set_target(parameters_);
    x_ = model_->model->start();
    solvers::HomotopyOptions options;
    options.newton.history = false;
    return solvers::follow(newton_, problem_, x_, options);
  }
  naive::Gap gap() { return naive_.worst(parameters_, x_); }
  const std::vector<double>& x() const { return x_; }
  const std::vector<double>& parameters() const { return parameters_; }

 private:
  std::shared_ptr<const model::RegionalModel> model_;
  naive::Model naive_;
  model::Equilibrium problem_;
  solvers::Newton newton_;
  std::vector<double> parameters_, x_;
};

/// Both evaluations relate a row to slightly different sizes: a residual of 1e-9 may look like a
/// few.
constexpr double verified = 1e-8;

void solve_many(const std::string& regions, std::uint64_t first, int count) {
  Trial trial(regions);
  int failed = 0, ladders = 0;
  double worst = 0;
  long steps = 0;
  std::vector<std::pair<int, std::uint64_t>> hardest;
  for (int k = 0; k < count; ++k) {
    const std::uint64_t seed = first + static_cast<std::uint64_t>(k);
    const solvers::SolveReport report = trial.solve(seed);
    steps += report.iterations;
    ladders += report.path_steps > 0;
    hardest.emplace_back(report.iterations, seed);
    if (!report.solved()) {
      ++failed;
      std::printf("  seed %llu not solved: %s\n", static_cast<unsigned long long>(seed),
                  report.sentence().c_str());
      CHECK_FALSE(report.worst.empty());  // a failure names the equations that do not hold
      continue;
    }
    CHECK(report.residual <= 1e-9);
    CHECK(report.gap <= 1e-9);
    const naive::Gap gap = trial.gap();
    INFO("seed " << seed << ": " << gap.equation);
    CHECK(gap.size <= verified);
    worst = std::max(worst, gap.size);
  }
  std::sort(hardest.rbegin(), hardest.rend());
  hardest.resize(std::min<std::size_t>(hardest.size(), 10));
  std::printf(
      "  %d of %d solved, %d of them along the path; %.1f Newton steps on average; second "
      "evaluation: worst %.1e; most steps:",
      count - failed, count, ladders, static_cast<double>(steps) / count, worst);
  for (const auto& [n, seed] : hardest)
    std::printf(" %d (seed %llu)", n, static_cast<unsigned long long>(seed));
  std::printf("\n");
  CHECK(failed <= count / 1000);
}

}  // namespace

TEST_CASE(
    "the second evaluation finds the benchmark in equilibrium, and sees every kind of "
    "disturbance") {
  Trial trial("with-sichuan");
  const std::vector<double>& parameters = trial.model().model->parameters();
  const std::vector<double> start = trial.model().model->start();
  CHECK(trial.naive().worst(parameters, start).size < 1e-9);
  for (int i = 0; i < trial.model().model->size(); i += 7) {  // no unknown that it does not read
    std::vector<double> moved = start;
    moved[at(i)] += 1e-3;
    INFO(trial.model().model->name(i));
    CHECK(trial.naive().worst(parameters, moved).size > 1e-9);
  }
  for (const model::ParameterFamily& family : trial.model().parameters.families()) {
    std::vector<double> moved = parameters;
    bool any = false;
    if (std::find(std::begin(naive::moved_families), std::end(naive::moved_families),
                  family.name) == std::end(naive::moved_families))
      continue;
    for (const model::ParameterId id : family.ids)  // one alone: transfers both ways would cancel
      if (id.valid() && !any) moved[at(id.value)] = moved[at(id.value)] * 1.3 + 0.1, any = true;
    const bool shares_stay = family.name.starts_with("esub");  // at prices of one
    INFO(family.name);
    if (any && !shares_stay) CHECK(trial.naive().worst(moved, start).size > 1e-9);
  }
}

TEST_CASE("500 random shocks to every parameter by up to 50 % are solved and verified") {
  solve_many("with-sichuan", 1, 500);
}

TEST_CASE("a few random shocks, to try out", "[.][few]") { solve_many("with-sichuan", 1, 20); }

TEST_CASE("10,000 random shocks to every parameter by up to 50 % are solved and verified",
          "[.][robustness]") {
  solve_many("with-sichuan", 100000, 10000);
}

TEST_CASE("the hardest of the random shocks are solved and verified") {
  const data::Csv hardest =
      data::Csv::read(std::string(YUQIAN_SOURCE_DIR) + "/tests/robustness/hardest.csv");
  std::optional<Trial> trial;
  REQUIRE(hardest.rows() > 0);
  trial.emplace("with-sichuan");
  for (int row = 0; row < hardest.rows(); ++row) {
    const auto seed = static_cast<std::uint64_t>(hardest.number(row, hardest.column("seed")));
    const solvers::SolveReport report = trial->solve(seed);
    INFO("seed " << seed << ": " << report.sentence());
    REQUIRE(report.solved());
    CHECK(trial->gap().size <= verified);
  }
}
