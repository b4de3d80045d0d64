// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/solution/solution.hpp>

#include <functional>
#include <optional>

namespace yuqian::model {

inline constexpr int most_shapley_parts = 8;  ///< 2^8 equilibria

/// A package of policies decomposed (eq. 96, 97). Measures are the changes of real GRP, real
/// absorption and the equivalent variation, 10^8 yuan, by area; parts are the scenario's, in its
/// order.
struct PackageEffects {
  data::Table total;  ///< [package_measure, area]: of all parts together
  data::Table alone;  ///< [package_measure, area, package_part]: of one part by itself
  std::optional<data::Table>
      shapley;  ///< the same axes: average over the orders of entry; adds up to total
  int solves = 0;

  /// What the parts do together beyond what they do alone: total less the sum of alone.
  double interaction(int measure, int area) const;
};

/// Solves for every part, with `shapley` for every combination of parts, from the nearest one that
/// is solved already. The solution is the package's own. Throws data::InputError where the scenario
/// has no parts, more than most_shapley_parts for Shapley, or a reference of its own (its parts
/// would then have no common start); ModelError where a combination does not solve.
PackageEffects package_effects(const Solution& whole, bool shapley,
                               const std::function<bool()>& interrupted = {});

}  // namespace yuqian::model
