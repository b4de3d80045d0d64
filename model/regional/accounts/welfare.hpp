// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/blocks/regional_model.hpp>

#include <array>

namespace yuqian::model {

/// Equivalent variation of a consumer between two equilibria, 10^8 yuan at the reference prices:
/// the income change at reference prices that gives the counterfactual utility of its spending (eq.
/// 25). For LES, (u' - u) times the reference unit cost of discretionary spending. Saving is not in
/// it.
double equivalent_variation(const RegionalModel&, const Point& reference,
                            const Point& counterfactual, ConsumerId);

/// Compensating variation: the same at the counterfactual prices, from counterfactual income (eq.
/// 26).
double compensating_variation(const RegionalModel&, const Point& reference,
                              const Point& counterfactual, ConsumerId);

/// Who spends for a region's residents, in the order of data::final_use_set(): rural and urban
/// households, government, investment.
std::array<ConsumerId, 4> final_users(const RegionalModel&, int region);

/// Money metric of all that residents get (eq. 400), 10^8 yuan at reference prices, by final user:
/// the equivalent variation of household consumption, public goods and investment, each by the
/// expenditure function of who buys it. The sum is the welfare that results and games report.
std::array<double, 4> welfare_metric(const RegionalModel&, const Point& reference,
                                     const Point& counterfactual, int region);

/// Unit cost of a consumer's benchmark basket, taxes on it included, over its benchmark value: a
/// Laspeyres price index.
double basket_price(const RegionalModel&, const Point&, ConsumerId);
/// Part of it that is paid beyond market prices: for carbon, where caps count what households burn
/// (eq. 111).
double basket_tax(const RegionalModel&, const Point&, ConsumerId);

}  // namespace yuqian::model
