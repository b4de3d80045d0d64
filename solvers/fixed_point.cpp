// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/fixed_point.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include <Eigen/Dense>

#include <yuqian/solvers/complementarity.hpp>

namespace yuqian::solvers {
namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

constexpr double tolerance = 1e-8;
constexpr int corrections = 7;
constexpr double largest_logarithm = 600;
/// Where a positive unknown that starts at zero begins instead.
constexpr double least_start = 1e-3;

/// The rows of (S24) in the coordinates of the path: logarithms of positive unknowns, then t.
class Rows {
 public:
  Rows(Mcp& problem, In x)
      : problem_(problem), n_(problem.size()), log_(x.size()), lower_(x.size()), upper_(x.size()) {
    const auto size = x.size();
    x_.resize(size), f_.resize(size), jacobian_.resize(problem.pattern().row.size());
    start_.resize(n_ + 1);
    const auto positive = problem.positive();
    for (std::size_t i = 0; i < size; ++i) {
      const double l = problem.lower()[i], u = problem.upper()[i];
      log_[i] = !positive.empty() && positive[i] && l >= 0;
      const auto coordinate = [&](double v) { return log_[i] ? std::log(v) : v; };
      lower_[i] = coordinate(l), upper_[i] = coordinate(u);
      start_[static_cast<Index>(i)] = std::clamp(
          coordinate(log_[i] ? std::max(x[i], least_start) : x[i]), lower_[i], upper_[i]);
    }
    start_[n_] = 0;
  }

  const Vector& start() const { return start_; }

  /// Rows at z and their slopes; false where the problem is not defined there.
  bool evaluate(const Vector& z, Vector& phi, Matrix* slope) {
    if (!z.allFinite() || !point(z, x_) || problem_.residual(x_, f_) != Evaluation::ok)
      return false;
    if (slope && problem_.jacobian(x_, jacobian_) != Evaluation::ok) return false;
    const double t = z[n_];
    phi.resize(n_);
    if (slope) slope->setZero(n_, n_ + 1);
    std::vector<RowSlope> by(static_cast<std::size_t>(n_));
    for (Index i = 0; i < n_; ++i) {
      const auto k = static_cast<std::size_t>(i);
      const double away = z[i] - start_[i], h = t * f_[k] + (1 - t) * away;
      phi[i] = row_equation(z[i], h, lower_[k], upper_[k]);
      if (!slope) continue;
      by[k] = row_slope(z[i], h, lower_[k], upper_[k]);
      (*slope)(i, i) = by[k].x + by[k].f * (1 - t);
      (*slope)(i, n_) = by[k].f * (f_[k] - away);
    }
    const Pattern& p = problem_.pattern();
    for (Index j = 0; slope && j < n_; ++j) {
      const double dx =
          t * (log_[static_cast<std::size_t>(j)] ? x_[static_cast<std::size_t>(j)] : 1);
      for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
        (*slope)(p.row[k], j) += by[static_cast<std::size_t>(p.row[k])].f * dx * jacobian_[k];
    }
    return phi.allFinite();
  }

  /// The unknowns at z; false where they are out of any range.
  bool point(const Vector& z, Out x) const {
    for (Index i = 0; i < n_; ++i) {
      const auto k = static_cast<std::size_t>(i);
      if (log_[k] && z[i] > largest_logarithm) return false;
      x[k] = log_[k] ? std::exp(std::max(z[i], -largest_logarithm)) : z[i];
      x[k] = std::clamp(x[k], problem_.lower()[k], problem_.upper()[k]);
    }
    return true;
  }

 private:
  Mcp& problem_;
  Index n_;
  std::vector<char> log_;
  std::vector<double> lower_, upper_, x_, f_, jacobian_;
  Vector start_;
};

class Path {
 public:
  Path(Mcp& problem, In x, const FixedPointOptions& options)
      : rows_(problem, x), options_(options), n_(problem.size()), z_(rows_.start()) {
    direction_ = Vector::Zero(n_ + 1);
    direction_[n_] = 1;  // the first step goes towards the problem
  }

  FixedPointPath follow(Out x, const Callback& callback) {
    FixedPointPath path;
    double step = options_.first_step;
    const auto begin = std::chrono::steady_clock::now();
    while (path.iterations < options_.max_iterations && z_[n_] < options_.end && turn()) {
      bool made = false;
      while (!made && step >= options_.min_step && path.iterations < options_.max_iterations) {
        const double to_end = (options_.end - z_[n_]) / direction_[n_];
        const bool last = to_end > 0 && step >= to_end;
        made = advance(last ? to_end : step, last, path.iterations);
        if (!made) step /= 2;
      }
      if (!made || z_[n_] < 0) break;  // back where it began: no way to the problem
      if (last_corrections_ <= 3) step = std::min(2 * step, options_.max_step);
      ++path.steps;
      Step told;
      told.iteration = path.steps;
      const double seconds =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
      if (callback && !callback({told, seconds, z_[n_]})) {
        path.interrupted = true;
        break;
      }
    }
    path.reached = z_[n_];
    rows_.point(z_, x);
    return path;
  }

 private:
  /// The tangent of the path at z, on from the last one.
  bool turn() {
    Matrix system(n_ + 1, n_ + 1), slope;
    if (!rows_.evaluate(z_, phi_, &slope)) return false;
    system << slope, direction_.transpose();
    const Vector tangent = system.partialPivLu().solve(Vector::Unit(n_ + 1, n_));
    if (!tangent.allFinite()) return false;
    direction_ = tangent.normalized();
    return true;
  }

  /// One step along the tangent and back to the path, at right angles or, the last, at its t.
  bool advance(double step, bool last, int& iterations) {
    const Vector across = last ? Vector(Vector::Unit(n_ + 1, n_)) : direction_;
    const Vector predicted = z_ + step * direction_;
    Vector z = predicted;
    Matrix system(n_ + 1, n_ + 1), slope;
    for (int k = 0; k < corrections; ++k) {
      if (!rows_.evaluate(z, phi_, &slope)) return false;
      if (phi_.lpNorm<Eigen::Infinity>() <= tolerance) {
        z_ = z;
        last_corrections_ = k;
        return true;
      }
      system << slope, across.transpose();
      Vector off(n_ + 1);
      off << phi_, across.dot(z - predicted);
      const Vector move = system.partialPivLu().solve(off);
      ++iterations;
      if (!(move.norm() <= options_.max_correction * step + 1e-6)) return false;
      z -= move;
    }
    return false;
  }

  Rows rows_;
  const FixedPointOptions& options_;
  Index n_;
  Vector z_, direction_, phi_;
  int last_corrections_ = 0;
};

}  // namespace

FixedPointPath follow_fixed_point(Mcp& problem, Out x, const FixedPointOptions& options,
                                  const Callback& callback) {
  return Path(problem, x, options).follow(x, callback);
}

}  // namespace yuqian::solvers
