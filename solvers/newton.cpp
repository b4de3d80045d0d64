// SPDX-License-Identifier: Apache-2.0
#include "solvers/newton.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "solvers/complementarity.hpp"
#include "solvers/diagnose.hpp"
#include "solvers/levenberg.hpp"
#include "solvers/line_search.hpp"
#include "solvers/sparse.hpp"

namespace yuqian::solvers {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Adds the life of a scope to a timing.
class Stopwatch {
 public:
  explicit Stopwatch(double& sum) : sum_(sum) {}
  ~Stopwatch() { sum_ += since(start_); }

 private:
  double& sum_;
  Clock::time_point start_ = Clock::now();
};

double norm(In v) {
  double sum = 0;
  for (const double e : v) sum += e * e;
  return std::sqrt(sum);
}

}  // namespace

class Newton::Impl {
 public:
  explicit Impl(NewtonOptions o) : options(std::move(o)) {}

  NewtonOptions options;

  SolveReport solve(Mcp& problem, Out x, const Callback& callback);
  LinearStatus tangent(Mcp& problem, In x, In df, Out dx);
  LinearStatus adjoint(Mcp& problem, In x, In g, Out w);
  std::shared_ptr<const Factors> anchor(Mcp& problem, In x);
  void adopt(Mcp& problem, std::shared_ptr<const Factors> factors);

 private:
  void prepare(Mcp& problem);
  void choose_solver();
  void start_from(In x);
  Evaluation linearise();
  LinearStatus factorize(double shift);
  LinearStatus solve_linear(In rhs, Out d);
  std::optional<Status> finished(const Distance&, const Callback&, Clock::time_point start);
  bool advance();
  bool newton_step(double shift, Direction name);
  bool levenberg_step();
  bool gradient_step();
  bool transient_phase();
  bool take(const Trial&, Direction name);
  double reference() const;
  bool losing_patience();
  LinearStatus linearise_at(Mcp& problem, In x);

  // Structure, kept from one solve to the next.
  Pattern jacobian_pattern_;
  std::vector<Index> partition_;
  NewtonMatrix matrix_;
  ChosenSolver linear_;
  LinearOptions linear_options_;

  // Workspace.
  Point here_, there_, best_;
  std::vector<double> jacobian_, slope_x_, slope_f_, direction_, rhs_, gradient_;
  Levenberg levenberg_;
  LineSearch search_{{}};
  std::vector<double> recent_;  // merit values the next step is compared with

  // State of the present solve.
  Mcp* problem_ = nullptr;
  SolveReport report_;
  Step step_;
  LinearStatus linear_status_ = LinearStatus::ok;
  bool evaluable_ = true;   // F was defined somewhere along the last directions
  bool singular_ = false;   // the last unshifted Newton matrix
  double milestone_ = 0;  // merit that counts as progress once it is halved
  int since_milestone_ = 0;
  double damping_ = 1e-3;
};

void Newton::Impl::choose_solver() {
  Stopwatch watch(report_.seconds.analysis);
  linear_ = choose_linear_solver(options.linear, matrix_.pattern(), partition_);
  linear_.solver->analyze(matrix_.pattern(), partition_);
  linear_options_ = options.linear;
}

void Newton::Impl::prepare(Mcp& problem) {
  problem_ = &problem;
  const Pattern& p = problem.pattern();
  const auto part = problem.partition();
  const auto n = static_cast<std::size_t>(problem.size());
  const bool same = linear_.solver && p.column_start == jacobian_pattern_.column_start &&
                    p.row == jacobian_pattern_.row && std::ranges::equal(part, partition_);
  if (!same) {
    if (p.size() != problem.size() || problem.lower().size() != n || problem.upper().size() != n ||
        (!part.empty() && part.size() != n))
      throw std::invalid_argument("Mcp: size, pattern, bounds and partition do not agree");
    check_pattern(p);
    jacobian_pattern_ = p;
    partition_.assign(part.begin(), part.end());
    matrix_.analyze(p);
    jacobian_.assign(p.row.size(), 0.0);
    for (auto* point : {&here_, &there_, &best_}) point->resize(n);
    for (auto* v : {&slope_x_, &slope_f_, &direction_, &rhs_, &gradient_}) v->assign(n, 0.0);
    levenberg_.resize(n);
  }
  if (!same || options.linear != linear_options_) choose_solver();
  search_ = LineSearch({options.sufficient_decrease, options.min_step, options.boundary_fraction});
  recent_.clear();
  recent_.reserve(static_cast<std::size_t>(std::max(1, options.memory)));
}

