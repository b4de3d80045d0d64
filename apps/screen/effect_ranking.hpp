// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <yuqian/model/regional/analysis/sensitivity.hpp>

namespace yuqian::apps {

/// What a move of 10 % of one parameter, or of a group of them together, does to an indicator to
/// first order, 10^8 yuan, one figure for every trade estimate.
struct RankedEffect {
  std::string family;
  std::vector<std::pair<std::string, std::string>>
      labels;                       ///< axis, label; axes summed over are left out
  std::vector<double> effects;      ///< by trade estimate; not a number where the flow is not there
  std::vector<double> values;       ///< of the parameter; empty for a group
  std::vector<double> derivatives;  ///< 10^8 yuan per unit of the parameter; empty for a group
};

/// Parameters that are zero at the benchmark have no 10 % of their own: ad valorem rates move by
/// ten percentage points instead.
bool moves_by_points(const std::string& family);

struct RankingRequest {
  std::vector<std::string> families;  ///< empty: all but productivity and endowment
  std::vector<std::string> summed;    ///< axes whose labels move together
  std::size_t count = 20;
  std::size_t by = 0;  ///< which trade estimate ranks
};

/// Largest effects first, by size. Throws data::InputError on an unknown family or axis.
std::vector<RankedEffect> ranked_effects(std::span<const model::Sensitivity> by_trade,
                                         const RankingRequest&);

}  // namespace yuqian::apps
