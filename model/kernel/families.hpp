// SPDX-License-Identifier: Apache-2.0
// Sums of slopes over blocks that meet in the same markets. The slopes of one tree (eq. 6) are a
// sum over its nests of matrices of rank one: row_i pull_j, i and j over the terms below the nest.
// Region by region they add to the same entries of the Jacobian, so that the sum over a family is
// R'P, with a row of R and P a nest: arithmetic at the speed of a matrix product, and one place in
// the pattern per pair of markets instead of one per pair of terms.
#pragma once

#include <yuqian/model/kernel/point.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::model {

/// Lowest common ancestor of two nests of one tree: parents stand before their children.
inline int common_nest(const KernelData& kernel, int a, int b) {
  while (a != b) {
    int& lower = a > b ? a : b;
    lower = kernel.nests[at(lower)].parent;
  }
  return a;
}

/// False where the compensated slope between two leaves that meet in this nest is always zero:
/// Leontief all the way up.
inline bool has_slope(const KernelData& kernel, int nest) {
  for (; nest >= 0; nest = kernel.nests[at(nest)].parent)
    if (!kernel.nests[at(nest)].elasticity.always(0)) return true;
  return false;
}

/// Terms that a home with slopes must have for its tree to join a family: fewer are not worth the
/// matrix.
constexpr int family_from = 12;

/// Groups the trees of productions, and marks them (TreeData::in_family). A tree joins the family
/// whose markets make up most of its own, two thirds at least. Families of one member are dropped.
void find_families(KernelData&, const std::vector<BlockData>&);

/// Scratch of sum_family; grows to the largest family.
struct FamilyScratch {
  explicit FamilyScratch(const KernelData&);
  std::vector<double> rows, pulls, sum;
};

/// Distance of two rows of `sum`: the family's markets in whole vectors.
int family_stride(const Family&);

/// scratch.sum[i stride + j], i and j by slot: how the residuals of the family's markets move with
/// its prices at given activity levels. `row` and `spent` by term, as in Scratch.
void sum_family(const Model&, const Point&, const Family&, const std::vector<double>& row,
                const std::vector<double>& spent, FamilyScratch&);

}  // namespace yuqian::model