void Newton::Impl::start_from(In x) {
  const auto lower = problem_->lower(), upper = problem_->upper();
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!(lower[i] <= upper[i]))
      throw std::invalid_argument("Mcp: the lower bound of " +
                                  problem_->label(static_cast<Index>(i)) + " exceeds the upper");
    here_.x[i] = std::clamp(x[i], lower[i], upper[i]);
  }
}

Evaluation Newton::Impl::linearise() {
  {
    Stopwatch watch(report_.seconds.jacobian);
    const Evaluation outcome = problem_->jacobian(here_.x, jacobian_);
    if (outcome != Evaluation::ok) return outcome;
  }
  const auto lower = problem_->lower(), upper = problem_->upper();
  for (std::size_t i = 0; i < here_.x.size(); ++i) {
    const RowSlope s = row_slope(here_.x[i], here_.f[i], lower[i], upper[i]);
    slope_x_[i] = s.x;
    slope_f_[i] = s.f;
  }
  return Evaluation::ok;
}

LinearStatus Newton::Impl::factorize(double shift) {
  Stopwatch watch(report_.seconds.factorization);
  matrix_.assemble(slope_x_, slope_f_, jacobian_, shift);
  ++report_.factorizations;
  return linear_.solver->factorize(matrix_.values());
}

LinearStatus Newton::Impl::solve_linear(In rhs, Out d) {
  Stopwatch watch(report_.seconds.linear_solve);
  const LinearStatus status = linear_.solver->solve(rhs, d);
  report_.linear_iterations += linear_.solver->iterations();
  step_.linear_iterations += linear_.solver->iterations();
  return status;
}

double Newton::Impl::reference() const {
  return recent_.empty() ? here_.merit : *std::max_element(recent_.begin(), recent_.end());
}

bool Newton::Impl::take(const Trial& trial, Direction name) {
  report_.residual_evaluations += trial.evaluations;
  evaluable_ = evaluable_ || trial.evaluable;
  if (trial.length == 0) return false;
  std::swap(here_, there_);
  step_.length = trial.length;
  step_.direction = name;
  if (recent_.size() == recent_.capacity()) recent_.erase(recent_.begin());
  recent_.push_back(here_.merit);
  return true;
}

bool Newton::Impl::newton_step(double shift, Direction name) {
  linear_status_ = factorize(shift);
  if (linear_status_ != LinearStatus::ok) return false;
  for (std::size_t i = 0; i < rhs_.size(); ++i) rhs_[i] = -here_.phi[i];
  if (options.inexact)  // superlinear: the relative error falls with the residual (eq. S8)
    linear_.solver->set_tolerance(std::clamp(0.1 * std::sqrt(2 * here_.merit), 1e-8, 1e-2));
  else
    linear_.solver->set_tolerance(options.linear.gmres_tolerance);
  linear_status_ = solve_linear(rhs_, direction_);
  if (linear_status_ != LinearStatus::ok) return false;
  Stopwatch watch(report_.seconds.residual);
  return take(search_.newton(*problem_, here_, direction_, reference(), there_), name);
}

bool Newton::Impl::levenberg_step() {
  matrix_.assemble(slope_x_, slope_f_, jacobian_);
  multiply_transpose(matrix_.pattern(), matrix_.values(), here_.phi, gradient_);
  levenberg_.direction(matrix_.pattern(), matrix_.values(), here_.phi, damping_, 300, direction_);
  const bool taken = take(
      search_.descent(*problem_, here_, direction_, gradient_, here_.merit, there_),
      Direction::levenberg);
  damping_ = std::clamp(taken ? damping_ / 4 : damping_ * 16, 1e-8, 1e2);
  return taken;
}

bool Newton::Impl::gradient_step() {
  double curvature = 0;
  multiply(matrix_.pattern(), matrix_.values(), gradient_, rhs_);
  for (const double e : rhs_) curvature += e * e;
  const double size = norm(gradient_);
  if (!(size > 0) || !(curvature > 0)) return false;
  // The minimiser of the linearised merit function along the gradient.
  for (std::size_t i = 0; i < gradient_.size(); ++i)
    direction_[i] = -gradient_[i] * (size * size / curvature);
  return take(search_.descent(*problem_, here_, direction_, gradient_, here_.merit, there_),
              Direction::gradient);
}

