// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/levenberg.hpp>

#include <algorithm>
#include <cmath>

#include <yuqian/solvers/sparse.hpp>

namespace yuqian::solvers {

void Levenberg::resize(std::size_t n) {
  for (auto* v : {&scale_, &residual_, &gradient_, &search_, &scaled_, &product_})
    v->assign(n, 0.0);
}

int Levenberg::direction(const Pattern& p, In values, In phi, double damping, int max_iterations,
                         Out d) {
  const std::size_t n = phi.size();
  for (Index j = 0; j < p.size(); ++j) {
    double sum = 0;
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k) sum += values[k] * values[k];
    scale_[j] = sum > 0 ? 1 / std::sqrt(sum) : 1;
  }
  // In z = D d: residual = -phi - H S z, S = D^-1; d holds z until the end.
  std::fill(d.begin(), d.end(), 0.0);
  for (std::size_t i = 0; i < n; ++i) residual_[i] = -phi[i];
  const auto take_gradient = [&] {
    multiply_transpose(p, values, residual_, gradient_);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      gradient_[i] = scale_[i] * gradient_[i] - damping * d[i];
      sum += gradient_[i] * gradient_[i];
    }
    return sum;
  };
  double gamma = take_gradient();
  const double target = 1e-16 * gamma;
  search_ = gradient_;
  int k = 0;
  for (; k < max_iterations && gamma > target; ++k) {
    for (std::size_t i = 0; i < n; ++i) scaled_[i] = scale_[i] * search_[i];
    multiply(p, values, scaled_, product_);
    double curvature = 0;
    for (std::size_t i = 0; i < n; ++i)
      curvature += product_[i] * product_[i] + damping * search_[i] * search_[i];
    if (!(curvature > 0) || !std::isfinite(curvature)) break;
    const double step = gamma / curvature;
    for (std::size_t i = 0; i < n; ++i) {
      d[i] += step * search_[i];
      residual_[i] -= step * product_[i];
    }
    const double next = take_gradient();
    for (std::size_t i = 0; i < n; ++i) search_[i] = gradient_[i] + next / gamma * search_[i];
    gamma = next;
  }
  for (std::size_t i = 0; i < n; ++i) d[i] *= scale_[i];
  return k;
}

}  // namespace yuqian::solvers
