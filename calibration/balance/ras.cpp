// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/model/maths/at.hpp>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

namespace yuqian::calibration {
namespace {

constexpr double weight = 1e-13;  // relative to a diagonal of one

/// Rows and columns with a total of zero lose their cells; what is left has positive totals.
void drop_empty(SparseMatrix& m, const Margins& margins) {
  SparseMatrix kept{m.rows, m.columns, {}, {}, {}};
  for (std::size_t k = 0; k < m.value.size(); ++k)
    if (margins.rows[at(m.row[k])] > 0.0 && margins.columns[at(m.column[k])] > 0.0)
      kept.add(m.row[k], m.column[k], m.value[k]);
  m = std::move(kept);
}

/// Multipliers that bring sums to their totals; a row without cells keeps one.
void match(std::vector<double>& multiplier, const std::vector<double>& totals,
           const std::vector<double>& sums) {
  for (std::size_t k = 0; k < totals.size(); ++k)
    if (sums[k] > 0.0) multiplier[k] = totals[k] / sums[k];
}

/// Sums of rows of cells times the multipliers of their columns. Cells of a row stand together, so
/// its sum stays in a register.
void weigh_rows(std::vector<double>& sums, const SparseMatrix& m,
                const std::vector<double>& multiplier) {
  std::fill(sums.begin(), sums.end(), 0.0);
  for (std::size_t k = 0; k < m.value.size();) {
    const int row = m.row[k];
    double sum = sums[at(row)];
    for (; k < m.value.size() && m.row[k] == row; ++k)
      sum += m.value[k] * multiplier[at(m.column[k])];
    sums[at(row)] = sum;
  }
}

/// The same of columns, whose cells stand apart.
void weigh_columns(std::vector<double>& sums, const SparseMatrix& m,
                   const std::vector<double>& multiplier) {
  std::fill(sums.begin(), sums.end(), 0.0);
  for (std::size_t k = 0; k < m.value.size(); ++k)
    sums[at(m.column[k])] += m.value[k] * multiplier[at(m.row[k])];
}

/// Sweeps x = r a s in which r and s alone change, so that one reads the cells twice and writes
/// none. Columns are met after each; the next one's sums of rows tell the gap. Returns the sweeps.
int sweep(SparseMatrix& m, const Margins& margins, const RasOptions& options) {
  double largest = 0;
  for (const auto* totals : {&margins.rows, &margins.columns})
    for (const double total : *totals) largest = std::max(largest, std::abs(total));
  std::vector<double> r(margins.rows.size(), 1.0), s(margins.columns.size(), 1.0), by_row(r.size()),
      by_column(s.size());
  int done = 0;
  for (; done < options.sweeps; ++done) {
    weigh_rows(by_row, m, s);
    double gap = 0;
    for (std::size_t k = 0; k < r.size(); ++k)
      gap = std::max(gap, std::abs(r[k] * by_row[k] - margins.rows[k]));
    if (done > 0 && gap <= options.tolerance * largest) break;
    match(r, margins.rows, by_row);
    weigh_columns(by_column, m, r);
    match(s, margins.columns, by_column);
  }
  for (std::size_t k = 0; k < m.value.size(); ++k)
    m.value[k] *= r[at(m.row[k])] * s[at(m.column[k])];
  return done;
}

/// One damped Newton step on the dual: minimise sum x_ij(a, b) - u'a - v'b over log multipliers a,
/// b.
void newton_step(SparseMatrix& m, const Margins& margins) {
  const int n = m.rows + m.columns;
  Eigen::MatrixXd hessian = Eigen::MatrixXd::Zero(n, n);
  Eigen::VectorXd gradient(n);
  for (int r = 0; r < m.rows; ++r) gradient[r] = -margins.rows[at(r)];
  for (int c = 0; c < m.columns; ++c) gradient[m.rows + c] = -margins.columns[at(c)];
  for (std::size_t k = 0; k < m.value.size(); ++k) {
    const int a = m.row[k], b = m.rows + m.column[k];
    gradient[a] += m.value[k];
    gradient[b] += m.value[k];
    hessian(a, a) += m.value[k];
    hessian(b, b) += m.value[k];
    hessian(a, b) += m.value[k];
    hessian(b, a) += m.value[k];
  }
  const Eigen::VectorXd scale =
      hessian.diagonal().cwiseMax(std::numeric_limits<double>::min()).cwiseSqrt();
  Eigen::MatrixXd scaled =
      scale.cwiseInverse().asDiagonal() * hessian * scale.cwiseInverse().asDiagonal();
  // The direction (1, -1) leaves x unchanged, in every part of the matrix that hangs together: a
  // weight on the diagonal, far below what any other direction has, keeps the step from going
  // there.
  scaled.diagonal().array() += weight;
  const Eigen::VectorXd right = -gradient.cwiseQuotient(scale);
  const Eigen::LLT<Eigen::MatrixXd> factor(scaled);
  const Eigen::VectorXd solved = factor.info() == Eigen::Success
                                     ? Eigen::VectorXd(factor.solve(right))
                                     : scaled.completeOrthogonalDecomposition().solve(right);
  Eigen::VectorXd step = solved.cwiseQuotient(scale);
  const double longest = step.cwiseAbs().maxCoeff();
  if (longest > 1.0) step /= longest;
  for (std::size_t k = 0; k < m.value.size(); ++k)
    m.value[k] *= std::exp(step[m.row[k]] + step[m.rows + m.column[k]]);
}

}  // namespace

BalancingReport ras(SparseMatrix& matrix, const Margins& margins, const RasOptions& options) {
  if (std::any_of(matrix.value.begin(), matrix.value.end(), [](double v) { return v < 0.0; }))
    throw InfeasibleMargins("RAS takes no negative cells: use GRAS", {}, {});
  require_feasible(matrix, margins);
  const std::vector<double> before = dense(matrix);
  drop_empty(matrix, margins);
  BalancingReport report;
  report.worst_gap = worst_gap(matrix, margins);
  if (report.worst_gap > options.tolerance) {
    report.iterations = sweep(matrix, margins, options);
    report.worst_gap = worst_gap(matrix, margins);
  }
  for (int step = 0; step < options.newton_steps && report.worst_gap > options.tolerance; ++step) {
    newton_step(matrix, margins);
    ++report.iterations;
    report.worst_gap = worst_gap(matrix, margins);
  }
  if (!(report.worst_gap <= options.tolerance)) throw_not_reached(matrix, margins, "RAS");
  report.moved = share_moved(before, dense(matrix));
  return report;
}

}  // namespace yuqian::calibration
