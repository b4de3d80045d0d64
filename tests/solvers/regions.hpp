// SPDX-License-Identifier: Apache-2.0
// Matrices and problems with the structure of regional models: dense within a region, one cell to
// the same cell of other regions, a border that belongs to all.
#pragma once

#include <random>
#include <vector>

#include "solvers/mcp.hpp"

namespace regions {

using namespace yuqian::solvers;
using Vector = std::vector<double>;

struct Matrix {
  Pattern pattern;
  Vector values;
  std::vector<Index> partition;
};

/// regions x cells unknowns and a border, in scattered order. `coupling` is the size of the entries
/// between regions beside diagonals of about two.
inline Matrix random_matrix(std::mt19937& random, Index regions, Index cells, Index border,
                            double coupling) {
  std::normal_distribution<double> normal;
  const Index n = regions * cells + border;
  std::vector<Index> order(n);
  for (Index i = 0; i < n; ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  Matrix m;
  m.partition.resize(n);
  for (Index i = 0; i < n; ++i) m.partition[i] = order[i] < regions * cells ? order[i] / cells : -1;
  m.pattern.column_start.push_back(0);
  for (Index j = 0; j < n; ++j) {
    for (Index i = 0; i < n; ++i) {
      const Index a = order[i], b = order[j];
      const Index p = m.partition[i], q = m.partition[j];
      double value = 0;
      if (i == j)
        value = 2 + 0.2 * normal(random);
      else if (p < 0 || q < 0)
        value = normal(random) / std::sqrt(static_cast<double>(cells));
      else if (p == q && (a + b) % 3 != 0)
        value = normal(random) / std::sqrt(static_cast<double>(2 * cells));
      else if (p != q && a % cells == b % cells)
        value = coupling * normal(random);
      if (value == 0) continue;
      m.pattern.row.push_back(i);
      m.values.push_back(value);
    }
    m.pattern.column_start.push_back(m.pattern.non_zeros());
  }
  return m;
}

}  // namespace regions
