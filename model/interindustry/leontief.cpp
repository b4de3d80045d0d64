// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/leontief.hpp>

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>

namespace yuqian::interindustry {
namespace {

[[noreturn]] void refuse(const IoTable& t, const char* what) {
  // The columns that take most of their output in inputs are where to look.
  Vector share = t.flows.colwise().sum().transpose();
  share = t.per_output(share);
  std::vector<int> order(static_cast<std::size_t>(t.cells()));
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) { return share(a) > share(b); });
  order.resize(std::min<std::size_t>(3, order.size()));
  std::vector<std::string> worst;
  for (const int j : order)
    worst.push_back(fmt::format("{} ({:.4g} of inputs per unit)", t.label(j), share(j)));
  throw data::InputError(
      {{},
       fmt::format("{}; the cells that use most per unit of output: {}", what,
                   fmt::join(worst, ", ")),
       t.label(order.front()),
       "a table must make more than it uses: correct these columns, or merge them with others"});
}

}  // namespace

Matrix leontief_matrix(const IoTable& t) {
  const int n = t.cells();
  const Eigen::RowVectorXd per_unit =
      (t.output.array() > 0).select(t.output.array().inverse(), 0.0).matrix().transpose();
  Matrix m(n, n);
  for (int i = 0; i < n; ++i) {
    m.row(i) = -t.flows.row(i).cwiseProduct(per_unit);
    m(i, i) += 1;
  }
  return m;
}

Matrix region_sums(const IoTable& t) {
  Matrix sums = Matrix::Zero(t.regions.size(), t.cells());
  for (int i = 0; i < t.cells(); ++i) sums(t.region_of(i), i) = 1;
  return sums;
}

Leontief::Leontief(const IoTable& t) : table_(t) {
  require_usable(t);
  lu_.emplace(leontief_matrix(t));
  if (lu_->singular()) refuse(t, "the matrix I - A of the table has no inverse");
  // For A >= 0 a vector q > 0 with q'(I - A) > 0 exists exactly where the series converges; q =
  // L'1.
  if (!(t.flows.minCoeff() < 0) && !(totals(Vector::Ones(size())).minCoeff() > 1 - 1e-9))
    refuse(t,
           "the table uses more of its goods than it makes, so that nothing is left for final "
           "use");
}

Matrix Leontief::solve(const Matrix& y) const { return lu_ ? lu_->solve(y) : Matrix(inverse_ * y); }

Matrix Leontief::times(const Matrix& w) const {
  return lu_ ? Matrix(lu_->solve_transposed(w.transpose()).transpose()) : Matrix(w * inverse_);
}

Vector Leontief::totals(const Vector& weight) const {
  return times(weight.transpose()).transpose();
}

Matrix Leontief::apply(const Matrix& x) const {
  const Vector per_unit = table_.per_output(Vector::Ones(size()));
  return table_.flows * (per_unit.asDiagonal() * x);
}

const Matrix& Leontief::inverse() const {
  if (lu_) {
    inverse_ = std::move(*lu_).take_inverse();
    lu_.reset();
  }
  return inverse_;
}

}  // namespace yuqian::interindustry
