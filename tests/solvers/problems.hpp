// SPDX-License-Identifier: Apache-2.0
// Small problems given by functions, and the classic ones of the complementarity literature.
#pragma once

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <yuqian/solvers/mcp.hpp>

namespace problems {

using namespace yuqian::solvers;
using Vector = std::vector<double>;
inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// A problem with dense Jacobian (row-major, n x n) from two lambdas.
class Dense : public ParametricMcp {
 public:
  using F = std::function<Evaluation(double t, In x, Out f)>;
  using J = std::function<Evaluation(double t, In x, Out rows)>;
  Dense(Vector lower, Vector upper, F f, J j)
      : lower_(std::move(lower)), upper_(std::move(upper)), f_(std::move(f)), j_(std::move(j)) {
    const auto n = static_cast<Index>(lower_.size());
    for (Index c = 0; c <= n; ++c) pattern_.column_start.push_back(c * n);
    for (Index c = 0; c < n; ++c)
      for (Index r = 0; r < n; ++r) pattern_.row.push_back(r);
    rows_.resize(lower_.size() * lower_.size());
  }
  Index size() const override { return static_cast<Index>(lower_.size()); }
  In lower() const override { return lower_; }
  In upper() const override { return upper_; }
  const Pattern& pattern() const override { return pattern_; }
  Evaluation residual(In x, Out f) override { return f_(t_, x, f); }
  Evaluation jacobian(In x, Out values) override {
    std::fill(rows_.begin(), rows_.end(), 0.0);
    const auto outcome = j_(t_, x, rows_);
    const auto n = lower_.size();
    for (std::size_t c = 0; c < n; ++c)
      for (std::size_t r = 0; r < n; ++r) values[c * n + r] = rows_[r * n + c];
    return outcome;
  }
  Evaluation jacobian_times(In x, In v, Out jv) override {
    const auto outcome = j_(t_, x, rows_);
    const auto n = lower_.size();
    for (std::size_t r = 0; r < n; ++r) {
      jv[r] = 0;
      for (std::size_t c = 0; c < n; ++c) jv[r] += rows_[r * n + c] * v[c];
    }
    return outcome;
  }
  Evaluation jacobian_transpose_times(In x, In v, Out jtv) override {
    const auto outcome = j_(t_, x, rows_);
    const auto n = lower_.size();
    for (std::size_t c = 0; c < n; ++c) {
      jtv[c] = 0;
      for (std::size_t r = 0; r < n; ++r) jtv[c] += rows_[r * n + c] * v[r];
    }
    return outcome;
  }
  void move_to(double t) override { t_ = t; }
  Evaluation path_derivative(In x, Out d) override {
    Vector up(d.size()), down(d.size());
    const double h = 1e-6;
    if (f_(t_ + h, x, up) != Evaluation::ok || f_(t_ - h, x, down) != Evaluation::ok)
      return Evaluation::outside_domain;
    for (std::size_t i = 0; i < d.size(); ++i) d[i] = (up[i] - down[i]) / (2 * h);
    return Evaluation::ok;
  }

 protected:
  Vector lower_, upper_;
  double t_ = 1;

 private:
  F f_;
  J j_;
  Pattern pattern_;
  Vector rows_;
};

/// M x + q with the rows of M given one after the other.
inline Dense linear(Vector m, Vector q, Vector lower, Vector upper) {
  const std::size_t n = q.size();
  return Dense(
      std::move(lower), std::move(upper),
      [m, q, n](double, In x, Out f) {
        for (std::size_t i = 0; i < n; ++i) {
          f[i] = q[i];
          for (std::size_t j = 0; j < n; ++j) f[i] += m[i * n + j] * x[j];
        }
        return Evaluation::ok;
      },
      [m](double, In, Out rows) {
        std::copy(m.begin(), m.end(), rows.begin());
        return Evaluation::ok;
      });
}

inline Dense nonnegative(std::size_t n, Dense::F f, Dense::J j) {
  return Dense(Vector(n, 0.0), Vector(n, infinity), std::move(f), std::move(j));
}

/// Kojima and Shindo 1986. Two solutions: (sqrt(6)/2, 0, 0, 1/2), degenerate, and (1, 0, 3, 0).
inline Dense kojima_shindo() {
  return nonnegative(
      4,
      [](double, In x, Out f) {
        const double a = x[0], b = x[1], c = x[2], d = x[3];
        f[0] = 3 * a * a + 2 * a * b + 2 * b * b + c + 3 * d - 6;
        f[1] = 2 * a * a + a + b * b + 10 * c + 2 * d - 2;
        f[2] = 3 * a * a + a * b + 2 * b * b + 2 * c + 9 * d - 9;
        f[3] = a * a + 3 * b * b + 2 * c + 3 * d - 3;
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        const double a = x[0], b = x[1];
        const double rows[] = {6 * a + 2 * b, 2 * a + 4 * b, 1, 3, 4 * a + 1, 2 * b, 10, 2,
                               6 * a + b,     a + 4 * b,     2, 9, 2 * a,     6 * b, 2,  3};
        std::copy(std::begin(rows), std::end(rows), r.begin());
        return Evaluation::ok;
      });
}

/// Josephy 1979. One solution: (sqrt(6)/2, 0, 0, 1/2).
inline Dense josephy() {
  return nonnegative(
      4,
      [](double, In x, Out f) {
        const double a = x[0], b = x[1], c = x[2], d = x[3];
        f[0] = 3 * a * a + 2 * a * b + 2 * b * b + c + 3 * d - 6;
        f[1] = 2 * a * a + a + b * b + 3 * c + 2 * d - 2;
        f[2] = 3 * a * a + a * b + 2 * b * b + 2 * c + 3 * d - 1;
        f[3] = a * a + 3 * b * b + 2 * c + 3 * d - 3;
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        const double a = x[0], b = x[1];
        const double rows[] = {6 * a + 2 * b, 2 * a + 4 * b, 1, 3, 4 * a + 1, 2 * b, 3, 2,
                               6 * a + b,     a + 4 * b,     2, 3, 2 * a,     6 * b, 2, 3};
        std::copy(std::begin(rows), std::end(rows), r.begin());
        return Evaluation::ok;
      });
}

/// Billups 1995: (x - 1)^2 - 1.01, one solution 1 + sqrt(1.01); built to trap descent from 0.
inline Dense billups() {
  return nonnegative(
      1,
      [](double, In x, Out f) {
        f[0] = (x[0] - 1) * (x[0] - 1) - 1.01;
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        r[0] = 2 * (x[0] - 1);
        return Evaluation::ok;
      });
}

}  // namespace problems
