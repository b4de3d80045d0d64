// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

namespace yuqian::calibration {

/// A linear statement about cells: sum_k weight[k] x[cell[k]] = value, exact where `sd` is zero,
/// otherwise observed with that standard deviation.
struct Statement {
  std::vector<int> cell;
  std::vector<double> weight;
  double value = 0, sd = 0;

  double at(const std::vector<double>& x) const;  ///< the left side
};

/// Estimates that know how sure they are, and statements that they must fit.
struct LeastSquares {
  std::vector<double> prior;
  std::vector<double> variance;  ///< of the prior's errors, independent; 0: the cell is fixed
  std::vector<Statement> statements;
};

/// Generalised least squares among positive cells (eq. 380 to 382): the cells nearest to the prior
/// in units of its standard deviations that meet the exact statements and come as near to the
/// observed ones as their errors ask. A cell above zero keeps its sign: below half its prior the
/// distance grows like the logarithm of what is left. Cells of zero and below move freely. Solved
/// by Newton's method on the dual, which is smooth and concave. Statements that repeat each other
/// are allowed. Nothing moves that no statement links with a gap: those cells keep their bits.
/// Source of the quadratic part: Stone, Champernowne and Meade 1942; Byron 1978.
class Adjustment {
 public:
  explicit Adjustment(LeastSquares problem);
  ~Adjustment();

  /// False where the exact statements exclude each other among positive cells; then `multipliers`
  /// are largest for the statements to blame.
  bool reached() const { return reached_; }
  const std::vector<double>& cells() const { return x_; }
  const std::vector<double>& multipliers() const { return lambda_; }  ///< by statement
  int iterations() const { return iterations_; }
  double worst_gap() const { return gap_; }  ///< of a statement, relative to its terms

  /// Posterior standard deviation of sum_k weight[k] x[cell[k]], from the curvature at the solution
  /// (eq. 382).
  double standard_error(const Statement&) const;

 private:
  struct System;
  void solve();

  LeastSquares problem_;
  std::unique_ptr<System> system_;
  std::vector<double> x_, lambda_;
  bool reached_ = false;
  int iterations_ = 0;
  double gap_ = 0;
};

}  // namespace yuqian::calibration
