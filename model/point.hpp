// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.hpp"

namespace yuqian::model {

/// The equations' state at one point: levels of the unknowns, coefficients, netputs of every leaf.
struct Point {
  explicit Point(const Model&);

  /// Brings slots, coefficients, netputs and multipliers to the levels in `level`.
  /// False outside the domain: a negative price, or a user price factor that is not positive.
  bool refresh(const Model&, std::span<const double> parameters, bool parameters_moved);

  std::vector<double> level;       ///< by unknown: scale * x
  std::vector<double> log_level;   ///< by unknown; of prices only
  std::vector<double> slots;
  KernelState kernel;
  std::vector<double> keep;        ///< by block: share of its income that a demand block may spend
  std::vector<double> multiplier;  ///< by block: activity level, or discretionary spending over unit cost

  /// Physical quantity of a leaf, committed quantity included.
  double quantity(const Model&, int block, int leaf) const;
};

}  // namespace yuqian::model
