// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/linear/detail/region_factors.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>

#include <yuqian/solvers/linear/detail/panels.hpp>
#include <yuqian/solvers/team.hpp>

namespace yuqian::solvers {
namespace {

using Eigen::MatrixXf;
using Vector = Eigen::Map<Eigen::VectorXf>;

// Numbers near the end of the range of single precision slow a processor down a hundredfold: they
// tripled the time of a factorisation. So zero stands for what cannot matter: entries of the
// matrix, whose rows have largest entry one, below single precision's last digit; elsewhere what is
// below any use.
constexpr double negligible_entry = 1e-10, negligible = 1e-20;
float single(double v, double least) { return std::abs(v) < least ? 0.0f : static_cast<float>(v); }
void clean(MatrixXf& m) {
  m = m.unaryExpr([](float v) { return single(v, negligible); });
}

/// False if a pivot is zero, not finite, or so small that the solves would be noise.
template <class Lu>
bool usable(const Lu& lu, double noise) {
  double smallest = std::numeric_limits<double>::infinity(), largest = 0;
  for (Eigen::Index i = 0; i < lu.rows(); ++i) {
    const double pivot = std::abs(static_cast<double>(lu.matrixLU()(i, i)));
    if (!std::isfinite(pivot)) return false;
    smallest = std::min(smallest, pivot);
    largest = std::max(largest, pivot);
  }
  return lu.rows() == 0 || smallest > noise * largest;
}

/// x := A^-1 f; f has `size` entries, x a whole number of panels.
template <class T>
void solve(const Eigen::PartialPivLU<MatrixXf>& lu, const T* f, Index size, float* x) {
  const auto n = static_cast<Index>(lu.rows());
  const auto& p = lu.permutationP().indices();
  for (Index i = 0; i < n; ++i) x[p[i]] = i < size ? single(f[i], negligible) : 0.0f;
  solve_triangles(lu.matrixLU().data(), n, x);
}

/// x := A^-T x.
void solve_transpose(const Eigen::PartialPivLU<MatrixXf>& lu, Vector x, Index size, double* out) {
  solve_triangles_transposed(lu.matrixLU().data(), static_cast<Index>(lu.rows()), x.data());
  const auto& p = lu.permutationP().indices();
  for (Index i = 0; i < size; ++i) out[i] = static_cast<double>(x[p[i]]);
}

}  // namespace

void RegionWork::resize(const RegionLayout& layout) {
  members.clear();
  vector.assign(layout.order.size(), 0.0);
  std::size_t columns = 0;
  for (const auto& r : layout.regions) columns += r.border_columns.size();
  on_border.assign(columns, 0.0f);
  schur.resize(layout.border, layout.border);
  ready(layout);
}

void RegionWork::ready(const RegionLayout& layout) {
  const Index largest = whole_panels(layout.largest);
  while (members.size() < static_cast<std::size_t>(team_size())) {
    Member& m = members.emplace_back();
    for (auto* v : {&m.input, &m.part}) v->assign(static_cast<std::size_t>(largest), 0.0f);
    m.border.assign(static_cast<std::size_t>(whole_panels(layout.border)), 0.0f);
    m.block.resize(largest, largest);
  }
}

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

  const auto each_entry = [&](Index j, auto&& visit) {  // visit(position, row)
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k) visit(k, p.row[k]);
  };
  share(static_cast<int>(count), [&](int r, int) {  // columns of the regions ...
    Region& region = regions[r];
    const auto columns = std::span(order).subspan(static_cast<std::size_t>(region.begin),
                                                  static_cast<std::size_t>(region.size));
    std::size_t own = 0, below = 0;
    for (const Index j : columns)
      each_entry(j, [&](Index, Index i) {
        own += partition[i] == r;
        below += partition[i] < 0;
      });
    region.block.reserve(own);
    region.below.reserve(below);
    for (const Index j : columns)
      each_entry(j, [&](Index k, Index i) {
        if (partition[i] == r)
          region.block.push_back({k, local[i], local[j]});
        else if (partition[i] < 0)
          region.below.push_back({k, local[i], local[j]});
      });
  });
  std::vector<Index> slot_in;  // ... and of the border: slots of the present one by region
  for (Index j = 0; j < border; ++j) {
    slot_in.assign(regions.size(), -1);
    each_entry(order[border_begin + j], [&](Index k, Index i) {
      if (partition[i] < 0) {
        border_block.push_back({k, local[i], j});
        return;
      }
      Region& region = regions[partition[i]];
      Index& slot = slot_in[partition[i]];
      if (slot < 0) {
        slot = static_cast<Index>(region.border_columns.size());
        region.border_columns.push_back(j);
      }
      region.right.push_back({k, local[i], slot});
    });
  }
  for (std::size_t r = 1; r < regions.size(); ++r)
    regions[r].first_border_column = regions[r - 1].first_border_column +
                                     static_cast<Index>(regions[r - 1].border_columns.size());
}

