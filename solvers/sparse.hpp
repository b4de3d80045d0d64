// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

/// y = A x.
void multiply(const Pattern&, In values, In x, Out y);

/// y = A' x.
void multiply_transpose(const Pattern&, In values, In x, Out y);

/// Throws std::invalid_argument with row and column unless the pattern is square, its rows sorted,
/// in range and without duplicates.
void check_pattern(const Pattern&);

/// The matrix of one Newton system (eq. S7): row i is a_i e_i + b_i (J_i + shift e_i).
/// Its pattern is that of the Jacobian with the diagonal added, so it is the same in every
/// iteration and for every set of active bounds.
class NewtonMatrix {
 public:
  void analyze(const Pattern& jacobian);
  void assemble(In a, In b, In jacobian_values, double shift = 0);
  const Pattern& pattern() const { return pattern_; }
  In values() const { return values_; }

 private:
  Pattern pattern_;
  std::vector<double> values_;
  std::vector<Index> place_;     // of each Jacobian non-zero; empty where the patterns are one
  std::vector<Index> diagonal_;  // of each diagonal entry
};

}  // namespace yuqian::solvers
