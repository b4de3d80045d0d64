// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/ipopt.hpp>

#include <IpIpoptApplication.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <stdexcept>
#include <string>

#include <yuqian/solvers/complementarity.hpp>
#include <yuqian/solvers/detail/ipopt_nlp.hpp>
#include <yuqian/solvers/ipopt_lock.hpp>
#include <yuqian/solvers/option_checks.hpp>

namespace yuqian::solvers {
namespace {

class IpoptSolve {
 public:
  IpoptSolve(Mcp& problem, Out x, const IpoptOptions& options, const Callback& callback)
      : problem_(problem),
        options_(options),
        callback_(callback),
        x_(x.begin(), x.end()),
        f_(x.size()),
        ask_(x.size()) {
    for (std::size_t i = 0; i < x_.size(); ++i)
      x_[i] = std::clamp(x_[i], problem.lower()[i], problem.upper()[i]);
  }

  SolveReport run(Out x) {
    const std::vector<double> start = x_;
    if (!verified()) square_system();
    if (!verified() && !stop_) {
      std::copy(start.begin(), start.end(), x_.begin());
      central_path();
    }
    conclude();
    std::copy(x_.begin(), x_.end(), x.begin());
    return std::move(report_);
  }

 private:
  bool fixed(std::size_t i) const { return problem_.lower()[i] == problem_.upper()[i]; }
  bool bounded(std::size_t i) const {
    return std::isfinite(problem_.lower()[i]) || std::isfinite(problem_.upper()[i]);
  }

  void square_system() {
    for (std::size_t i = 0; i < ask_.size(); ++i)
      ask_[i] = fixed(i) ? Ask::at_lower : Ask::equation;
    optimise(0);
  }

  /// Follow the central path, products = mu -> 0, until the active bounds read off it are right.
  void central_path() {
    bool any = false;
    for (std::size_t i = 0; i < ask_.size(); ++i) any = any || (bounded(i) && !fixed(i));
    if (!any) return;
    double mu = 1;
    for (int round = 0; round < options_.rounds && !stop_; ++round, mu *= 0.1) {
      for (std::size_t i = 0; i < ask_.size(); ++i)
        ask_[i] = fixed(i) ? Ask::at_lower : bounded(i) ? Ask::product : Ask::equation;
      optimise(mu);
      if (verified() || stop_ || !evaluable_) return;
      const std::vector<double> rough = x_;
      read_active_bounds();
      optimise(0);
      if (verified()) return;
      x_ = rough;
    }
  }

  /// A bound is active where the unknown is nearer to it than its equation is to zero.
  void read_active_bounds() {
    for (std::size_t i = 0; i < ask_.size(); ++i) {
      const double down = x_[i] - problem_.lower()[i], up = problem_.upper()[i] - x_[i];
      ask_[i] = fixed(i) || f_[i] > down ? Ask::at_lower
                : -f_[i] > up            ? Ask::at_upper
                                         : Ask::equation;
    }
  }

  void optimise(double mu) {
    Ipopt::SmartPtr<Ipopt::IpoptApplication> app = IpoptApplicationFactory();
    const auto settings = app->Options();
    settings->SetIntegerValue("print_level", 0);
    settings->SetStringValue("sb", "yes");
    settings->SetStringValue("nlp_scaling_method", "none");  // the problem is scaled
    settings->SetNumericValue("bound_relax_factor", 0.0);    // F is not defined outside
    const double tolerance = mu > 0 ? std::max(1e-2 * mu, 1e-10) : 1e-2 * options_.tolerance;
    settings->SetNumericValue("tol", tolerance);
    settings->SetNumericValue("constr_viol_tol", tolerance);
    settings->SetNumericValue("acceptable_tol", 10 * tolerance);
    settings->SetIntegerValue("max_iter",
                              std::clamp(options_.max_iterations - report_.iterations, 0, 500));
    settings->SetNumericValue("max_cpu_time", std::max(1e-3, options_.max_seconds - seconds()));
    if (app->Initialize(std::string()) != Ipopt::Solve_Succeeded)
      throw std::runtime_error("Ipopt did not accept its options");
    const int before = report_.iterations;
    auto* nlp = new ComplementarityNlp(problem_, x_, ask_, mu, [&](int iteration, double primal) {
      return watch(before, iteration, primal);
    });
    const Ipopt::SmartPtr<Ipopt::TNLP> owner = nlp;
    outcome_ = app->OptimizeTNLP(owner);
    report_.residual_evaluations += nlp->evaluations;
    if (nlp->error) std::rethrow_exception(nlp->error);
    for (std::size_t i = 0; i < x_.size(); ++i)
      x_[i] = std::clamp(x_[i], problem_.lower()[i], problem_.upper()[i]);
    stop_ =
        stop_ || report_.iterations >= options_.max_iterations || seconds() > options_.max_seconds;
  }

  bool watch(int before, int iteration, double primal) {
    report_.iterations = before + iteration;
    Step step;
    step.iteration = report_.iterations;
    step.residual = primal;
    report_.history.push_back(step);
    if (callback_ && !callback_({step, seconds(), 1})) {
      stop_ = interrupted_ = true;
      return false;
    }
    return true;
  }

  bool verified() {
    distance_ = {};
    evaluable_ = problem_.residual(x_, f_) == Evaluation::ok;
    distance_ = distance(x_, f_, problem_.lower(), problem_.upper());
    return evaluable_ && distance_.residual <= options_.tolerance &&
           distance_.gap <= options_.gap_tolerance;
  }

  void conclude() {
    report_.algorithm = "ipopt";
    report_.tolerance = options_.tolerance;
    report_.linear_solver = "MUMPS";
    report_.linear_reason = "the linear solver of Ipopt";
    const bool good = verified();
    report_.residual = distance_.residual;
    report_.gap = distance_.gap;
    report_.seconds.total = seconds();
    report_.status = good                                            ? Status::solved
                     : interrupted_                                  ? Status::interrupted
                     : !evaluable_                                   ? Status::evaluation_failed
                     : report_.iterations >= options_.max_iterations ? Status::iteration_limit
                     : seconds() > options_.max_seconds              ? Status::time_limit
                                                                     : Status::stalled;
    if (good) return;
    report_.worst = worst_rows(problem_, x_, f_, options_.worst_rows);
    if (outcome_ == Ipopt::Infeasible_Problem_Detected)
      report_.detail = {"Ipopt判断方程组在局部不可行。",
                        "Ipopt finds the equations locally infeasible."};
  }

  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

  Mcp& problem_;
  const IpoptOptions& options_;
  const Callback& callback_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::vector<double> x_, f_;
  std::vector<Ask> ask_;
  Distance distance_;
  SolveReport report_;
  Ipopt::ApplicationReturnStatus outcome_ = Ipopt::Solve_Succeeded;
  bool stop_ = false, interrupted_ = false, evaluable_ = true;
};

}  // namespace

SolveReport solve(Mcp& problem, Out x, const IpoptOptions& options, const Callback& callback) {
  if (x.size() != static_cast<std::size_t>(problem.size()))
    throw std::invalid_argument("solve: x has " + std::to_string(x.size()) +
                                " entries, the problem " + std::to_string(problem.size()));
  require_valid(options);
  const std::lock_guard lock(ipopt_lock());
  return IpoptSolve(problem, x, options, callback).run(x);
}

}  // namespace yuqian::solvers