void RegionFactors::reserve(const RegionLayout& layout) {
  regions.resize(layout.regions.size());
  for (std::size_t r = 0; r < regions.size(); ++r) {
    const auto& l = layout.regions[r];
    const Index size = whole_panels(l.size);
    regions[r].lu = Eigen::PartialPivLU<MatrixXf>(size);
    regions[r].w.resize(size, whole_panels(static_cast<Index>(l.border_columns.size())));
    regions[r].below.resize(l.below.size());
  }
  schur = Eigen::PartialPivLU<Eigen::MatrixXd>(layout.border);
}

LinearStatus RegionFactors::factorize(const RegionLayout& layout, In values, In scale,
                                      RegionWork& work) {
  // An entry of rows that stand in the layout's order from `begin` on.
  const auto entry = [&](const RegionLayout::Entry& e, Index begin) {
    return values[e.source] * scale[layout.order[begin + e.row]];
  };
  work.ready(layout);
  std::atomic<bool> singular{false};
  share(static_cast<int>(regions.size()), [&](int r, int member) {
    const auto& l = layout.regions[r];
    Region& f = regions[r];
    if (l.size == 0 || singular) return;
    const Index size = whole_panels(l.size);
    auto block = work.members[member].block.topLeftCorner(size, size);
    block.setZero();
    for (Index i = l.size; i < size; ++i) block(i, i) = 1;
    for (const auto& e : l.block)
      block(e.row, e.column) = single(entry(e, l.begin), negligible_entry);
    f.lu.compute(block);
    if (!usable(f.lu, 1e-7)) {
      singular = true;
      return;
    }
    f.w.setZero();
    for (const auto& e : l.right)
      f.w(e.row, e.column) = single(entry(e, l.begin), negligible_entry);
    float* part = work.members[member].part.data();
    for (std::size_t c = 0; c < l.border_columns.size(); ++c) {
      float* column = f.w.col(static_cast<Eigen::Index>(c)).data();
      solve(f.lu, column, l.size, part);
      for (Index i = 0; i < l.size; ++i) column[i] = single(part[i], negligible);
    }
    for (std::size_t k = 0; k < l.below.size(); ++k)
      f.below[k] = entry(l.below[k], layout.border_begin);
  });
  if (singular) return LinearStatus::singular;
  if (layout.border == 0) return LinearStatus::ok;
  auto& s = work.schur;
  s.setZero();
  for (const auto& e : layout.border_block) s(e.row, e.column) = entry(e, layout.border_begin);
  for (std::size_t r = 0; r < regions.size(); ++r) {
    const auto& l = layout.regions[r];
    for (std::size_t k = 0; k < l.below.size(); ++k)
      for (std::size_t c = 0; c < l.border_columns.size(); ++c)
        s(l.below[k].row, l.border_columns[c]) -=
            regions[r].below[k] *
            static_cast<double>(regions[r].w(l.below[k].column, static_cast<Eigen::Index>(c)));
  }
  schur.compute(s);
  return usable(schur, 1e-14) ? LinearStatus::ok : LinearStatus::singular;
}

void RegionFactors::invert() {
  share(static_cast<int>(regions.size()), [&](int r, int) {
    Region& f = regions[r];
    f.minus_inverse = -f.lu.inverse();
    clean(f.minus_inverse);
  });
}