bool Newton::Impl::advance() {
  step_.linear_iterations = 0;
  if (newton_step(0, Direction::newton)) return true;
  singular_ = linear_status_ == LinearStatus::singular;
  // F(y) + shift (y - x): the same zero nearby, and a regular matrix where J is positive
  // semidefinite, as in equilibrium models whose activities are indeterminate.
  for (const double shift : {1e-4, 1e-2, 1.0})
    if (newton_step(shift, Direction::proximal)) return true;
  return levenberg_step() || gradient_step();
}

bool Newton::Impl::losing_patience() {
  if (here_.merit <= 0.5 * milestone_) {
    milestone_ = here_.merit;
    since_milestone_ = 0;
  }
  return ++since_milestone_ > options.patience;
}

/// Implicit Euler steps on x' = -F inside the bounds (eq. S12). The merit function may rise: this
/// leaves its local minima, which Newton with descent cannot. Ends where the merit is halved.
bool Newton::Impl::transient_phase() {
  const double goal = 0.5 * std::min(best_.merit, here_.merit);
  double shift = std::max(1e-2, norm(here_.f));
  step_.linear_iterations = 0;
  for (int k = 0; k < 60; ++k) {
    if (linearise() != Evaluation::ok) return false;
    const double before = norm(here_.phi);
    bool moved = factorize(shift) == LinearStatus::ok;
    if (moved) {
      for (std::size_t i = 0; i < rhs_.size(); ++i) rhs_[i] = -here_.phi[i];
      moved = solve_linear(rhs_, direction_) == LinearStatus::ok &&
              std::inner_product(rhs_.begin(), rhs_.end(), direction_.begin(), 0.0) > 0 &&
              take(search_.bold(*problem_, here_, direction_, there_), Direction::transient);
    }
    if (!moved) {  // too small a shift to go with the flow
      shift *= 4;
      if (shift > 1e12) return false;
      continue;
    }
    if (here_.merit <= goal) {
      recent_.assign(1, here_.merit);
      return true;
    }
    shift *= std::clamp(norm(here_.phi) / before, 0.2, 1.0);
  }
  return false;
}

std::optional<Status> Newton::Impl::finished(const Distance& d, const Callback& callback,
                                             Clock::time_point start) {
  step_.iteration = report_.iterations;
  step_.residual = d.residual;
  step_.gap = d.gap;
  step_.merit = here_.merit;
  if (options.history) report_.history.push_back(step_);
  const bool keep_going = !callback || callback({step_, since(start), 1});
  if (d.residual <= options.tolerance && d.gap <= options.gap_tolerance) return Status::solved;
  if (!keep_going) return Status::interrupted;
  if (report_.iterations >= options.max_iterations) return Status::iteration_limit;
  if (since(start) > options.max_seconds) return Status::time_limit;
  return {};
}

SolveReport Newton::Impl::solve(Mcp& problem, Out x, const Callback& callback) {
  const auto start = Clock::now();
  report_ = {};
  report_.algorithm = "newton";
  report_.tolerance = options.tolerance;
  if (x.size() != static_cast<std::size_t>(problem.size()))
    throw std::invalid_argument("solve: x has " + std::to_string(x.size()) +
                                " entries, the problem " + std::to_string(problem.size()));
  prepare(problem);
  if (options.history) report_.history.reserve(static_cast<std::size_t>(options.max_iterations) + 1);
  start_from(x);
  linear_.solver->begin_sequence();
  step_ = {};
  damping_ = 1e-3;
  singular_ = false;
  int recoveries = options.recoveries;
  ++report_.residual_evaluations;
  std::optional<Status> status;
  Distance d;
  if (here_.evaluate(problem) != Evaluation::ok) {
    status = Status::evaluation_failed;
    d = distance(here_.x, here_.f, problem.lower(), problem.upper());
  } else {
    best_ = here_;
    recent_.assign(1, here_.merit);
    milestone_ = here_.merit;
    since_milestone_ = 0;
  }
  while (!status) {
    d = distance(here_.x, here_.f, problem.lower(), problem.upper());
    if ((status = finished(d, callback, start))) break;
    evaluable_ = false;
    if (linearise() != Evaluation::ok) {
      status = Status::evaluation_failed;
      break;
    }
    bool moved = !losing_patience() && advance();
    if (!moved && recoveries-- > 0) {
      moved = transient_phase();
      if (moved) {
        milestone_ = here_.merit;
        since_milestone_ = 0;
      }
    }
    ++report_.iterations;
    if (here_.merit < best_.merit) best_ = here_;
    if (moved) continue;
    status = singular_   ? Status::singular
             : evaluable_ ? Status::stalled
                          : Status::evaluation_failed;
  }
  if (*status != Status::solved && *status != Status::evaluation_failed &&
      best_.merit < here_.merit) {
    std::swap(here_, best_);
    d = distance(here_.x, here_.f, problem.lower(), problem.upper());
  }
  report_.status = *status;
  report_.residual = d.residual;
  report_.gap = d.gap;
  report_.linear_solver = linear_.solver->name();
  report_.linear_reason = linear_.reason;
  if (const auto note = linear_.solver->note(); !note.empty()) report_.linear_reason += "; " + note;
  if (*status == Status::singular || *status == Status::stalled) {
    if (options.diagnose && linearise() == Evaluation::ok)
      report_.detail = diagnose(problem, here_.x).text(problem);
  }
  if (*status != Status::solved)
    report_.worst = worst_rows(problem, here_.x, here_.f, options.worst_rows);
  std::copy(here_.x.begin(), here_.x.end(), x.begin());
  report_.seconds.total = since(start);
  return std::move(report_);
}

