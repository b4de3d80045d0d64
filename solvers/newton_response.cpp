// SPDX-License-Identifier: Apache-2.0
// Tangents, adjoints and shared factors (docs/solvers.md, sections 2 and 5).
#include <algorithm>

#include <yuqian/solvers/detail/newton_impl.hpp>

namespace yuqian::solvers {

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

}  // namespace yuqian::solvers
