// SPDX-License-Identifier: Apache-2.0
// The best that one control can do, the others' instruments given.
#pragma once

#include <yuqian/model/games/stationarity.hpp>

#include <functional>
#include <limits>

namespace yuqian::games {

struct SearchOptions {
  /// Points of the scan on a line through every instrument's range.
  int grid = 21;
  /// Points scattered over the whole box, for every instrument beyond the first.
  int scattered = 12;
  /// Largest natural residual of the first-order conditions, in ranges.
  double tolerance = 1e-8;
  /// Polishes by Ipopt instead of Newton's method: the second opinion.
  bool ipopt = false;
  /// Asked now and then; true ends the work with Interrupted.
  std::function<bool()> interrupted = {};
};

/// Thrown where `interrupted` says so.
struct Interrupted {};

/// Where a search ended.
struct Optimum {
  std::vector<double> b;  ///< all instruments of the game
  double value = -std::numeric_limits<double>::infinity();
  bool polished = false;  ///< first-order conditions hold; else the best point of the scan
  int refused = 0;        ///< points where the game had no outcome
};

/// The global maximum of a control's objective as far as a scan finds it: lines through every
/// instrument, points scattered over the box, then a polish from the best one. `b`: the others'
/// instruments, and the first point of the scan. Deterministic.
Optimum best_choice(Game&, const std::vector<double>& b, const Control&, const SearchOptions& = {});

/// First-order conditions of several controls from b by Newton's method. Empty where it fails.
std::vector<double> solve_conditions(Game&, const std::vector<double>& b,
                                     const std::vector<Control>&, const SearchOptions&,
                                     const Division* = nullptr);

/// Points of a Halton sequence in the unit box (eq. 304 names what they serve).
double halton(int index, int dimension);

}  // namespace yuqian::games
