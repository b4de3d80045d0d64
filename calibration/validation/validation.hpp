// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include <yuqian/calibration/validation/known_table.hpp>

namespace yuqian::calibration {

/// How far one estimate is from the truth. Errors are sums of absolute differences over sums of the
/// true figures; flows are those between two regions.
struct TradeErrors {
  double flows = 0;          ///< by good and pair
  double pair_totals = 0;    ///< all goods of a pair
  double outflows = 0;       ///< all that a region sends of a good
  double cross_hauling = 0;  ///< what a region both sends and takes of a good
  double home_share = 0;     ///< mean absolute difference over regions, in shares of use
  double home_bias = 0;      ///< mean difference: above zero the estimate keeps too much at home
  double factor_80 = 0;      ///< four fifths of pair totals lie within this factor of the truth
};

/// Whether low and high hold the truth between them, over pairs of all goods.
struct TradeCoverage {
  double between = 0;         ///< share of pairs with the truth between the two estimates
  double between_value = 0;   ///< the same by value
  double high_below_low = 0;  ///< share of pairs whose high estimate is below their low one
};

/// One way of hiding.
struct HiddenTest {
  std::array<TradeErrors, 3> errors;  ///< low, central, high
  TradeCoverage coverage;
};

/// The true flow between two regions and its estimates, all goods.
struct PairTest {
  int from = 0, to = 0;
  double truth = 0;
  std::array<double, 3> margins_known{}, report_hidden{};
};

struct Validation {
  HiddenTest margins_known;     ///< what regions send and take of each good is known, not to whom
  HiddenTest report_hidden;     ///< of each region in turn only net flows are known
  std::vector<PairTest> pairs;  ///< those asked for
};

/// Hides the flows of a known table and runs the estimator as built (D12 to D16) on what is left.
/// `pairs`: to be shown one by one. Throws data::InputError where the table has fewer than four
/// regions: there is nothing to spread.
Validation validate_trade(const KnownTable&, const std::vector<std::pair<int, int>>& pairs = {});

}  // namespace yuqian::calibration