LinearStatus Newton::Impl::linearise_at(Mcp& problem, In x) {
  prepare(problem);
  std::copy(x.begin(), x.end(), here_.x.begin());
  if (here_.evaluate(problem) != Evaluation::ok || linearise() != Evaluation::ok)
    return LinearStatus::singular;
  const LinearStatus status = factorize(0);
  linear_.solver->set_tolerance(options.linear.gmres_tolerance);
  return status;
}

LinearStatus Newton::Impl::tangent(Mcp& problem, In x, In df, Out dx) {
  if (const auto s = linearise_at(problem, x); s != LinearStatus::ok) return s;
  for (std::size_t i = 0; i < rhs_.size(); ++i) rhs_[i] = -slope_f_[i] * df[i];
  return linear_.solver->solve(rhs_, dx);
}

LinearStatus Newton::Impl::adjoint(Mcp& problem, In x, In g, Out w) {
  if (const auto s = linearise_at(problem, x); s != LinearStatus::ok) return s;
  const auto status = linear_.solver->solve_transpose(g, w);
  for (std::size_t i = 0; i < rhs_.size(); ++i) w[i] *= -slope_f_[i];
  return status;
}

std::shared_ptr<const Factors> Newton::Impl::anchor(Mcp& problem, In x) {
  prepare(problem);
  linear_.solver->adopt(nullptr);
  linear_.solver->begin_sequence();
  if (linearise_at(problem, x) != LinearStatus::ok) return {};
  std::fill(rhs_.begin(), rhs_.end(), 1.0);  // one solve, to learn how many iterations are normal
  if (linear_.solver->solve(rhs_, direction_) != LinearStatus::ok) return {};
  auto factors = linear_.solver->factors();
  linear_.solver->adopt(factors);
  return factors;
}

void Newton::Impl::adopt(Mcp& problem, std::shared_ptr<const Factors> factors) {
  prepare(problem);
  linear_.solver->adopt(std::move(factors));
}

Newton::Newton(NewtonOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Newton::~Newton() = default;
Newton::Newton(Newton&&) noexcept = default;
Newton& Newton::operator=(Newton&&) noexcept = default;
SolveReport Newton::solve(Mcp& p, Out x, const Callback& c) { return impl_->solve(p, x, c); }
LinearStatus Newton::tangent(Mcp& p, In x, In df, Out dx) { return impl_->tangent(p, x, df, dx); }
LinearStatus Newton::adjoint(Mcp& p, In x, In g, Out w) { return impl_->adjoint(p, x, g, w); }
std::shared_ptr<const Factors> Newton::anchor(Mcp& p, In x) { return impl_->anchor(p, x); }
void Newton::adopt(Mcp& p, std::shared_ptr<const Factors> f) { impl_->adopt(p, std::move(f)); }
NewtonOptions& Newton::options() { return impl_->options; }

SolveReport solve(Mcp& problem, Out x, const NewtonOptions& options, const Callback& callback) {
  return Newton(options).solve(problem, x, callback);
}

}  // namespace yuqian::solvers
