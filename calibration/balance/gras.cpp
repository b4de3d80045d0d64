// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/gras.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::calibration {
namespace {

/// One half of a sweep: brings the sums over `index` to `totals`.
void scale(SparseMatrix& m, const std::vector<int>& index, const std::vector<double>& totals,
           std::vector<double>& plus, std::vector<double>& minus) {
  plus.assign(totals.size(), 0.0);
  minus.assign(totals.size(), 0.0);
  for (std::size_t k = 0; k < m.value.size(); ++k) {
    const auto at = static_cast<std::size_t>(index[k]);
    if (m.value[k] > 0.0)
      plus[at] += m.value[k];
    else
      minus[at] -= m.value[k];
  }
  for (std::size_t at = 0; at < totals.size(); ++at)
    plus[at] = gras_multiplier(plus[at], minus[at], totals[at]);
  for (std::size_t k = 0; k < m.value.size(); ++k) {
    const double multiplier = plus[at(index[k])];
    if (m.value[k] > 0.0)
      m.value[k] *= multiplier;
    else if (m.value[k] < 0.0)
      m.value[k] /= multiplier;
  }
}

}  // namespace

double gras_multiplier(double p, double n, double total) {
  if (p == 0.0 && n == 0.0) return 1.0;
  if (n == 0.0) return std::max(total, 0.0) / p;
  const double root = std::sqrt(total * total + 4.0 * p * n);
  // Two forms of one root: each is free of cancellation on its side of zero.
  return total >= 0.0 && p > 0.0 ? (total + root) / (2.0 * p) : 2.0 * n / (root - total);
}

BalancingReport gras(SparseMatrix& matrix, const Margins& margins, const GrasOptions& options) {
  require_feasible(matrix, margins);
  const std::vector<double> before = matrix.value;
  std::vector<double> plus, minus;
  BalancingReport report;
  for (report.worst_gap = worst_gap(matrix, margins);
       report.worst_gap > options.tolerance && report.iterations < options.max_iterations;
       ++report.iterations) {
    scale(matrix, matrix.row, margins.rows, plus, minus);
    scale(matrix, matrix.column, margins.columns, plus, minus);
    report.worst_gap = worst_gap(matrix, margins);
  }
  if (!(report.worst_gap <= options.tolerance)) throw_not_reached(matrix, margins, "GRAS");
  report.moved = share_moved(before, matrix.value);
  return report;
}

}  // namespace yuqian::calibration
