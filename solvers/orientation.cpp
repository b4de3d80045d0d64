// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/orientation.hpp>

#include <Eigen/Sparse>
#include <Eigen/SparseLU>

#include <vector>

namespace yuqian::solvers {
namespace {

/// Position of each row among those that hold no bound; -1 where one is held, which is where the
/// bound is nearer than the equation.
std::vector<Index> free_rows(const Mcp& problem, In x, In f) {
  const In lower = problem.lower(), upper = problem.upper();
  std::vector<Index> position(x.size(), -1);
  Index count = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (lower[i] < upper[i] && x[i] - lower[i] > f[i] && upper[i] - x[i] > -f[i])
      position[i] = count++;
  return position;
}

}  // namespace

int orientation(Mcp& problem, In x) {
  const Pattern& pattern = problem.pattern();
  std::vector<double> f(x.size()), values(static_cast<std::size_t>(pattern.non_zeros()));
  if (problem.residual(x, f) != Evaluation::ok || problem.jacobian(x, values) != Evaluation::ok)
    return 0;
  const std::vector<Index> position = free_rows(problem, x, f);
  std::vector<Eigen::Triplet<double, Index>> entries;
  entries.reserve(values.size());
  Index size = 0;
  for (Index c = 0; c < pattern.size(); ++c) {
    const Index column = position[static_cast<std::size_t>(c)];
    if (column < 0) continue;
    size = column + 1;
    const auto next = static_cast<std::size_t>(c) + 1;
    for (Index k = pattern.column_start[next - 1]; k < pattern.column_start[next]; ++k) {
      const Index row =
          position[static_cast<std::size_t>(pattern.row[static_cast<std::size_t>(k)])];
      if (row >= 0) entries.emplace_back(row, column, values[static_cast<std::size_t>(k)]);
    }
  }
  if (size == 0) return 1;
  Eigen::SparseMatrix<double, Eigen::ColMajor, Index> matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  Eigen::SparseLU<Eigen::SparseMatrix<double, Eigen::ColMajor, Index>, Eigen::COLAMDOrdering<Index>>
      lu;
  lu.compute(matrix);
  if (lu.info() != Eigen::Success) return 0;
  const double sign = lu.signDeterminant();
  return sign > 0 ? 1 : sign < 0 ? -1 : 0;
}

}  // namespace yuqian::solvers
