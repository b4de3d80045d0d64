// SPDX-License-Identifier: Apache-2.0
// Private to the region solver: includes Eigen.
#pragma once

#include <Eigen/Dense>
#include <vector>

#include "solvers/linear/detail/dense_product.hpp"
#include "solvers/linear/linear_solver.hpp"

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
  };
  std::vector<Index> order;  ///< unknowns region by region, the border last
  std::vector<Region> regions;
  std::vector<Entry> border_block;  ///< E
  Index border_begin = 0, border = 0, largest = 0;

  RegionLayout(const Pattern&, std::span<const Index> partition);
};

/// What applying the factors needs beside them; one for each solver.
struct RegionWork {
  std::vector<double> vector, spare;
  std::vector<float> in, out;
  void resize(const RegionLayout&);
};

/// LU of M (eq. S15): dense LU of every B_r, W_r = B_r^-1 C_r and the Schur complement of the
/// border S = E - sum D_r W_r.
struct RegionFactors final : Factors {
  struct Region {
    Eigen::PartialPivLU<Eigen::MatrixXd> lu;
    DenseProduct inverse;       ///< of B_r; empty unless made by `invert`
    Eigen::MatrixXd w;          ///< region size x its border columns
    std::vector<double> below;  ///< values of D_r in the order of the layout
  };
  std::vector<Region> regions;
  Eigen::PartialPivLU<Eigen::MatrixXd> schur;
  double iterations_per_digit = 0;  ///< of GMRES with the matrix they are of; 0 if unknown

  /// Scratch is a square matrix of the largest region or border.
  LinearStatus factorize(const RegionLayout&, In values, Eigen::MatrixXd& scratch);
  void reserve(const RegionLayout&);
  /// Makes the inverses by which `apply` is faster; costs twice the LU, so for factors that are kept.
  void invert();
  /// z = M^-1 f.
  void apply(const RegionLayout&, In f, Out z, RegionWork&) const;
  void apply_transpose(const RegionLayout&, In f, Out z, RegionWork&) const;
};

}  // namespace yuqian::solvers
