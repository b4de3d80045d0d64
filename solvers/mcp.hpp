// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

namespace yuqian::solvers {

using Index = int;
using In = std::span<const double>;
using Out = std::span<double>;

/// Outcome of one evaluation. A solver shortens its step on anything but `ok`.
enum class Evaluation { ok, outside_domain, not_finite };

/// Sparsity of a square matrix by compressed columns; rows sorted within a column, no duplicates.
struct Pattern {
  std::vector<Index> column_start;  ///< size() + 1 entries
  std::vector<Index> row;           ///< row of each structural non-zero
  Index size() const { return static_cast<Index>(column_start.size()) - 1; }
  Index non_zeros() const { return static_cast<Index>(row.size()); }
};

/// Mixed complementarity problem: find l <= x <= u with
///   F_i(x) >= 0 where x_i = l_i,  F_i(x) = 0 where l_i < x_i < u_i,  F_i(x) <= 0 where x_i = u_i.
/// A row with l_i = u_i leaves F_i free: that is how a numeraire is fixed.
/// F and x are scaled by the problem: residuals are comparable across rows, x is of order one.
class Mcp {
 public:
  virtual ~Mcp() = default;
  virtual Index size() const = 0;
  virtual In lower() const = 0;
  virtual In upper() const = 0;
  virtual const Pattern& pattern() const = 0;  ///< fixed for the life of the problem
  virtual Evaluation residual(In x, Out f) = 0;
  virtual Evaluation jacobian(In x, Out values) = 0;  ///< in the order of pattern()
  virtual Evaluation jacobian_times(In x, In v, Out jv) = 0;
  virtual Evaluation jacobian_transpose_times(In x, In v, Out jtv) = 0;
  /// Region of each unknown, -1 for the border that belongs to all; empty: no partition known.
  virtual std::span<const Index> partition() const { return {}; }
  /// Non-zero for unknowns in whose logarithm F is nearly linear, as where F is made of products
  /// and powers. A line search moves those along x exp(s d / x). Empty: none.
  virtual std::span<const char> positive() const { return {}; }
  virtual std::string label(Index i) const { return "x[" + std::to_string(i) + "]"; }
};

/// A family of problems F(x; t), t in [0, 1]: t = 0 has a known solution, t = 1 is wanted.
class ParametricMcp : public Mcp {
 public:
  virtual void move_to(double t) = 0;
  virtual Evaluation path_derivative(In x, Out dfdt) = 0;  ///< dF/dt at the present t
};

}  // namespace yuqian::solvers
