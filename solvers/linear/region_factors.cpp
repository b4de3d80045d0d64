// SPDX-License-Identifier: Apache-2.0
#include "solvers/linear/detail/region_factors.hpp"

#include <algorithm>
#include <cmath>

namespace yuqian::solvers {
namespace {

using Eigen::MatrixXd;
using Lu = Eigen::PartialPivLU<MatrixXd>;
using Vector = Eigen::Map<Eigen::VectorXd>;
using ConstVector = Eigen::Map<const Eigen::VectorXd>;

/// False if a pivot is zero, not finite, or so small that the solves would be noise.
bool usable(const Lu& lu) {
  double smallest = std::numeric_limits<double>::infinity(), largest = 0;
  for (Eigen::Index i = 0; i < lu.rows(); ++i) {
    const double pivot = std::abs(lu.matrixLU()(i, i));
    if (!std::isfinite(pivot)) return false;
    smallest = std::min(smallest, pivot);
    largest = std::max(largest, pivot);
  }
  return lu.rows() == 0 || smallest > 1e-14 * largest;
}

void solve_in_place(const Lu& lu, Vector x, Vector spare) {
  spare.noalias() = lu.permutationP() * x;
  lu.matrixLU().triangularView<Eigen::UnitLower>().solveInPlace(spare);
  lu.matrixLU().triangularView<Eigen::Upper>().solveInPlace(spare);
  x = spare;
}

void solve_transpose_in_place(const Lu& lu, Vector x, Vector spare) {
  lu.matrixLU().transpose().triangularView<Eigen::Lower>().solveInPlace(x);
  lu.matrixLU().transpose().triangularView<Eigen::UnitUpper>().solveInPlace(x);
  spare = x;
  x.noalias() = lu.permutationP().transpose() * spare;
}

}  // namespace

RegionLayout::RegionLayout(const Pattern& p, std::span<const Index> partition) {
  const Index n = p.size();
  Index count = 0;
  for (const Index r : partition) count = std::max(count, r + 1);
  regions.resize(static_cast<std::size_t>(count));
  std::vector<Index> local(n);
  for (Index j = 0; j < n; ++j)
    local[j] = partition[j] < 0 ? border++ : regions[partition[j]].size++;
  for (auto& r : regions) {
    r.begin = border_begin;
    border_begin += r.size;
    largest = std::max(largest, r.size);
  }
  largest = std::max(largest, border);
  order.resize(n);
  for (Index j = 0; j < n; ++j)
    order[(partition[j] < 0 ? border_begin : regions[partition[j]].begin) + local[j]] = j;

  std::vector<std::vector<Index>> slot(regions.size());  // of a border column in a region
  for (auto& s : slot) s.assign(border, -1);
  for (Index j = 0; j < n; ++j)
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k) {
      const Index i = p.row[k], of_row = partition[i], of_column = partition[j];
      if (of_row < 0 && of_column < 0) {
        border_block.push_back({k, local[i], local[j]});
      } else if (of_row < 0) {
        regions[of_column].below.push_back({k, local[i], local[j]});
      } else if (of_column < 0) {
        auto& region = regions[of_row];
        Index& s = slot[of_row][local[j]];
        if (s < 0) {
          s = static_cast<Index>(region.border_columns.size());
          region.border_columns.push_back(local[j]);
        }
        region.right.push_back({k, local[i], s});
      } else if (of_row == of_column) {
        regions[of_row].block.push_back({k, local[i], local[j]});
      }
    }
}

void RegionFactors::reserve(const RegionLayout& layout) {
  regions.resize(layout.regions.size());
  for (std::size_t r = 0; r < regions.size(); ++r) {
    const auto& l = layout.regions[r];
    regions[r].lu = Lu(l.size);
    regions[r].w.resize(l.size, static_cast<Eigen::Index>(l.border_columns.size()));
    regions[r].below.resize(l.below.size());
  }
  schur = Lu(layout.border);
}

