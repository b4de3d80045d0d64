// SPDX-License-Identifier: Apache-2.0
#include <Eigen/Dense>
#include <cmath>

#include <yuqian/solvers/linear/linear_solver.hpp>

namespace yuqian::solvers {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Dense LU with partial pivoting: fastest below some tens of unknowns, and the reference for
/// tests.
class DenseLu final : public LinearSolver {
 public:
  std::string_view name() const override { return "dense LU"; }

  void analyze(const Pattern& pattern, std::span<const Index>) override {
    pattern_ = &pattern;
    matrix_.setZero(pattern.size(), pattern.size());
    lu_ = Eigen::PartialPivLU<MatrixXd>(pattern.size());
  }

  LinearStatus factorize(In values) override {
    const Index n = pattern_->size();
    for (Index j = 0; j < n; ++j)
      for (Index k = pattern_->column_start[j]; k < pattern_->column_start[j + 1]; ++k)
        matrix_(pattern_->row[k], j) = values[k];
    if (n == 0) return LinearStatus::ok;
    lu_.compute(matrix_);
    for (Index i = 0; i < n; ++i) {
      const double pivot = lu_.matrixLU()(i, i);
      if (!(std::abs(pivot) > 0) || !std::isfinite(pivot)) return LinearStatus::singular;
    }
    return LinearStatus::ok;
  }

  LinearStatus solve(In rhs, Out x) override {
    const Eigen::Map<const VectorXd> b(rhs.data(), pattern_->size());
    Eigen::Map<VectorXd> result(x.data(), pattern_->size());
    result.noalias() = lu_.permutationP() * b;
    lu_.matrixLU().triangularView<Eigen::UnitLower>().solveInPlace(result);
    lu_.matrixLU().triangularView<Eigen::Upper>().solveInPlace(result);
    return result.allFinite() ? LinearStatus::ok : LinearStatus::singular;
  }

  LinearStatus solve_transpose(In rhs, Out x) override {
    const Eigen::Map<const VectorXd> b(rhs.data(), pattern_->size());
    Eigen::Map<VectorXd> result(x.data(), pattern_->size());
    result = b;
    lu_.matrixLU().transpose().triangularView<Eigen::Lower>().solveInPlace(result);
    lu_.matrixLU().transpose().triangularView<Eigen::UnitUpper>().solveInPlace(result);
    result = (lu_.permutationP().transpose() * result).eval();
    return result.allFinite() ? LinearStatus::ok : LinearStatus::singular;
  }

 private:
  const Pattern* pattern_ = nullptr;
  MatrixXd matrix_;
  Eigen::PartialPivLU<MatrixXd> lu_;
};

}  // namespace

std::unique_ptr<LinearSolver> make_dense_lu() { return std::make_unique<DenseLu>(); }

}  // namespace yuqian::solvers
