// SPDX-License-Identifier: Apache-2.0
// Private to the region solver: includes Eigen.
#pragma once

#include <Eigen/Dense>
#include <vector>

#include <yuqian/solvers/linear/linear_solver.hpp>

namespace yuqian::solvers {

/// Where every non-zero goes when the couplings between two regions are dropped:
///   M = [ B  C ]   B block-diagonal by region, C and D the couplings with the border, E the
///       [ D  E ]   border with itself.
struct RegionLayout {
  struct Entry {
    Index source;       ///< position in the values of the matrix
    Index row, column;  ///< position in its block
  };
  struct Region {
    Index begin = 0, size = 0;          ///< range of `order`
    std::vector<Entry> block;           ///< B
    std::vector<Entry> right;           ///< C; column counts within border_columns
    std::vector<Index> border_columns;  ///< border unknowns that occur in this region's rows
    std::vector<Entry> below;           ///< D; row is that of the border
    Index first_border_column = 0;      ///< counted over all regions
  };
  std::vector<Index> order;  ///< unknowns region by region, the border last
  std::vector<Region> regions;
  std::vector<Entry> border_block;  ///< E
  Index border_begin = 0, border = 0, largest = 0;

  RegionLayout(const Pattern&, std::span<const Index> partition);
};

/// What making and applying factors needs beside them; one for each solver.
struct RegionWork {
  /// Of a member of the team, for the region that it is at.
  struct Member {
    std::vector<float> input, part, border;
    Eigen::MatrixXf block;  ///< of the largest region
  };
  std::vector<Member> members;
  std::vector<double> vector;
  std::vector<float> on_border;  ///< what every region adds to its border columns, transposed
  Eigen::MatrixXd schur;
  void resize(const RegionLayout&);
  /// Members for the calling thread's team.
  void ready(const RegionLayout&);
};

/// LU of M (eq. S15): dense LU of every B_r, W_r = B_r^-1 C_r and the Schur complement of the
/// border S = E - sum D_r W_r. Regions in single precision: a preconditioner needs no more, and
/// half the bytes are moved in half the time.
struct RegionFactors final : Factors {
  struct Region {
    Eigen::PartialPivLU<Eigen::MatrixXf>
        lu;                         ///< filled up to whole panels with rows of the identity
    Eigen::MatrixXf minus_inverse;  ///< of B_r, in whole panels; empty unless made by `invert`
    Eigen::MatrixXf w;              ///< region size x its border columns, both in whole panels
    std::vector<double> below;      ///< values of D_r in the order of the layout
  };
  std::vector<Region> regions;
  Eigen::PartialPivLU<Eigen::MatrixXd> schur;
  double iterations_per_digit = 0;  ///< of GMRES with the matrix they are of; 0 if unknown

  void reserve(const RegionLayout&);
  /// Of the matrix whose rows are those of `values` times `scale`.
  LinearStatus factorize(const RegionLayout&, In values, In scale, RegionWork&);
  /// Makes the inverses by which `apply` is faster; costs twice the LU, so for factors that are
  /// kept.
  void invert();
  /// z = M^-1 f.
  void apply(const RegionLayout&, In f, Out z, RegionWork&) const;
  void apply_transpose(const RegionLayout&, In f, Out z, RegionWork&) const;
};

}  // namespace yuqian::solvers
