// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/interindustry/matrix.hpp>

namespace yuqian::interindustry {

/// LU factors of one square matrix with partial pivoting, in the memory of the matrix itself: on
/// LAPACK where the build found OpenBLAS, else on Eigen (decision 0021). Which of the two moves
/// results by rounding only.
class DenseLu {
 public:
  explicit DenseLu(Matrix m);

  /// A pivot is zero: the matrix has no inverse. Nothing below may be called then.
  bool singular() const { return singular_; }
  Matrix solve(const Matrix& b) const;             ///< M^-1 b
  Matrix solve_transposed(const Matrix& b) const;  ///< M'^-1 b
  /// M^-1; the factors are gone afterwards.
  Matrix take_inverse() &&;

  /// "openblas" or "eigen".
  static const char* backend();

 private:
  Matrix solved(const Matrix& b, char transposed) const;
  Matrix factors_;
  std::vector<int> pivots_;
  bool singular_ = false;
};

}  // namespace yuqian::interindustry
