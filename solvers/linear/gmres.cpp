// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/linear/gmres.hpp>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include <yuqian/solvers/team.hpp>

namespace yuqian::solvers {
namespace {

using Vector = Eigen::Map<Eigen::VectorXd>;
using ConstVector = Eigen::Map<const Eigen::VectorXd>;
using Matrix = Eigen::Map<Eigen::MatrixXd>;

constexpr Eigen::Index stretch = 2048;  ///< entries of a vector that one thread takes at a time

int stretches(Eigen::Index n) { return static_cast<int>((n + stretch - 1) / stretch); }

/// f(first entry, entries, number) for every stretch.
template <class F>
void each_stretch(Eigen::Index n, F&& f) {
  share(stretches(n), [&](int part, int) {
    const Eigen::Index first = part * stretch;
    f(first, std::min(stretch, n - first), part);
  });
}

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
  partial_.assign((m + 1) * static_cast<std::size_t>(stretches(static_cast<Eigen::Index>(n))), 0.0);
}

Gmres::Outcome Gmres::cycle(const Operator& product, const Operator& precondition, In b, Out x,
                            double target, int max_iterations, bool x_is_zero) {
  const auto n = static_cast<Eigen::Index>(n_);
  Matrix basis(basis_.get(), n, restart_ + 1);
  Matrix directions(directions_.get(), n, restart_);
  Matrix h(hessenberg_.data(), restart_ + 1, restart_);
  Vector next(next_.data(), n);
  Vector coefficients(coefficients_.data(), restart_ + 1);
  Matrix partial(partial_.data(), restart_ + 1, stretches(n));

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
    // Each walk over the vectors takes off what the last one found and looks for what is left.
    const auto found = [&](Eigen::Index count) {
      auto c = coefficients.head(count);
      c.setZero();
      for (int part = 0; part < stretches(n); ++part) c += partial.col(part).head(count);
    };
    each_stretch(n, [&](Eigen::Index first, Eigen::Index size, int part) {
      partial.col(part).head(k + 1).noalias() =
          basis.block(first, 0, size, k + 1).transpose() * next.segment(first, size);
    });
    found(k + 1);
    h.col(k).setZero();
    h.col(k).head(k + 1) += coefficients.head(k + 1);
    each_stretch(n, [&](Eigen::Index first, Eigen::Index size, int part) {
      const auto own = basis.block(first, 0, size, k + 1);
      next.segment(first, size).noalias() -= own * coefficients.head(k + 1);
      partial.col(part).head(k + 1).noalias() = own.transpose() * next.segment(first, size);
    });
    found(k + 1);
    h.col(k).head(k + 1) += coefficients.head(k + 1);
    each_stretch(n, [&](Eigen::Index first, Eigen::Index size, int part) {
      auto rest = next.segment(first, size);
      rest.noalias() -= basis.block(first, 0, size, k + 1) * coefficients.head(k + 1);
      partial(0, part) = rest.squaredNorm();
    });
    found(1);
    const double length = std::sqrt(coefficients[0]);
    h(k + 1, k) = length;
    if (length > 0)
      each_stretch(n, [&](Eigen::Index first, Eigen::Index size, int) {
        basis.col(k + 1).segment(first, size) = next.segment(first, size) / length;
      });
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
    each_stretch(n, [&](Eigen::Index first, Eigen::Index size, int) {
      Vector(x.data(), n).segment(first, size).noalias() += directions.block(first, 0, size, k) * y;
    });
  }
  outcome.iterations = k;
  return outcome;
}

}  // namespace yuqian::solvers
