// SPDX-License-Identifier: Apache-2.0
#include "model/report/leontief.hpp"

#include <Eigen/LU>

#include <stdexcept>

namespace yuqian::model {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Matrix inverse(const FlowTable& t) {
  const int n = t.cells();
  const Eigen::Map<const Matrix> flows(t.flows.data(), n, n);
  Matrix a = Matrix::Identity(n, n);
  for (int j = 0; j < n; ++j) {
    const double output = t.output[static_cast<std::size_t>(j)];
    if (!(output > 0)) continue;
    a.col(j) -= flows.col(j) / output;
  }
  const Matrix inverse = a.partialPivLu().inverse();
  // A productive table has the series 1 + A + A^2 ... as its inverse, all of whose terms are >= 0.
  if (!(inverse.minCoeff() > -1e-9))
    throw std::domain_error("an interregional table that uses more than it makes");
  return inverse;
}

}  // namespace

std::vector<double> leontief_inverse(const FlowTable& t) {
  const Matrix l = inverse(t);
  return {l.data(), l.data() + l.size()};
}

Linkages linkages(const FlowTable& t) {
  const Matrix l = inverse(t);
  const auto n = static_cast<std::size_t>(t.cells());
  Linkages k{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n),
             std::vector<double>(n), std::vector<double>(n)};
  for (int i = 0; i < t.cells(); ++i)
    for (int j = 0; j < t.cells(); ++j) {
      const auto from = static_cast<std::size_t>(i), to = static_cast<std::size_t>(j);
      const bool own = i / t.sectors == j / t.sectors;
      (own ? k.backward_own : k.backward_other)[to] += l(i, j);
      // Ghosh's inverse is Leontief's between amounts instead of shares: g_ij = l_ij x_j / x_i.
      if (t.output[from] > 0)
        (own ? k.forward_own : k.forward_other)[from] += l(i, j) * t.output[to] / t.output[from];
    }
  for (int j = 0; j < t.cells(); ++j) {
    const auto at = static_cast<std::size_t>(j);
    k.extraction[at] = (k.backward_own[at] + k.backward_other[at]) * t.output[at] / l(j, j);
  }
  return k;
}

}  // namespace yuqian::model
