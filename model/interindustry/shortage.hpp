// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// What a cut of the supply of some cells costs at fixed technology (eq. 240). Output left, by
/// cell, as a share of today's.
struct Shortage {
  Vector lower;    ///< the cells alone fall: final users bear the cut as far as they can
  Vector first;    ///< their direct customers fall too
  Vector upper;    ///< every round: what a customer cannot make is missing at his own customers
  int rounds = 0;  ///< until nothing moved by more than 1e-12
};
/// All users of a good in a region buy it from a common pool of origins that replace each other
/// freely, imports too; a pool that is short is rationed in proportion, final users included. A
/// sector makes what its scarcest good allows; goods of less than `smallest` of its output never
/// bind. No stocks, no other supplier, no substitution between goods: an upper bound. Throws
/// data::InputError on a share outside [0, 1] or no cells.
Shortage shortage(const IoTable&, const std::vector<int>& cells, double share,
                  double smallest = 0.001);

/// Value added and every account lost by region under the three readings; sectors hit most.
Measures shortage_measures(const IoTable&, const std::vector<int>& cells, double share,
                           const Accounts&);

}  // namespace yuqian::interindustry
