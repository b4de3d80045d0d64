// SPDX-License-Identifier: Apache-2.0
// Matrices and problems with the structure of regional models: dense within a region, one cell to
// the same cell of other regions, a border that belongs to all.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <yuqian/solvers/mcp.hpp>
#include <yuqian/solvers/sparse.hpp>

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

/// A sparse problem with regions: x + x^2 / 2 at every cell less what comes from the other cells of
/// the region, from the same cell of other regions and from the border, less q. x >= 0; a border
/// unknown is the mean of the cells of its class, free. q moves with t from q0 to q1.
class Regional final : public ParametricMcp {
 public:
  Regional(unsigned seed, Index regions, Index cells, Index border, double shock)
      : cells_(regions * cells), shock_(shock) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> unit(0, 1);
    const Index n = cells_ + border;
    lower_.assign(n, 0.0);
    upper_.assign(n, std::numeric_limits<double>::infinity());
    for (Index b = cells_; b < n; ++b) lower_[b] = -upper_[b];
    for (Index i = 0; i < n; ++i) partition_.push_back(i < cells_ ? i / cells : -1);
    pattern_.column_start.push_back(0);
    for (Index j = 0; j < n; ++j) {
      for (Index i = 0; i < n; ++i) {
        double a = 0;
        if (i == j)
          a = 1;
        else if (i < cells_ && j < cells_ && i / cells == j / cells)
          a = -0.8 * unit(random) / cells;
        else if (i < cells_ && j < cells_ && i % cells == j % cells)
          a = -0.4 * unit(random) / regions;
        else if (i < cells_ && j >= cells_)
          a = -0.1 * unit(random);
        else if (i >= cells_ && j < cells_ && j % border == i - cells_)
          a = -1.0 * border / cells_;
        if (a == 0) continue;
        pattern_.row.push_back(i);
        matrix_.push_back(a);
      }
      pattern_.column_start.push_back(pattern_.non_zeros());
    }
    for (Index i = 0; i < n; ++i) {
      constant_.push_back(i < cells_ ? 1.2 * unit(random) - 0.4 : 0.0);
      change_.push_back(i < cells_ ? unit(random) - 0.5 : 0.0);
    }
  }
  Index size() const override { return static_cast<Index>(lower_.size()); }
  In lower() const override { return lower_; }
  In upper() const override { return upper_; }
  const Pattern& pattern() const override { return pattern_; }
  Evaluation residual(In x, Out f) override {
    multiply(pattern_, matrix_, x, f);
    for (Index i = 0; i < size(); ++i) f[i] -= constant_[i] + t_ * shock_ * change_[i];
    for (Index i = 0; i < cells_; ++i) f[i] += 0.5 * x[i] * x[i];
    return Evaluation::ok;
  }
  Evaluation jacobian(In x, Out values) override {
    std::copy(matrix_.begin(), matrix_.end(), values.begin());
    for (Index j = 0; j < cells_; ++j)
      for (Index k = pattern_.column_start[j]; k < pattern_.column_start[j + 1]; ++k)
        if (pattern_.row[k] == j) values[k] += x[j];
    return Evaluation::ok;
  }
  Evaluation jacobian_times(In x, In v, Out jv) override {
    multiply(pattern_, matrix_, v, jv);
    for (Index i = 0; i < cells_; ++i) jv[i] += x[i] * v[i];
    return Evaluation::ok;
  }
  Evaluation jacobian_transpose_times(In x, In v, Out jtv) override {
    multiply_transpose(pattern_, matrix_, v, jtv);
    for (Index i = 0; i < cells_; ++i) jtv[i] += x[i] * v[i];
    return Evaluation::ok;
  }
  std::span<const Index> partition() const override { return partition_; }
  void move_to(double t) override { t_ = t; }
  Evaluation path_derivative(In, Out dfdt) override {
    for (Index i = 0; i < size(); ++i) dfdt[i] = -shock_ * change_[i];
    return Evaluation::ok;
  }

 private:
  Index cells_;
  double shock_, t_ = 1;
  Vector lower_, upper_, matrix_, constant_, change_;
  Pattern pattern_;
  std::vector<Index> partition_;
};

}  // namespace regions
