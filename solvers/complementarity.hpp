// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include <yuqian/solvers/mcp.hpp>

/// One row of l <= x <= u _|_ F(x), as an equation (docs/solvers.md, section 1).
namespace yuqian::solvers {

/// phi(a, b) = a + b - sqrt(a^2 + b^2): zero exactly where a >= 0, b >= 0, ab = 0 (eq. S1).
/// Source: Fischer 1992. Written as a quotient where the difference would cancel.
inline double fischer_burmeister(double a, double b) {
  const double h = std::hypot(a, b);
  const double s = a + b;
  return s > 0 ? 2 * a * (b / (s + h)) : s - h;
}

/// Partial derivatives of a row's equation with respect to x and to F.
struct RowSlope {
  double x = 0, f = 1;
};

/// The row as an equation (eq. S2): F if free, x - l if fixed, phi(x - l, F) with a lower bound,
/// -phi(u - x, -F) with an upper bound, phi(x - l, -phi(u - x, -F)) with both (Billups 1995).
inline double row_equation(double x, double f, double l, double u) {
  if (l == u) return x - l;
  const bool below = std::isfinite(l), above = std::isfinite(u);
  const double g = above ? -fischer_burmeister(u - x, -f) : f;
  return below ? fischer_burmeister(x - l, g) : g;
}

/// An element of the generalised derivative of phi (eq. S3); (1, 1)(1 - 1/sqrt 2) at the kink.
inline RowSlope fischer_burmeister_slope(double a, double b) {
  const double h = std::hypot(a, b);
  if (h == 0) return {1 - std::sqrt(0.5), 1 - std::sqrt(0.5)};
  // 1 - a/h = b^2 / (h (h + a)) keeps its digits where a is positive and b is small.
  const double da = a > 0 ? (b / h) * (b / (h + a)) : 1 - a / h;
  const double db = b > 0 ? (a / h) * (a / (h + b)) : 1 - b / h;
  return {da, db};
}

inline RowSlope row_slope(double x, double f, double l, double u) {
  if (l == u) return {1, 0};
  const bool below = std::isfinite(l), above = std::isfinite(u);
  RowSlope g{0, 1};
  double value = f;
  if (above) {
    g = fischer_burmeister_slope(u - x, -f);  // -phi(u - x, -f): both signs cancel
    value = -fischer_burmeister(u - x, -f);
  }
  if (!below) return g;
  const RowSlope s = fischer_burmeister_slope(x - l, value);
  return {s.x + s.f * g.x, s.f * g.f};
}

/// x - mid(l, x - F, u): the distance by which the row fails to hold (eq. S4).
inline double natural_residual(double x, double f, double l, double u) {
  return std::isfinite(f) ? std::clamp(f, x - u, x - l) : f;
}

/// F+ min(x - l, 1) + F- min(u - x, 1): what the row adds to the complementarity gap (eq. S5).
inline double row_gap(double x, double f, double l, double u) {
  if (l == u) return 0;
  if (!std::isfinite(f)) return std::abs(f);
  return f > 0 ? f * std::min(std::max(x - l, 0.0), 1.0) : -f * std::min(std::max(u - x, 0.0), 1.0);
}

/// Largest natural residual and largest gap over all rows; not-finite rows count as infinite.
struct Distance {
  double residual = 0, gap = 0;
};
Distance distance(In x, In f, In lower, In upper);

/// Half the squared norm of the row equations, which are stored in phi (eq. S6).
double merit(In x, In f, In lower, In upper, Out phi);

}  // namespace yuqian::solvers