void RegionFactors::apply(const RegionLayout& layout, In f, Out z, RegionWork& work) const {
  double* y = work.vector.data();
  work.ready(layout);
  for (Index k = 0; k < layout.border; ++k)
    y[layout.border_begin + k] = f[layout.order[layout.border_begin + k]];
  share(static_cast<int>(regions.size()), [&](int r, int member) {
    const auto& l = layout.regions[r];
    if (l.size == 0) return;
    auto& [input, part, border, block] = work.members[member];
    double* own = y + l.begin;
    for (Index i = 0; i < l.size; ++i) own[i] = f[layout.order[l.begin + i]];
    if (regions[r].minus_inverse.size() > 0) {
      const Index size = whole_panels(l.size);
      for (Index i = 0; i < l.size; ++i) input[i] = single(own[i], negligible);
      std::fill_n(input.data() + l.size, size - l.size, 0.0f);
      std::fill_n(part.data(), size, 0.0f);
      subtract_product(regions[r].minus_inverse.data(), size, size, input.data(), part.data());
    } else {
      solve(regions[r].lu, own, l.size, part.data());
    }
    std::copy_n(part.data(), l.size, own);
  });
  Eigen::Map<Eigen::VectorXd> border(y + layout.border_begin, layout.border);
  if (layout.border > 0) {
    for (std::size_t r = 0; r < regions.size(); ++r) {
      const auto& l = layout.regions[r];
      for (std::size_t k = 0; k < l.below.size(); ++k)
        border[l.below[k].row] -= regions[r].below[k] * y[l.begin + l.below[k].column];
    }
    Eigen::Map<Eigen::VectorXd> spare(z.data(), layout.border);
    spare.noalias() = schur.permutationP() * border;
    schur.matrixLU().triangularView<Eigen::UnitLower>().solveInPlace(spare);
    schur.matrixLU().triangularView<Eigen::Upper>().solveInPlace(spare);
    border = spare;
  }
  for (Index k = 0; k < layout.border; ++k) z[layout.order[layout.border_begin + k]] = border[k];
  share(static_cast<int>(regions.size()), [&](int r, int member) {
    const auto& l = layout.regions[r];
    const auto columns = static_cast<Index>(l.border_columns.size());
    double* own = y + l.begin;
    if (l.size > 0 && columns > 0) {
      auto& [input, part, on_border, block] = work.members[member];
      for (Index c = 0; c < columns; ++c)
        on_border[c] = single(border[l.border_columns[c]], negligible);
      std::fill_n(on_border.data() + columns, whole_panels(columns) - columns, 0.0f);
      std::fill_n(part.data(), whole_panels(l.size), 0.0f);
      subtract_product(regions[r].w.data(), whole_panels(l.size), whole_panels(columns),
                       on_border.data(), part.data());
      for (Index i = 0; i < l.size; ++i) own[i] += static_cast<double>(part[i]);
    }
    for (Index i = 0; i < l.size; ++i) z[layout.order[l.begin + i]] = own[i];
  });
}

void RegionFactors::apply_transpose(const RegionLayout& layout, In f, Out z,
                                    RegionWork& work) const {
  const auto n = static_cast<Index>(layout.order.size());
  double* y = work.vector.data();
  work.ready(layout);
  for (Index k = 0; k < n; ++k) y[k] = f[layout.order[k]];
  Eigen::Map<Eigen::VectorXd> border(y + layout.border_begin, layout.border);
  const auto part_of = [&](const RegionLayout::Region& l, int member) {
    Vector part(work.members[member].part.data(), whole_panels(l.size));
    part.setZero();
    part.head(l.size) = Eigen::Map<const Eigen::VectorXd>(y + l.begin, l.size).cast<float>();
    return part;
  };
  if (layout.border > 0) {
    share(static_cast<int>(regions.size()), [&](int r, int member) {
      const auto& l = layout.regions[r];
      const Vector part = part_of(l, member);
      for (std::size_t c = 0; c < l.border_columns.size(); ++c)
        work.on_border[l.first_border_column + c] =
            regions[r].w.col(static_cast<Eigen::Index>(c)).dot(part);
    });
    for (const auto& l : layout.regions)
      for (std::size_t c = 0; c < l.border_columns.size(); ++c)
        border[l.border_columns[c]] -=
            static_cast<double>(work.on_border[l.first_border_column + c]);
    Eigen::Map<Eigen::VectorXd> spare(z.data(), layout.border);
    spare = border;
    schur.matrixLU().transpose().triangularView<Eigen::Lower>().solveInPlace(spare);
    schur.matrixLU().transpose().triangularView<Eigen::UnitUpper>().solveInPlace(spare);
    border.noalias() = schur.permutationP().transpose() * spare;
  }
  share(static_cast<int>(regions.size()), [&](int r, int member) {
    const auto& l = layout.regions[r];
    if (l.size == 0) return;
    for (std::size_t k = 0; k < l.below.size(); ++k)
      y[l.begin + l.below[k].column] -= regions[r].below[k] * border[l.below[k].row];
    solve_transpose(regions[r].lu, part_of(l, member), l.size, y + l.begin);
  });
  for (Index k = 0; k < n; ++k) z[layout.order[k]] = y[k];
}

}  // namespace yuqian::solvers
