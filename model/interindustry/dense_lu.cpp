// SPDX-License-Identifier: Apache-2.0
// LAPACK counts by columns and our matrices by rows, so that it sees M': its factors of M' solve
// with M when it is asked for the transposed system, and its inverse of M' is ours of M. Nothing is
// copied but right-hand sides.
#include <yuqian/model/interindustry/dense_lu.hpp>

#include <cassert>

#ifdef YUQIAN_OPENBLAS
extern "C" {
void dgetrf_(const int* m, const int* n, double* a, const int* lda, int* pivots, int* info);
void dgetrs_(const char* trans, const int* n, const int* nrhs, const double* a, const int* lda,
             const int* pivots, double* b, const int* ldb, int* info, std::size_t);
void dgetri_(const int* n, double* a, const int* lda, const int* pivots, double* work,
             const int* lwork, int* info);
}
#else
#include <Eigen/LU>
#endif

namespace yuqian::interindustry {
namespace {

using ByColumn = Eigen::MatrixXd;

}  // namespace

#ifdef YUQIAN_OPENBLAS

const char* DenseLu::backend() { return "openblas"; }

DenseLu::DenseLu(Matrix m) : factors_(std::move(m)) {
  assert(factors_.rows() == factors_.cols());
  const int n = static_cast<int>(factors_.rows());
  pivots_.resize(static_cast<std::size_t>(n));
  int info = 0;
  dgetrf_(&n, &n, factors_.data(), &n, pivots_.data(), &info);
  singular_ = info != 0;
}

Matrix DenseLu::solved(const Matrix& b, char transposed) const {
  assert(!singular_ && b.rows() == factors_.rows());
  const int n = static_cast<int>(factors_.rows()), columns = static_cast<int>(b.cols());
  ByColumn x = b;
  int info = 0;
  dgetrs_(&transposed, &n, &columns, factors_.data(), &n, pivots_.data(), x.data(), &n, &info, 1);
  assert(info == 0);
  return x;
}

Matrix DenseLu::take_inverse() && {
  assert(!singular_);
  const int n = static_cast<int>(factors_.rows()), length = 64 * n;
  std::vector<double> work(static_cast<std::size_t>(length));
  int info = 0;
  dgetri_(&n, factors_.data(), &n, pivots_.data(), work.data(), &length, &info);
  assert(info == 0);
  return std::move(factors_);
}

#else

const char* DenseLu::backend() { return "eigen"; }

namespace {

using View = Eigen::Map<ByColumn>;
using ConstView = Eigen::Map<const ByColumn>;

}  // namespace

DenseLu::DenseLu(Matrix m) : factors_(std::move(m)) {
  assert(factors_.rows() == factors_.cols());
  const Eigen::Index n = factors_.rows();
  View by_column(factors_.data(), n, n);
  Eigen::PartialPivLU<Eigen::Ref<ByColumn>> lu(by_column);
  const auto& order = lu.permutationP().indices();
  pivots_.assign(order.data(), order.data() + n);
  singular_ = !(by_column.diagonal().cwiseAbs().minCoeff() > 0);
}

Matrix DenseLu::solved(const Matrix& b, char transposed) const {
  assert(!singular_ && b.rows() == factors_.rows());
  const ConstView lu(factors_.data(), factors_.rows(), factors_.rows());
  const Eigen::PermutationMatrix<Eigen::Dynamic> p(
      Eigen::Map<const Eigen::VectorXi>(pivots_.data(), factors_.rows()));
  ByColumn x = b;
  if (transposed == 'N') {
    x = p * x;
    lu.triangularView<Eigen::UnitLower>().solveInPlace(x);
    lu.triangularView<Eigen::Upper>().solveInPlace(x);
  } else {
    lu.transpose().triangularView<Eigen::Lower>().solveInPlace(x);
    lu.transpose().triangularView<Eigen::UnitUpper>().solveInPlace(x);
    x = p.transpose() * x;
  }
  return x;
}

Matrix DenseLu::take_inverse() && {
  const Eigen::Index n = factors_.rows();
  Matrix inverse = solve(Matrix::Identity(n, n));
  factors_.resize(0, 0);
  return inverse;
}

#endif

Matrix DenseLu::solve(const Matrix& b) const { return solved(b, 'T'); }
Matrix DenseLu::solve_transposed(const Matrix& b) const { return solved(b, 'N'); }

}  // namespace yuqian::interindustry
