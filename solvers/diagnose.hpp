// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/solvers/matching.hpp>
#include <yuqian/solvers/mcp.hpp>
#include <yuqian/solvers/text.hpp>

namespace yuqian::solvers {

/// A row or unknown with its weight in a null vector; the largest weight is one.
struct Weighted {
  Index index;
  double weight;
};

/// Why the Newton matrix at a point does not determine a step.
struct Diagnosis {
  Structure structure;
  std::vector<Index> empty_rows, empty_columns;
  /// Smallest singular value over the largest row sum; negative if not computed.
  double smallest = -1;
  /// Weights of equations whose sum is (nearly) free of every unknown; empty if regular.
  std::vector<Weighted> redundant;
  /// Unknowns that can move together without changing any equation; empty if regular.
  std::vector<Weighted> undetermined;
  /// Value of the redundant combination: zero if one equation follows from the others, otherwise
  /// they contradict each other to first order.
  double contradiction = 0;

  bool regular() const { return structure.over_rows.empty() && redundant.empty(); }
  /// Sentences with the labels of the problem; empty if nothing is wrong.
  Text text(const Mcp&) const;
};

/// Diagnoses diag(a) + diag(b) J at x (eq. S7): rows at an active bound count as x_i = bound.
/// The null vectors cost one sparse LU and are computed up to `numeric_below` unknowns.
/// Throws std::runtime_error if F or J cannot be evaluated at x.
Diagnosis diagnose(Mcp&, In x, Index numeric_below = 6000);

}  // namespace yuqian::solvers
