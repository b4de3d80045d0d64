// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/sparse.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace yuqian::solvers {

void multiply(const Pattern& p, In values, In x, Out y) {
  std::fill(y.begin(), y.end(), 0.0);
  for (Index j = 0; j < p.size(); ++j)
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
      y[p.row[k]] += values[k] * x[j];
}

void multiply_transpose(const Pattern& p, In values, In x, Out y) {
  for (Index j = 0; j < p.size(); ++j) {
    double sum = 0;
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
      sum += values[k] * x[p.row[k]];
    y[j] = sum;
  }
}

void check_pattern(const Pattern& p) {
  const auto fail = [](const std::string& what) {
    throw std::invalid_argument("sparsity pattern: " + what);
  };
  if (p.column_start.empty() || p.column_start.front() != 0) fail("column_start must begin with 0");
  if (p.column_start.back() != p.non_zeros())
    fail("column_start ends with " + std::to_string(p.column_start.back()) + " but there are " +
         std::to_string(p.non_zeros()) + " rows");
  for (Index j = 0; j < p.size(); ++j) {
    if (p.column_start[j + 1] < p.column_start[j])
      fail("column " + std::to_string(j) + " ends before it starts");
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k) {
      const auto refuse = [&](const char* what) {
        fail("row " + std::to_string(p.row[k]) + " in column " + std::to_string(j) + what);
      };
      if (p.row[k] < 0 || p.row[k] >= p.size()) refuse(" is out of range");
      if (k > p.column_start[j] && p.row[k] <= p.row[k - 1])
        refuse(" is a duplicate or not sorted");
    }
  }
}

void NewtonMatrix::analyze(const Pattern& jacobian) {
  const Index n = jacobian.size();
  pattern_.column_start.assign(1, 0);
  pattern_.row.clear();
  pattern_.row.reserve(jacobian.row.size() + n);
  place_.resize(jacobian.row.size());
  diagonal_.resize(n);
  for (Index j = 0; j < n; ++j) {
    bool have_diagonal = false;
    const auto add_diagonal = [&] {
      diagonal_[j] = pattern_.non_zeros();
      pattern_.row.push_back(j);
      have_diagonal = true;
    };
    for (Index k = jacobian.column_start[j]; k < jacobian.column_start[j + 1]; ++k) {
      const Index i = jacobian.row[k];
      if (i >= j && !have_diagonal) add_diagonal();
      place_[k] = i == j ? diagonal_[j] : pattern_.non_zeros();
      if (i != j) pattern_.row.push_back(i);
    }
    if (!have_diagonal) add_diagonal();
    pattern_.column_start.push_back(pattern_.non_zeros());
  }
  values_.assign(pattern_.row.size(), 0.0);
  if (pattern_.row.size() == jacobian.row.size()) place_ = {};  // and its memory
}

void NewtonMatrix::assemble(In a, In b, In jacobian_values, double shift) {
  if (place_.empty()) {
    for (std::size_t k = 0; k < values_.size(); ++k)
      values_[k] = b[pattern_.row[k]] * jacobian_values[k];
  } else {
    for (const Index k : diagonal_) values_[k] = 0;
    for (std::size_t k = 0; k < place_.size(); ++k)
      values_[place_[k]] = b[pattern_.row[place_[k]]] * jacobian_values[k];
  }
  for (Index j = 0; j < pattern_.size(); ++j) values_[diagonal_[j]] += a[j] + b[j] * shift;
}

}  // namespace yuqian::solvers
