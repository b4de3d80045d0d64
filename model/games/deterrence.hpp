// SPDX-License-Identifier: Apache-2.0
// What it takes that a player keeps to a point: a fine, regard for others, patience.
#pragma once

#include <yuqian/model/games/search.hpp>

namespace yuqian::games {

/// Of one player at an agreed point, the others keeping to it.
struct Deviation {
  std::vector<double> b;        ///< the best one found
  double kept = 0, gained = 0;  ///< payoff at the agreed point; what deviating adds, >= 0
};
Deviation best_deviation(Game&, const std::vector<double>& agreed, int player,
                         const SearchOptions& = {});

/// The smallest weight of the other players' payoffs in this player's objective from which on the
/// agreed point is its best response (eq. 331), by Dinkelbach's iteration on the ratio of what a
/// deviation gains to what the others lose by it. Zero where no deviation pays; infinite where one
/// pays and harms nobody.
double smallest_regard(Game&, const std::vector<double>& agreed, int player,
                       const SearchOptions& = {});

/// The smallest discount factor at which reverting to `punishment` for ever deters a deviation from
/// `cooperation` (eq. 335; Friedman 1971): (deviation - cooperation) / (deviation - punishment).
/// Zero where deviating gains nothing; infinite where the punishment is not a loss.
double smallest_patience(double deviation, double cooperation, double punishment);

}  // namespace yuqian::games
