// SPDX-License-Identifier: Apache-2.0
// Sums of slopes over blocks that meet in the same markets (eq. 6). The slope between the terms i and j of
// one home is row_i pull_j, of rank one. Region by region they all add to the same entries of the Jacobian,
// so that the sum over a family is R'P, R and P with a row a member: arithmetic at the speed of a matrix
// product, and one place in the pattern a pair of markets instead of one a pair of terms.
#pragma once

#include "model/nest_kernel.hpp"

namespace yuqian::model {

/// Terms that a home must have before it may join a family: fewer are not worth the matrix.
constexpr int family_from = 12;

/// Groups the homes of all trees, and marks them (NestData::in_family). A home joins the family whose
/// markets make up most of its own, two thirds at least. Families of one member are dropped.
void find_families(KernelData&);

/// Scratch of sum_family; grows to the largest family.
struct FamilyScratch {
  explicit FamilyScratch(const KernelData&);
  std::vector<double> rows, pulls, sum;
};

/// Distance of two rows of `sum`: the family's markets in whole vectors.
int family_stride(const Family&);

/// scratch.sum[i stride + j] = sum over members of row_i pull_j, i and j by slot; `row` and `pull` by term.
void sum_family(const KernelData&, const Family&, const std::vector<double>& row, const std::vector<double>& pull,
                FamilyScratch&);

}  // namespace yuqian::model
