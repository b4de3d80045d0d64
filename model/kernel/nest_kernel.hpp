// SPDX-License-Identifier: Apache-2.0
// One kernel for every nest: CES demand, CET supply, Leontief, Cobb-Douglas, final demand.
//
// With the signed elasticity e (sigma of an input nest, -eta of an output nest) and r = 1 - e,
//   unit price          c_n = (sum theta_k c_k^r)^(1/r)                             (eq. 4)
//   compensated netput  d_i = q_i prod over nests n above i of (c_n / c_child)^e_n    (eq. 5)
//   slope               dD_i/dp_j = -e_i D_i/p_i [i=j] + sum_n k_n D_i D_j phi_j,
//                       k_n = (e_n - e_parent(n)) / V_n, n over the nests above both  (eq. 6)
// where V_n is the nest's cost per unit of the block and phi = 1 + t (uses) or 1 - t (supplies).
#pragma once

#include <yuqian/model/kernel/structure.hpp>

#include <vector>

namespace yuqian::model {

/// Values of all leaves and nests of a model at one point; indexed like Model::leaves(), nests().
struct KernelState {
  // Set by refresh_coefficients, when a tax, an augmentation, a preference or an elasticity moves.
  std::vector<double> phi;     ///< user price over market price, per physical unit
  std::vector<double> tau;     ///< augmentation
  std::vector<double> factor;  ///< effective price over market price, relative to the reference
  std::vector<double> log_factor;
  std::vector<double> leaf_share, nest_share;  ///< after preference shifts
  std::vector<double> nest_scale;              ///< share over reference share
  std::vector<double> base;        ///< reference netput in physical units, after preference shifts
  std::vector<double> elasticity;  ///< signed, by nest
  // Set by evaluate_tree.
  std::vector<double> netput;                 ///< D_i >= 0, physical units per unit of the block
  std::vector<double> unit_price, log_price;  ///< c_n, relative to the reference
  std::vector<double> quantity;               ///< of the nest, over the reference quantity
  std::vector<double> pull;  ///< within evaluate_tree only: quantity c_n^e_n, or its logarithm
  std::vector<double> cost;  ///< V_n, per unit of the block

  void resize(std::size_t leaves, std::size_t nests);
};

/// Everything of a compiled model that the kernel reads.
struct KernelData {
  std::vector<Leaf> leaves;
  std::vector<int> price, term;  ///< of every leaf: all that the inner loops read of it
  std::vector<NestData> nests;
  std::vector<Term> terms;
  std::vector<TreeData> trees;
  std::vector<Family> families;
  std::vector<Tax> taxes;
};

/// Brings phi, factor, shares and elasticities of a tree up to the slots' values.
/// Returns false where a user price factor or an augmentation is not positive.
bool refresh_coefficients(const KernelData&, const TreeData&, const std::vector<double>& slots,
                          KernelState&);

/// Unit prices from the leaves up, netputs from the root down (eq. 4, 5).
/// `price` and `log_price` are of all unknowns' vector; prices >= 0. A price of zero is in the
/// domain where the nest's elasticity is below one and the netput stays finite.
void evaluate_tree(const KernelData&, const TreeData&, const double* price, const double* log_price,
                   KernelState&);

/// k_n summed from the root down to each nest: the slope between two leaves is read off at their
/// lowest common ancestor (eq. 6).
void cumulate_slopes(const KernelData&, const TreeData&, const KernelState&,
                     std::vector<double>& k);

/// dD = (dD/dp) dp for the leaves of a tree; `dp` by unknown. Work: O(leaves).
void slope_times(const KernelData&, const TreeData&, const KernelState&, const double* price,
                 const double* dp, std::vector<double>& d_netput,
                 std::vector<double>& nest_scratch);

/// dp_j += sum_i w_i dD_i/dp_j: the transposed product; `weight` and `dp` by leaf.
void slope_transpose_times(const KernelData&, const TreeData&, const KernelState&,
                           const double* price, const std::vector<double>& weight,
                           std::vector<double>& dp_by_leaf, std::vector<double>& nest_scratch);

}  // namespace yuqian::model
