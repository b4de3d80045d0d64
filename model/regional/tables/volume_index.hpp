// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/accounts/accounts.hpp>

#include <cmath>

namespace yuqian::model {

/// Index of volume between two states, from the four values of each state's quantities at each
/// state's prices (eq. 101). Not-a-number where a value is zero or values differ in sign.
struct VolumeIndex {
  double q0_at_p0 = 0, q1_at_p0 = 0, q0_at_p1 = 0, q1_at_p1 = 0;
  double laspeyres() const { return q1_at_p0 / q0_at_p0; }
  double paasche() const { return q1_at_p1 / q0_at_p1; }
  double fisher() const { return std::sqrt(laspeyres() * paasche()); }
};

/// Accounts of the quantities of one point at the prices (and rents of quotas) of another: every
/// flow is valued by itself. Only expenditure has a meaning in them; income does not add up to it.
Accounts revalued(const RegionalModel&, const Point& quantities, const Point& prices);

}  // namespace yuqian::model
