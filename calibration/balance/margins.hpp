// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace yuqian::calibration {

/// A sparse matrix to be balanced: cell k stands at (row[k], column[k]) with value[k]. Cells that
/// are not listed are zero and stay zero.
struct SparseMatrix {
  int rows = 0, columns = 0;
  std::vector<int> row, column;
  std::vector<double> value;

  void add(int r, int c, double v);  ///< skips zeros
  std::vector<double> row_sums() const;
  std::vector<double> column_sums() const;
};

/// A dense matrix, row by row, without its zeros.
SparseMatrix sparse(std::span<const double> dense, int rows, int columns);
/// The dense matrix of a sparse one.
std::vector<double> dense(const SparseMatrix& matrix);

/// What rows and columns must add up to, and their names for messages (may be empty).
struct Margins {
  std::vector<double> rows, columns;
  std::vector<std::string> row_names, column_names;

  std::string row_name(int r) const;
  std::string column_name(int c) const;
};

/// No matrix with the signs of the given one has these margins; what() names the rows and columns.
class InfeasibleMargins : public std::runtime_error {
 public:
  InfeasibleMargins(std::string message, std::vector<std::string> rows,
                    std::vector<std::string> columns);
  const std::vector<std::string>& rows() const { return rows_; }
  const std::vector<std::string>& columns() const { return columns_; }

 private:
  std::vector<std::string> rows_, columns_;
};

/// Refuses what can be seen beforehand: margins of the wrong size or not finite, totals that differ
/// by more than 1e-9, a margin whose sign no cell of its row or column has.
void require_feasible(const SparseMatrix& matrix, const Margins& margins);

/// The largest gap of a row or column to its margin, relative to the largest margin.
double worst_gap(const SparseMatrix& matrix, const Margins& margins);

/// The error of a method that stopped at a gap: names the five rows and columns with the largest.
[[noreturn]] void throw_not_reached(const SparseMatrix& matrix, const Margins& margins,
                                    const std::string& method);

/// How a balancing went.
struct BalancingReport {
  int iterations = 0;
  double worst_gap = 0.0;  ///< relative to the largest margin
  double moved = 0.0;      ///< sum |x - x0| / sum |x0|
};

/// sum |after - before| / sum |before|.
double share_moved(std::span<const double> before, std::span<const double> after);

}  // namespace yuqian::calibration
