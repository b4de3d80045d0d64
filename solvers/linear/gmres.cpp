// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/linear/gmres.hpp>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace yuqian::solvers {
namespace {

using Vector = Eigen::Map<Eigen::VectorXd>;
using ConstVector = Eigen::Map<const Eigen::VectorXd>;
using Matrix = Eigen::Map<Eigen::MatrixXd>;

}  // namespace

void Gmres::resize(std::size_t n, int restart) {
  n_ = n;
  restart_ = std::max(1, std::min<int>(restart, static_cast<int>(n)));
  const auto m = static_cast<std::size_t>(restart_);
  basis_ = std::make_unique_for_overwrite<double[]>(n * (m + 1));
  hessenberg_.assign((m + 1) * m, 0.0);
  directions_ = std::make_unique_for_overwrite<double[]>(n * m);
  next_.assign(n, 0.0);
  coefficients_.assign(m + 1, 0.0);
  cosine_.assign(m, 0.0);
  sine_.assign(m, 0.0);
  rhs_.assign(m + 1, 0.0);
}

Gmres::Outcome Gmres::cycle(const Operator& product, const Operator& precondition, In b, Out x,
                            double target, int max_iterations, bool x_is_zero) {
  const auto n = static_cast<Eigen::Index>(n_);
  Matrix basis(basis_.get(), n, restart_ + 1);
  Matrix directions(directions_.get(), n, restart_);
  Matrix h(hessenberg_.data(), restart_ + 1, restart_);
  Vector next(next_.data(), n);
  Vector coefficients(coefficients_.data(), restart_ + 1);

  basis.col(0) = ConstVector(b.data(), n);
  if (!x_is_zero) {
    product(x, next_);
    basis.col(0) -= next;
  }
  Outcome outcome;
  outcome.residual = basis.col(0).norm();
  if (!(outcome.residual > target)) return outcome;
  basis.col(0) /= outcome.residual;
  std::fill(rhs_.begin(), rhs_.end(), 0.0);
  rhs_[0] = outcome.residual;

  int k = 0;
  const int limit = std::min(restart_, max_iterations);
  while (k < limit && outcome.residual > target) {
    const Out direction(directions.col(k).data(), n_);
    precondition(In(basis.col(k).data(), n_), direction);
    product(direction, next_);
    // Classical Gram-Schmidt, twice: as orthogonal as the modified form, and two matrix products.
    h.col(k).setZero();
    for (int pass = 0; pass < 2; ++pass) {
      auto c = coefficients.head(k + 1);
      c.noalias() = basis.leftCols(k + 1).transpose() * next;
      next.noalias() -= basis.leftCols(k + 1) * c;
      h.col(k).head(k + 1) += c;
    }
    const double length = next.norm();
    h(k + 1, k) = length;
    if (length > 0) basis.col(k + 1) = next / length;
    for (int i = 0; i < k; ++i) {  // the rotations so far, then a new one
      const double above = h(i, k), below = h(i + 1, k);
      h(i, k) = cosine_[i] * above + sine_[i] * below;
      h(i + 1, k) = -sine_[i] * above + cosine_[i] * below;
    }
    const double r = std::hypot(h(k, k), h(k + 1, k));
    if (!(r > 0) || !std::isfinite(r)) break;
    cosine_[k] = h(k, k) / r;
    sine_[k] = h(k + 1, k) / r;
    h(k, k) = r;
    rhs_[k + 1] = -sine_[k] * rhs_[k];
    rhs_[k] *= cosine_[k];
    outcome.residual = std::abs(rhs_[k + 1]);
    ++k;
    if (length == 0) break;
  }
  if (k > 0) {
    auto y = coefficients.head(k);
    y = ConstVector(rhs_.data(), k);
    h.topLeftCorner(k, k).triangularView<Eigen::Upper>().solveInPlace(y);
    Vector(x.data(), n).noalias() += directions.leftCols(k) * y;
  }
  outcome.iterations = k;
  return outcome;
}

}  // namespace yuqian::solvers
