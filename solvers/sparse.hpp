// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

/// y = A x.
void multiply(const Pattern&, In values, In x, Out y);

/// y = A' x.
void multiply_transpose(const Pattern&, In values, In x, Out y);

/// Row by row what a walk over a matrix gathers, for the threads of a team (team.hpp): every one
/// takes stretches of columns, whose rows are put together after in the order of the stretches.
/// Stretches depend on the pattern alone, so that sums are the same bits on any number of threads.
class RowGatherer {
 public:
  explicit RowGatherer(const Pattern&);
  /// y[i] = scale[i] times the sum of row i of A x.
  void multiply(In values, In x, In scale, Out y);
  /// y[i] = largest absolute value in row i.
  void largest(In values, Out y);

 private:
  template <class Gather, class Join>
  void walk(Gather&& gather, Join&& join);
  const Pattern* pattern_;
  std::vector<Index> first_column_;  ///< of every stretch, and the end
  std::vector<double> rows_;         ///< by stretch
};

/// Throws std::invalid_argument with row and column unless the pattern is square, its rows sorted,
/// in range and without duplicates.
void check_pattern(const Pattern&);

/// The matrix of one Newton system (eq. S7): row i is a_i e_i + b_i (J_i + shift e_i).
/// Its pattern is that of the Jacobian with the diagonal added, so it is the same in every
/// iteration and for every set of active bounds. A Jacobian's that has the diagonal is read where
/// it is: it must stay there.
class NewtonMatrix {
 public:
  NewtonMatrix() = default;
  NewtonMatrix(const NewtonMatrix&) = delete;
  NewtonMatrix& operator=(const NewtonMatrix&) = delete;
  void analyze(const Pattern& jacobian);
  void assemble(In a, In b, In jacobian_values, double shift = 0);
  const Pattern& pattern() const { return *pattern_; }
  In values() const { return values_; }

 private:
  void insert_diagonal(const Pattern& jacobian);

  const Pattern* pattern_ = nullptr;  // the Jacobian's, or own_
  Pattern own_;
  std::vector<double> values_;
  std::vector<Index> place_;     // in own_ of each Jacobian non-zero
  std::vector<Index> diagonal_;  // of each diagonal entry
};

}  // namespace yuqian::solvers
