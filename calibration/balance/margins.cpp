// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/margins.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <utility>

namespace yuqian::calibration {
namespace {

double largest_margin(const Margins& m) {
  double top = 0.0;
  for (const double v : m.rows) top = std::max(top, std::abs(v));
  for (const double v : m.columns) top = std::max(top, std::abs(v));
  return top > 0.0 ? top : 1.0;
}

std::string number(double v) {
  char text[40];
  std::snprintf(text, sizeof text, "%.10g", v);
  return text;
}

/// Names of the rows or columns with the largest gaps, with their sums.
std::vector<std::string> worst(const std::vector<double>& sums, const std::vector<double>& margins,
                               const std::function<std::string(int)>& name, double tolerance,
                               std::string& text, const char* kind) {
  std::vector<int> order(sums.size());
  std::iota(order.begin(), order.end(), 0);
  const auto gap = [&](int k) { return std::abs(sums[at(k)] - margins[at(k)]); };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return gap(a) > gap(b); });
  std::vector<std::string> names;
  for (std::size_t k = 0; k < order.size() && k < 5 && gap(order[k]) > tolerance; ++k) {
    const auto at = static_cast<std::size_t>(order[k]);
    names.push_back(name(order[k]));
    text += std::string("; ") + kind + " " + names.back() + " adds up to " + number(sums[at]) +
            " and should to " + number(margins[at]);
  }
  return names;
}

/// A margin that the signs of its cells exclude.
void require_signs(const std::vector<double>& margins, const std::vector<char>& positive,
                   const std::vector<char>& negative, const std::function<std::string(int)>& name,
                   const char* kind, std::string& text, std::vector<std::string>& names) {
  for (std::size_t k = 0; k < margins.size(); ++k) {
    const bool excluded = (margins[k] > 0.0 && !positive[k]) || (margins[k] < 0.0 && !negative[k]);
    if (!excluded) continue;
    names.push_back(name(static_cast<int>(k)));
    if (names.size() <= 5)
      text += std::string("; ") + kind + " " + names.back() + " should add up to " +
              number(margins[k]) + " but has no " + (margins[k] > 0.0 ? "positive" : "negative") +
              " cell";
  }
}

}  // namespace

void SparseMatrix::add(int r, int c, double v) {
  if (v == 0.0) return;
  row.push_back(r);
  column.push_back(c);
  value.push_back(v);
}

std::vector<double> SparseMatrix::row_sums() const {
  std::vector<double> sums(static_cast<std::size_t>(rows), 0.0);
  for (std::size_t k = 0; k < value.size(); ++k) sums[at(row[k])] += value[k];
  return sums;
}

std::vector<double> SparseMatrix::column_sums() const {
  std::vector<double> sums(static_cast<std::size_t>(columns), 0.0);
  for (std::size_t k = 0; k < value.size(); ++k) sums[at(column[k])] += value[k];
  return sums;
}

SparseMatrix sparse(std::span<const double> values, int rows, int columns) {
  SparseMatrix matrix{rows, columns, {}, {}, {}};
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      matrix.add(r, c,
                 values[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) +
                        static_cast<std::size_t>(c)]);
  return matrix;
}

std::vector<double> dense(const SparseMatrix& m) {
  std::vector<double> out(static_cast<std::size_t>(m.rows) * static_cast<std::size_t>(m.columns),
                          0.0);
  for (std::size_t k = 0; k < m.value.size(); ++k)
    out[static_cast<std::size_t>(m.row[k]) * static_cast<std::size_t>(m.columns) +
        static_cast<std::size_t>(m.column[k])] += m.value[k];
  return out;
}

std::string Margins::row_name(int r) const {
  const auto k = static_cast<std::size_t>(r);
  return k < row_names.size() ? row_names[k] : std::to_string(r + 1);
}

std::string Margins::column_name(int c) const {
  const auto k = static_cast<std::size_t>(c);
  return k < column_names.size() ? column_names[k] : std::to_string(c + 1);
}

