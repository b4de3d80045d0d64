// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// What a unit of final use of each cell's product calls forth of an account (eq. 204 to 206), by
/// cell, in the account's unit per unit of money. With f the amounts per unit of output:
struct Multiplier {
  Vector direct;      ///< f_j, in the cell itself
  Vector simple;      ///< f'L: type I, households exogenous
  Vector own_region;  ///< part of simple that falls in the cell's region
  Vector spillover;   ///< the rest: in other regions
  Vector feedback;    ///< part of own_region that comes back through other regions
};
Multiplier multiplier(const Leontief&, const Vector& per_output);
/// The feedback alone takes a factorisation of every region's block; the others only solves.
Vector feedback(const IoTable&, const Vector& per_output, const Vector& own_region);

/// Households made endogenous (type II, eq. 207): every household group of a region, rural and
/// urban apart, gets its share of the labour income earned there and spends it as it spends today.
struct Households {
  Matrix income;       ///< [region and group, cell] income per unit of output
  Matrix consumption;  ///< [cell, region and group] purchases per unit of income
  Vector propensity;   ///< [region] consumption over labour income, at most one
};
/// A group's share in a region's labour income is its share in the region's consumption, so that
/// both spend the same part of a yuan; what is spent on imports leaks. Empty where the table has no
/// compensation or no households.
Households endogenous_households(const IoTable&);

/// L of the system closed for households, between cells (truncated) and from cells to households
/// (total), applied to weights (eq. 207).
struct ClosedMultiplier {
  Vector truncated;  ///< by cell: the account in production only
  Vector total;      ///< output multipliers only: with the household incomes called forth
};
ClosedMultiplier closed_multiplier(const Leontief&, const Households&, const Vector& per_output);

/// Output, value added, labour income, production tax and every account: direct, simple, own
/// region, spill-over, feedback, type II truncated; ratios of type I and II (eq. 208).
Measures multipliers(const Leontief&, const Accounts&);

}  // namespace yuqian::interindustry
