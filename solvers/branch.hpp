// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/solvers/forwarding.hpp>

namespace yuqian::solvers {

/// Which bound each row of a problem holds: -1 the lower, 1 the upper, 0 none.
using Held = std::vector<signed char>;

/// A stretch of the path of a problem, solved with its bounds or on one branch: rows that hold a
/// bound stay there and all others are equations. So the solution is smooth in t and goes on
/// smoothly past the point where another set of bounds takes over (eq. S22). On a branch bounds do
/// not bind, and complementarity is what `margin` measures.
class Branch final : public Forwarding {
 public:
  explicit Branch(ParametricMcp& whole);  ///< keeps a reference; its own bounds, the whole path

  void release();        ///< back to the bounds of the problem
  void hold(Held held);  ///< one entry a row
  /// Rows whose bound is nearer than their equation at a solution.
  Held held_at(In x, In f) const;

  /// How far all rows are from breaking complementarity at a point of a branch: the least of F, by
  /// its sign, in rows that hold a bound and of the distance to the bounds in all others. Negative
  /// where the branch is not a solution. Infinite where nothing can break.
  double margin(In x, In f) const;
  /// Largest amount by which a point fails to lie on the branch: distance to the bound held, or F.
  double off(In x, In f) const;

  /// From now on t = 0 and 1 stand for these points of the whole path.
  void between(double from, double to);

  In lower() const override { return lower_; }
  In upper() const override { return upper_; }
  void move_to(double t) override;
  Evaluation path_derivative(In x, Out dfdt) override;

 private:
  std::vector<double> lower_, upper_;
  Held held_;
  double from_ = 0, to_ = 1;
};

}  // namespace yuqian::solvers