InfeasibleMargins::InfeasibleMargins(std::string message, std::vector<std::string> rows,
                                     std::vector<std::string> columns)
    : std::runtime_error(std::move(message)),
      rows_(std::move(rows)),
      columns_(std::move(columns)) {}

void require_feasible(const SparseMatrix& matrix, const Margins& m) {
  if (static_cast<int>(m.rows.size()) != matrix.rows ||
      static_cast<int>(m.columns.size()) != matrix.columns)
    throw InfeasibleMargins("the margins have another size than the matrix", {}, {});
  const auto finite = [](double v) { return std::isfinite(v); };
  if (!std::all_of(m.rows.begin(), m.rows.end(), finite) ||
      !std::all_of(m.columns.begin(), m.columns.end(), finite) ||
      !std::all_of(matrix.value.begin(), matrix.value.end(), finite))
    throw InfeasibleMargins("a margin or a cell is not a finite number", {}, {});
  const double by_rows = std::accumulate(m.rows.begin(), m.rows.end(), 0.0);
  const double by_columns = std::accumulate(m.columns.begin(), m.columns.end(), 0.0);
  double size = 0.0;
  for (const double v : m.rows) size += std::abs(v);
  if (std::abs(by_rows - by_columns) > 1e-9 * std::max(size, 1e-300))
    throw InfeasibleMargins("the row margins add up to " + number(by_rows) +
                                ", the column margins to " + number(by_columns) +
                                ": they must be equal",
                            {}, {});
  std::vector<char> row_plus(m.rows.size()), row_minus(m.rows.size()),
      column_plus(m.columns.size()), column_minus(m.columns.size());
  for (std::size_t k = 0; k < matrix.value.size(); ++k) {
    const auto r = static_cast<std::size_t>(matrix.row[k]),
               c = static_cast<std::size_t>(matrix.column[k]);
    (matrix.value[k] > 0.0 ? row_plus : row_minus)[r] = 1;
    (matrix.value[k] > 0.0 ? column_plus : column_minus)[c] = 1;
  }
  std::string text;
  std::vector<std::string> rows, columns;
  require_signs(
      m.rows, row_plus, row_minus, [&](int r) { return m.row_name(r); }, "row", text, rows);
  require_signs(
      m.columns, column_plus, column_minus, [&](int c) { return m.column_name(c); }, "column", text,
      columns);
  if (!text.empty()) throw InfeasibleMargins("infeasible margins" + text, rows, columns);
}

double worst_gap(const SparseMatrix& matrix, const Margins& m) {
  const auto rows = matrix.row_sums(), columns = matrix.column_sums();
  double gap = 0.0;
  for (std::size_t r = 0; r < rows.size(); ++r) gap = std::max(gap, std::abs(rows[r] - m.rows[r]));
  for (std::size_t c = 0; c < columns.size(); ++c)
    gap = std::max(gap, std::abs(columns[c] - m.columns[c]));
  return gap / largest_margin(m);
}

void throw_not_reached(const SparseMatrix& matrix, const Margins& m, const std::string& method) {
  std::string text = method +
                     " does not reach the margins: they exclude each other, given the zeros "
                     "and signs of the matrix";
  const double tolerance = 1e-12 * largest_margin(m);
  const auto rows = worst(
      matrix.row_sums(), m.rows, [&](int r) { return m.row_name(r); }, tolerance, text, "row");
  const auto columns = worst(
      matrix.column_sums(), m.columns, [&](int c) { return m.column_name(c); }, tolerance, text,
      "column");
  throw InfeasibleMargins(text, rows, columns);
}

double share_moved(std::span<const double> before, std::span<const double> after) {
  double moved = 0.0, size = 0.0;
  for (std::size_t k = 0; k < before.size(); ++k) {
    moved += std::abs(after[k] - before[k]);
    size += std::abs(before[k]);
  }
  return size > 0.0 ? moved / size : 0.0;
}

}  // namespace yuqian::calibration
