// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/homotopy.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include <yuqian/solvers/option_checks.hpp>

namespace yuqian::solvers {
namespace {

class Ladder {
 public:
  Ladder(Newton& newton, ParametricMcp& problem, const HomotopyOptions& options,
         const Callback& callback)
      : newton_(newton), problem_(problem), options_(options), callback_(callback) {}

  SolveReport climb(Out x) {
    const std::vector<double> start(x.begin(), x.end());
    if (options_.full_step_first) {
      const auto outcome = solve_at(1, x, options_.full_step_iterations, false);
      if (outcome.solved()) return finish(outcome, 1);
      std::copy(start.begin(), start.end(), x.begin());
      if (outcome.status == Status::interrupted) {
        problem_.move_to(0);
        return finish(outcome, 0);
      }
    }
    auto outcome = solve_at(0, x, options_.full_step_iterations, true);
    if (!outcome.solved()) {
      Text detail{"路径起点（t = 0）不是解，由此也未求得解。",
                  "The starting point of the path (t = 0) is not a solution and none was found "
                  "from it."};
      outcome.detail = detail += outcome.detail;
      return finish(outcome, 0);
    }
    return rungs(x);
  }

 private:
  SolveReport rungs(Out x) {
    double t = 0, step = options_.first_step;
    std::vector<double> trial(x.begin(), x.end()), tangent(x.size()), rate(x.size());
    SolveReport outcome;
    for (int rung = 0; rung < options_.max_rungs; ++rung) {
      step = std::min(step, 1 - t);
      const bool predicted = problem_.path_derivative(x, rate) == Evaluation::ok &&
                             newton_.tangent(problem_, x, rate, tangent) == LinearStatus::ok;
      while (true) {
        // The last rung ends at 1 exactly, whatever the sum of the steps.
        const double next = t + step > 1 - 1e-12 ? 1 : t + step;
        if (predicted) {
          predict(x, tangent, step, trial);
          outcome = solve_at(next, trial, options_.rung_iterations, false);
        }
        if (!predicted || (!outcome.solved() && outcome.status != Status::interrupted)) {
          std::copy(x.begin(), x.end(), trial.begin());
          outcome = solve_at(next, trial, options_.rung_iterations, false);
        }
        if (outcome.solved()) {
          t = next;
          break;
        }
        step *= options_.shrink;
        if (outcome.status == Status::interrupted || step < options_.min_step)
          return stopped_at(t, outcome);
        problem_.move_to(t);
      }
      std::copy(trial.begin(), trial.end(), x.begin());
      ++rungs_climbed_;
      if (t == 1) return finish(outcome, 1);
      if (outcome.iterations <= options_.easy) step *= options_.growth;
      if (outcome.iterations >= options_.hard) step *= 0.5;
    }
    return stopped_at(t, outcome);
  }

  /// A trial point along the tangent, never more than nine tenths of the way to a bound.
  void predict(In x, In tangent, double step, Out trial) const {
    const auto lower = problem_.lower(), upper = problem_.upper();
    for (std::size_t i = 0; i < x.size(); ++i) {
      trial[i] = x[i] + step * tangent[i];
      if (std::isfinite(lower[i]))
        trial[i] = std::max(trial[i], lower[i] + 0.1 * (x[i] - lower[i]));
      if (std::isfinite(upper[i]))
        trial[i] = std::min(trial[i], upper[i] - 0.1 * (upper[i] - x[i]));
    }
  }

  SolveReport solve_at(double t, Out x, int iterations, bool with_recovery) {
    problem_.move_to(t);
    NewtonOptions& inner = newton_.options();
    inner = options_.newton;
    inner.max_iterations = iterations;
    inner.history = false;
    inner.diagnose = with_recovery;
    if (!with_recovery) inner.recoveries = 0;
    const auto outer = [&](const Progress& p) {
      Step step = p.step;
      step.iteration += iterations_;
      if (options_.newton.history) history_.push_back(step);
      return !callback_ || callback_({step, seconds(), t});
    };
    auto outcome = newton_.solve(problem_, x, outer);
    iterations_ += outcome.iterations;
    factorizations_ += outcome.factorizations;
    linear_iterations_ += outcome.linear_iterations;
    evaluations_ += outcome.residual_evaluations;
    add(outcome.seconds);
    return outcome;
  }

  /// The failed rung explains why; x is the last solution.
  SolveReport stopped_at(double t, SolveReport outcome) {
    if (outcome.status != Status::interrupted) {
      Text detail{
          fmt::format("其后的步长缩短至{:.2g}仍未成功（{}）：路径可能在t = {:.4g}附近终止或折回。",
                      options_.min_step, outcome.word(), t),
          fmt::format("The next partial step failed down to a length of {:.2g} ({}): the path may "
                      "end or turn back near t = {:.4g}.",
                      options_.min_step, outcome.word(), t)};
      outcome.detail = detail += outcome.detail;
      outcome.status = Status::path_ended;
    }
    problem_.move_to(t);
    return finish(std::move(outcome), t);
  }

  SolveReport finish(SolveReport outcome, double t) {
    outcome.algorithm = "homotopy";
    outcome.reached = t;
    outcome.path_steps = rungs_climbed_;
    outcome.iterations = iterations_;
    outcome.factorizations = factorizations_;
    outcome.linear_iterations = linear_iterations_;
    outcome.residual_evaluations = evaluations_;
    outcome.seconds = timings_;
    outcome.seconds.total = seconds();
    outcome.history = std::move(history_);
    return outcome;
  }

  void add(const Timings& t) {
    timings_.residual += t.residual;
    timings_.jacobian += t.jacobian;
    timings_.analysis += t.analysis;
    timings_.factorization += t.factorization;
    timings_.linear_solve += t.linear_solve;
  }

  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

  Newton& newton_;
  ParametricMcp& problem_;
  const HomotopyOptions& options_;
  const Callback& callback_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  int rungs_climbed_ = 0, iterations_ = 0, factorizations_ = 0, linear_iterations_ = 0;
  int evaluations_ = 0;
  Timings timings_;
  std::vector<Step> history_;
};

}  // namespace

SolveReport follow(Newton& newton, ParametricMcp& problem, Out x, const HomotopyOptions& options,
                   const Callback& callback) {
  if (x.size() != static_cast<std::size_t>(problem.size()))
    throw std::invalid_argument("follow: x has " + std::to_string(x.size()) +
                                " entries, the problem " + std::to_string(problem.size()));
  require_valid(options);
  const NewtonOptions kept = newton.options();
  auto report = Ladder(newton, problem, options, callback).climb(x);
  newton.options() = kept;
  return report;
}

SolveReport follow(ParametricMcp& problem, Out x, const HomotopyOptions& options,
                   const Callback& callback) {
  Newton newton(options.newton);
  return follow(newton, problem, x, options, callback);
}

}  // namespace yuqian::solvers
