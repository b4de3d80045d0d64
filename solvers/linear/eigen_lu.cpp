// SPDX-License-Identifier: Apache-2.0
#include <Eigen/Sparse>
#include <Eigen/SparseLU>
#include <algorithm>

#include <yuqian/solvers/linear/linear_solver.hpp>

namespace yuqian::solvers {
namespace {

using SparseMatrix = Eigen::SparseMatrix<double, Eigen::ColMajor, Index>;
using Eigen::VectorXd;

/// Sparse LU of Eigen with a COLAMD ordering found once for the pattern.
class EigenLu final : public LinearSolver {
 public:
  std::string_view name() const override { return "sparse LU (Eigen)"; }

  void analyze(const Pattern& pattern, std::span<const Index>) override {
    const Index n = pattern.size();
    matrix_.resize(n, n);
    matrix_.resizeNonZeros(pattern.non_zeros());
    std::copy(pattern.column_start.begin(), pattern.column_start.end(), matrix_.outerIndexPtr());
    std::copy(pattern.row.begin(), pattern.row.end(), matrix_.innerIndexPtr());
    std::fill_n(matrix_.valuePtr(), pattern.non_zeros(), 1.0);
    lu_.analyzePattern(matrix_);
  }

  LinearStatus factorize(In values) override {
    std::copy(values.begin(), values.end(), matrix_.valuePtr());
    lu_.factorize(matrix_);
    factorized_ = lu_.info() == Eigen::Success;
    return factorized_ ? LinearStatus::ok : LinearStatus::singular;
  }

  LinearStatus solve(In rhs, Out x) override {
    if (!factorized_) return LinearStatus::singular;
    const Eigen::Map<const VectorXd> b(rhs.data(), matrix_.rows());
    return store(lu_.solve(b), x);
  }

  LinearStatus solve_transpose(In rhs, Out x) override {
    if (!factorized_) return LinearStatus::singular;
    const Eigen::Map<const VectorXd> b(rhs.data(), matrix_.rows());
    return store(lu_.transpose().solve(b), x);
  }

 private:
  static LinearStatus store(const VectorXd& result, Out x) {
    std::copy_n(result.data(), result.size(), x.begin());
    return result.allFinite() ? LinearStatus::ok : LinearStatus::singular;
  }

  SparseMatrix matrix_;
  Eigen::SparseLU<SparseMatrix, Eigen::COLAMDOrdering<Index>> lu_;
  bool factorized_ = false;
};

}  // namespace

std::unique_ptr<LinearSolver> make_eigen_lu() { return std::make_unique<EigenLu>(); }

}  // namespace yuqian::solvers
