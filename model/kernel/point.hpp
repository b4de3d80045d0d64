// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/model.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::model {

/// The equations' state at one point: levels of the unknowns, coefficients, netputs of every leaf.
struct Point {
  explicit Point(const Model&);

  /// Brings slots, coefficients, netputs and multipliers to the levels in `level`.
  /// False outside the domain: a negative price, or a user price factor that is not positive.
  bool refresh(const Model&, std::span<const double> parameters, bool parameters_moved);

  std::vector<double> level;      ///< by unknown: scale * x
  std::vector<double> log_level;  ///< by unknown; of prices only
  std::vector<double> slots;
  KernelState kernel;
  std::vector<double> keep;  ///< by block: share of its income that a demand block may spend
  std::vector<double>
      multiplier;  ///< by block: activity level, or discretionary spending over unit cost

  // The two sides of every row: F = gain - loss. Markets: supply and demand; zero profit: unit cost
  // and unit revenue; incomes: the income and its sources; auxiliaries: the equation and nothing.
  std::vector<double> gain, loss;
  /// Derivatives of the row's residual by its gain and by minus its loss (eq. 7).
  std::vector<double> gain_weight, loss_weight;
  double side_weight(int row, int sign) const {
    return (sign > 0 ? gain_weight : loss_weight)[at(row)];
  }
  /// Residual of a row (eq. 7): relative and in logarithms for markets and zero profit.
  double residual(const Model&, int row) const;

  /// Physical quantity of a leaf, committed quantity included.
  double quantity(const Model& model, int block, int leaf) const {
    const auto b = static_cast<std::size_t>(block), i = static_cast<std::size_t>(leaf);
    const double variable = kernel.netput[i] * multiplier[b];
    if (model.blocks()[b].kind == BlockKind::production) return variable;
    return variable + model.kernel().leaves[i].subsistence.value(slots) * kernel.tau[i];
  }

 private:
  bool refresh_coefficients(const Model&, std::span<const double> parameters,
                            bool parameters_moved);
  void spend_income(const Model&, std::size_t block);
  void sum_rows(const Model&, std::span<const double> parameters);

  bool complete_ = false;    ///< all coefficients are those of `slots`
  std::vector<char> stale_;  ///< by block, within refresh_coefficients
};

}  // namespace yuqian::model
