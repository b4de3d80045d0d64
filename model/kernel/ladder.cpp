// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/ladder.hpp>

#include <yuqian/model/kernel/tatonnement.hpp>
#include <yuqian/model/kernel/validity.hpp>
#include <yuqian/solvers/fixed_point.hpp>
#include <yuqian/solvers/homotopy.hpp>
#include <yuqian/solvers/ipopt.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

using solvers::SolveReport;

class Ladder {
 public:
  Ladder(solvers::Newton& newton, Equilibrium& problem, const LadderOptions& options,
         const solvers::Callback& callback)
      : newton_(newton), problem_(problem), options_(options), callback_(callback) {}

  Climb climb(std::vector<double>& x) {
    start_ = x;
    using X = std::vector<double>&;
    const int few = options_.homotopy.full_step_iterations;
    const int many = options_.homotopy.newton.max_iterations;
    (void)(attempt(options_.newton_alone ? "newton from the stated start" : "newton",
                   [&](X y) { return newton(y, std::min(few, many), 0); }) ||
           options_.newton_alone ||
           (options_.continuation && moves() &&
            attempt("continuation", [&](X y) { return follow(y); })) ||
           attempt("price adjustment",
                   [&](X y) {
                     adjust_prices(problem_, y);
                     return newton(y, many, 0);
                   }) ||
           attempt("transient phases",
                   [&](X y) { return newton(y, many, options_.homotopy.newton.recoveries); }) ||
           (problem_.size() <= options_.fixed_point_up_to &&
            attempt("fixed-point homotopy", [&](X y) { return fixed_point(y, many); })) ||
           (problem_.size() <= options_.ipopt_up_to && attempt("ipopt", [&](X y) {
              return solvers::solve(problem_, y, options_.ipopt, callback_);
            })));
    best_.iterations = iterations_;
    if (!best_.solved() && rungs_.size() > 1) best_.detail += tried();
    x = std::move(best_x_);
    return {std::move(best_), std::move(rungs_)};
  }

 private:
  /// Whether the ladder ends here: solved, told to stop, or the path's end is the answer.
  template <class Attempt>
  bool attempt(const char* name, Attempt attempted) {
    std::vector<double> y = start_;
    SolveReport report = attempted(y);
    problem_.move_to(1);
    // A point at infinity or with an empty purse solves the equations; another rung may do better.
    const bool held = report.solved() && !(options_.past_path && objection(problem_, y));
    rungs_.push_back({name, report.solved() && !held ? solvers::Status::rejected : report.status,
                      report.iterations, std::max(report.residual, report.gap), report.reached});
    iterations_ += report.iterations;
    const bool path_ended = report.status == solvers::Status::path_ended && report.reached > 0;
    const bool ends = held || report.status == solvers::Status::interrupted ||
                      (path_ended && !options_.past_path);
    if (rungs_.size() == 1 || ends || closer(report)) {
      best_ = std::move(report);
      best_x_ = std::move(y);
    }
    return ends;
  }

  /// Whether the parameters at the two ends of the path differ.
  bool moves() {
    problem_.move_to(0);
    const std::vector<double> base(problem_.parameters().begin(), problem_.parameters().end());
    problem_.move_to(1);
    return !std::equal(base.begin(), base.end(), problem_.parameters().begin());
  }

  solvers::Text tried() const {
    solvers::Text text{"已尝试：", "Tried: "};
    for (const Rung& r : rungs_) {
      const bool ended = r.status == solvers::Status::path_ended, first = &r == &rungs_.front();
      const auto word = solvers::word(r.status);
      text.zh += fmt::format("{}{}（{}次迭代：{}）", first ? "" : "；", name(r).zh, r.iterations,
                             ended ? fmt::format("追踪至{:.4g} %", 100 * r.reached)
                                   : fmt::format("{}，残差{:.2g}", word, r.residual));
      text.en +=
          fmt::format("{}{} ({} iteration{}: {})", first ? "" : "; ", name(r).en, r.iterations,
                      r.iterations == 1 ? "" : "s",
                      ended ? fmt::format("followed to {:.4g} % and no further", 100 * r.reached)
                            : fmt::format("{}, residual {:.2g}", word, r.residual));
    }
    text.zh += "。";
    text.en += ".";
    return text;
  }

  /// A point where the equations hold, though no equilibrium, is what there is to judge. A path
  /// that was followed some way leads to a solution of something; then the residual decides.
  bool closer(const SolveReport& r) const {
    const auto far = [](const SolveReport& a) {
      return a.status == solvers::Status::path_ended ? a.reached : 0.0;
    };
    if (r.solved() != best_.solved()) return r.solved();
    if (far(r) != far(best_)) return far(r) > far(best_);
    return std::max(r.residual, r.gap) < std::max(best_.residual, best_.gap);
  }

  SolveReport newton(std::vector<double>& y, int iterations, int recoveries) {
    const solvers::NewtonOptions kept = newton_.options();
    newton_.options() = options_.homotopy.newton;
    newton_.options().max_iterations = iterations;
    newton_.options().recoveries = recoveries;
    newton_.options().diagnose = options_.homotopy.newton.diagnose && recoveries > 0;
    SolveReport report = newton_.solve(problem_, y, callback_);
    newton_.options() = kept;
    return report;
  }

  SolveReport fixed_point(std::vector<double>& y, int iterations) {
    const solvers::FixedPointPath path = solvers::follow_fixed_point(problem_, y, {}, callback_);
    SolveReport report = newton(y, iterations, 0);
    report.iterations += path.iterations;
    if (path.interrupted) report.status = solvers::Status::interrupted;
    return report;
  }

  SolveReport follow(std::vector<double>& y) {
    solvers::HomotopyOptions path = options_.homotopy;
    path.full_step_first = false;
    path.newton.recoveries = 0;
    return solvers::follow(newton_, problem_, y, path, callback_);
  }

  solvers::Newton& newton_;
  Equilibrium& problem_;
  const LadderOptions& options_;
  const solvers::Callback& callback_;
  std::vector<double> start_, best_x_;
  SolveReport best_;
  std::vector<Rung> rungs_;
  int iterations_ = 0;
};

}  // namespace

solvers::Text name(const Rung& rung) {
  for (const auto& [en, zh] : {std::pair{"newton", "牛顿法"},
                               {"continuation", "延拓"},
                               {"price adjustment", "价格调整"},
                               {"transient phases", "瞬态阶段"},
                               {"fixed-point homotopy", "不动点同伦"},
                               {"ipopt", "Ipopt"},
                               {"newton from the stated start", "自所给起点的牛顿法"}})
    if (rung.name == en) return {zh, rung.name};
  return {rung.name, rung.name};
}

Climb climb(solvers::Newton& newton, Equilibrium& problem, std::vector<double>& x,
            const LadderOptions& options, const solvers::Callback& callback) {
  return Ladder(newton, problem, options, callback).climb(x);
}

Climb climb(Equilibrium& problem, std::vector<double>& x, const LadderOptions& options,
            const solvers::Callback& callback) {
  solvers::Newton newton;
  return climb(newton, problem, x, options, callback);
}

}  // namespace yuqian::model