LinearStatus RegionFactors::factorize(const RegionLayout& layout, In values, MatrixXd& scratch) {
  for (std::size_t r = 0; r < regions.size(); ++r) {
    const auto& l = layout.regions[r];
    Region& f = regions[r];
    if (l.size == 0) continue;
    auto block = scratch.topLeftCorner(l.size, l.size);
    block.setZero();
    for (const auto& e : l.block) block(e.row, e.column) = values[e.source];
    f.lu.compute(block);
    if (!usable(f.lu)) return LinearStatus::singular;
    f.w.setZero();
    for (const auto& e : l.right) f.w(e.row, e.column) = values[e.source];
    for (Eigen::Index c = 0; c < f.w.cols(); ++c)  // scratch is free again: spare column
      solve_in_place(f.lu, Vector(f.w.col(c).data(), l.size), Vector(scratch.data(), l.size));
    for (std::size_t k = 0; k < l.below.size(); ++k) f.below[k] = values[l.below[k].source];
  }
  if (layout.border == 0) return LinearStatus::ok;
  auto s = scratch.topLeftCorner(layout.border, layout.border);
  s.setZero();
  for (const auto& e : layout.border_block) s(e.row, e.column) = values[e.source];
  for (std::size_t r = 0; r < regions.size(); ++r) {
    const auto& l = layout.regions[r];
    for (std::size_t k = 0; k < l.below.size(); ++k)
      for (std::size_t c = 0; c < l.border_columns.size(); ++c)
        s(l.below[k].row, l.border_columns[c]) -=
            regions[r].below[k] * regions[r].w(l.below[k].column, static_cast<Eigen::Index>(c));
  }
  schur.compute(s);
  return usable(schur) ? LinearStatus::ok : LinearStatus::singular;
}

void RegionFactors::invert() {
  MatrixXd inverse;
  for (Region& f : regions) {
    inverse = f.lu.inverse();
    f.inverse.assign(inverse.data(), static_cast<Index>(inverse.rows()));
  }
}

void RegionWork::resize(const RegionLayout& layout) {
  for (auto* v : {&vector, &spare}) v->assign(layout.order.size(), 0.0);
  for (auto* v : {&in, &out}) v->assign(DenseProduct::padded(layout.largest), 0.0f);
}

void RegionFactors::apply(const RegionLayout& layout, In f, Out z,
                          RegionWork& work) const {
  const auto n = static_cast<Index>(layout.order.size());
  double* y = work.vector.data();
  double* spare = work.spare.data();
  for (Index k = 0; k < n; ++k) y[k] = f[layout.order[k]];
  double* border = y + layout.border_begin;
  for (std::size_t r = 0; r < regions.size(); ++r) {
    const auto& l = layout.regions[r];
    if (l.size == 0) continue;
    if (regions[r].inverse.empty())
      solve_in_place(regions[r].lu, Vector(y + l.begin, l.size), Vector(spare, l.size));
    else
      regions[r].inverse.multiply(y + l.begin, work.in, work.out);
    for (std::size_t k = 0; k < l.below.size(); ++k)
      border[l.below[k].row] -= regions[r].below[k] * y[l.begin + l.below[k].column];
  }
  if (layout.border > 0) {
    solve_in_place(schur, Vector(border, layout.border), Vector(spare, layout.border));
    for (std::size_t r = 0; r < regions.size(); ++r) {
      const auto& l = layout.regions[r];
      const auto columns = static_cast<Index>(l.border_columns.size());
      for (Index c = 0; c < columns; ++c)
        Vector(y + l.begin, l.size) -= border[l.border_columns[c]] * regions[r].w.col(c);
    }
  }
  for (Index k = 0; k < n; ++k) z[layout.order[k]] = y[k];
}

void RegionFactors::apply_transpose(const RegionLayout& layout, In f, Out z,
                                    RegionWork& work) const {
  const auto n = static_cast<Index>(layout.order.size());
  double* y = work.vector.data();
  double* spare = work.spare.data();
  for (Index k = 0; k < n; ++k) y[k] = f[layout.order[k]];
  double* border = y + layout.border_begin;
  if (layout.border > 0) {
    for (std::size_t r = 0; r < regions.size(); ++r) {
      const auto& l = layout.regions[r];
      const auto columns = static_cast<Index>(l.border_columns.size());
      for (Index c = 0; c < columns; ++c)
        border[l.border_columns[c]] -= regions[r].w.col(c).dot(ConstVector(y + l.begin, l.size));
    }
    solve_transpose_in_place(schur, Vector(border, layout.border), Vector(spare, layout.border));
  }
  for (std::size_t r = 0; r < regions.size(); ++r) {
    const auto& l = layout.regions[r];
    if (l.size == 0) continue;
    for (std::size_t k = 0; k < l.below.size(); ++k)
      y[l.begin + l.below[k].column] -= regions[r].below[k] * border[l.below[k].row];
    solve_transpose_in_place(regions[r].lu, Vector(y + l.begin, l.size), Vector(spare, l.size));
  }
  for (Index k = 0; k < n; ++k) z[layout.order[k]] = y[k];
}

}  // namespace yuqian::solvers
