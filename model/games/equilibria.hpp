// SPDX-License-Identifier: Apache-2.0
// Nash equilibria of a game among controls: players alone, or coalitions (eq. 302, 310).
#pragma once

#include <yuqian/model/games/coalitions.hpp>
#include <yuqian/model/games/search.hpp>

namespace yuqian::games {

/// Instruments from which no control gains by moving its own, as far as a scan finds.
struct NashPoint {
  std::vector<double> b, measures;
  double gain = 0;        ///< largest gain of one control from deviating that the scan found, >= 0
  int gainer = -1;        ///< which control that is
  double scale = 1;       ///< what the gain is compared with: the largest measure met on the way
  bool verified = false;  ///< gain is below 1e-6 of the scale
  int starts = 1;         ///< that led here
};

struct NashSearch {
  std::vector<NashPoint> points;      ///< verified ones; none where the search failed
  std::vector<std::string> failures;  ///< of starts that led nowhere, in words
  int starts = 0;
};

/// Controls of a structure: each block maximises the sum of its members' payoffs over their
/// instruments. The objectives live in `objectives`.
struct BlockControls {
  std::vector<std::unique_ptr<Objective>> objectives;
  std::vector<Control> controls;
};
BlockControls block_controls(const Game&, const Structure&);
/// One control for each player whose objective is a row of weights on the measures.
BlockControls player_controls(const Game&, const std::vector<std::vector<double>>& weights);

/// All equilibria that were found: Newton's method on the first-order conditions from several
/// starts (the status quo, both ends, the middle, unilateral optima, then Halton points), each
/// verified by a global scan of every control's instruments; where somebody gains by moving, the
/// search goes on from there.
NashSearch nash_equilibria(Game&, const std::vector<Control>&, const SearchOptions& = {},
                           int more_starts = 3);

/// From one start only: what a large table of structures can afford. Tries best responses where
/// Newton's method fails.
NashSearch nash_from(Game&, const std::vector<double>& b, const std::vector<Control>&,
                     const SearchOptions& = {});

/// Best responses in turn by Ipopt until nobody moves by more than `close` of a range: the second
/// way to the same point. Empty where they do not settle within `rounds`.
std::vector<double> best_response_dynamics(Game&, std::vector<double> b,
                                           const std::vector<Control>&, const SearchOptions& = {},
                                           int rounds = 60, double close = 1e-6);

}  // namespace yuqian::games
