// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <yuqian/model/interindustry/dense_lu.hpp>
#include <yuqian/model/interindustry/io_table.hpp>

namespace yuqian::interindustry {

/// Leontief's system of a table (eq. 202): A holds inputs per unit of output, L = (I - A)^-1 =
/// I + A + A^2 + ... One factorisation; the inverse only where it is asked for, in the memory of
/// the factors. A cell without output has a zero column and row of A: L has a unit there.
///
/// A table is productive where L exists and no cell needs more than it makes, directly and
/// indirectly: the series converges. With flows >= 0 that is so exactly where 1'L >= 1.
class Leontief {
 public:
  /// The table must outlive it. Throws data::InputError by require_usable(), and where the table is
  /// not productive, with the cells whose inputs exceed their output.
  explicit Leontief(const IoTable&);

  const IoTable& table() const { return table_; }
  int size() const { return table_.cells(); }
  /// a_ij = z_ij / x_j.
  double input(int i, int j) const {
    return table_.output(j) > 0 ? table_.flows(i, j) / table_.output(j) : 0.0;
  }
  Matrix solve(const Matrix& y) const;        ///< L y, y [cell, any]
  Matrix times(const Matrix& weights) const;  ///< w L, w [any, cell]
  Vector output_for(const Vector& y) const { return solve(y); }
  Vector totals(const Vector& weight) const;  ///< (w' L)', by cell
  Matrix apply(const Matrix& x) const;        ///< A x, x [cell, any]
  /// L itself; n^2 numbers, computed once.
  const Matrix& inverse() const;

 private:
  const IoTable& table_;
  mutable std::optional<DenseLu> lu_;
  mutable Matrix inverse_;
};

/// Leontief's matrix I - A.
Matrix leontief_matrix(const IoTable&);
/// Indicator of regions, [region, cell]: w of times() that sums rows by region.
Matrix region_sums(const IoTable&);

}  // namespace yuqian::interindustry
