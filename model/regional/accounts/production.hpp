// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/blocks/regional_model.hpp>

namespace yuqian::model {

/// What sectors sell and what they buy for it in one equilibrium, nominal, 10^8 yuan (eq. 100).
/// Read off the goods alone: factors and taxes, which income is made of, are not looked at.
struct ProductionAccount {
  data::Table output;     ///< [region, sector] at producers' prices: production tax is in it, >= 0
  data::Table purchases;  ///< [region, good, using_sector] at purchasers' prices, before taxes on
                          ///< their use, >= 0

  /// Intermediates of one sector.
  double intermediates(int r, int j) const;
  double value_added(int r, int j) const { return output(r, j) - intermediates(r, j); }
};

ProductionAccount production_account(const RegionalModel&, const Point&);

}  // namespace yuqian::model
