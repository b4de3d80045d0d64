// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/point.hpp>

namespace yuqian::model {

/// What a scalar puts weight on at a point: s = row' F + quantity' q + multiplier' m. An empty span
/// has no weight.
struct SweepSeeds {
  std::span<const double> row = {};         ///< by row of the residual
  std::span<const double> quantity = {};    ///< by leaf: physical quantity, Point::quantity
  std::span<const double> multiplier = {};  ///< by block: Point::multiplier
};

/// The scalar's derivative by everything that the blocks, endowments, transfers and incomes read,
/// in one walk from the seeds back (reverse differentiation): O(leaves) for all taxes, barriers,
/// elasticities and levels together. Slots count as independent; what expressions read is the
/// caller's to add.
class ReverseSweep {
 public:
  explicit ReverseSweep(const Model&);

  /// With `coefficients` off, only `by_level` is computed: what a product with the transposed
  /// Jacobian needs where no expression reads an unknown.
  void run(const Model&, const Point&, const SweepSeeds&, bool coefficients);

  std::vector<double> by_level;  ///< by unknown, in levels
  std::vector<double> by_slot;
  std::vector<double> by_elasticity;  ///< by nest; of its own elasticity, sigma or eta >= 0

 private:
  void add_block(int block);
  void add_tree(int block, int tree, double w_cost);
  void add_shares(int tree, double multiplier, double w_cost);
  double weight(int row, int sign) const;

  const Model* model_ = nullptr;
  const Point* point_ = nullptr;
  SweepSeeds seeds_;
  bool coefficients_ = false;
  std::vector<double> w_multiplier_;  ///< by block
  std::vector<double> w_quantity_;    ///< by leaf
  std::vector<double> w_log_netput_;  ///< by nest: on ln D of every leaf below
  std::vector<double> slope_;  ///< by nest: k_n times the weight, summed from the root (eq. 6)
};

}  // namespace yuqian::model
