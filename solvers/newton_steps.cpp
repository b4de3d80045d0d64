// SPDX-License-Identifier: Apache-2.0
// The directions of the Newton method (docs/solvers.md, section 2).
#include <algorithm>
#include <cmath>
#include <numeric>

#include <yuqian/solvers/detail/newton_impl.hpp>

namespace yuqian::solvers {
namespace {

double norm(In v) {
  double sum = 0;
  for (const double e : v) sum += e * e;
  return std::sqrt(sum);
}

}  // namespace

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
  tried_ = true;
  evaluable_ = evaluable_ || trial.evaluable;
  if (trial.length == 0) return false;
  std::swap(here_, there_);
  step_.length = trial.length;
  step_.direction = name;
  if (recent_.size() == recent_.capacity()) recent_.erase(recent_.begin());
  recent_.push_back(here_.merit);
  return true;
}

/// Relative residual that the next linear solve may leave (eq. S8).
double Newton::Impl::forcing() const {
  const double size = std::sqrt(2 * here_.merit);
  const double enough = 0.01 * std::min(options.tolerance, options.gap_tolerance) / size;
  return std::clamp(std::max(0.1 * size, enough), 1e-8, 1e-2);
}

bool Newton::Impl::newton_step(double shift, Direction name) {
  linear_status_ = factorize(shift);
  if (linear_status_ != LinearStatus::ok) return false;
  for (std::size_t i = 0; i < rhs_.size(); ++i) rhs_[i] = -here_.phi[i];
  linear_.solver->set_tolerance(options.inexact ? forcing() : options.linear.gmres_tolerance);
  linear_status_ = solve_linear(rhs_, direction_);
  if (linear_status_ != LinearStatus::ok) return false;
  Stopwatch watch(report_.seconds.residual);
  return take(search_.newton(*problem_, here_, direction_, reference(), there_), name);
}

bool Newton::Impl::levenberg_step() {
  matrix_.assemble(slope_x_, slope_f_, jacobian_);
  multiply_transpose(matrix_.pattern(), matrix_.values(), here_.phi, gradient_);
  levenberg_.direction(matrix_.pattern(), matrix_.values(), here_.phi, damping_, 300, direction_);
  const bool taken =
      take(search_.descent(*problem_, here_, direction_, gradient_, here_.merit, there_),
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

/// Implicit Euler steps on x' = -|x| F inside the bounds (eq. S12). The merit function may rise:
/// this leaves its local minima, which Newton with descent cannot. Ends where the merit is half of
/// the best, a ten-thousandth of where it began elsewhere, or with a status that ends the whole
/// solve.
bool Newton::Impl::transient_phase(const Callback& callback, Clock::time_point start,
                                   std::optional<Status>& status) {
  const double goal = (here_.merit > best_.merit ? 1e-4 : 0.5) * here_.merit;
  double shift = std::max(1e-2, norm(here_.f));
  for (int k = 0; k < 60; ++k) {
    step_.linear_iterations = 0;
    if (linearise() != Evaluation::ok) return false;
    const double before = norm(here_.phi);
    for (std::size_t i = 0; i < here_.x.size(); ++i)
      slope_x_[i] += slope_f_[i] * shift / std::clamp(std::abs(here_.x[i]), 1e-3, 1e3);
    bool moved = factorize(0) == LinearStatus::ok;
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
    const double ratio = norm(here_.phi) / before;
    if (ratio < 1) shift *= std::clamp(ratio, 0.2, 0.5);  // longer steps while it falls
    ++report_.iterations;
    status = finished(callback, start);
    if (status) return true;
  }
  return false;
}

}  // namespace yuqian::solvers
