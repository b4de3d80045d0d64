// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/solvers/mcp.hpp>
#include <yuqian/solvers/options.hpp>

namespace yuqian::solvers {

struct FixedPointOptions {
  /// Where the path is left to Newton: at 1 an unknown that goes to a bound of zero has no
  /// logarithm.
  double end = 0.999;
  /// First and longest step along the path, in the norm of unknowns (logarithms) and t together.
  double first_step = 0.1, max_step = 2;
  /// Shortest step before giving up.
  double min_step = 1e-8;
  /// Largest first correction of a step, over its length: more may lead to another path.
  double max_correction = 0.2;
  /// Newton corrections before giving up. Paths that led to an equilibrium took at most 450 of them
  /// in 2,000 random starts and shocks; one that circles takes any number.
  int max_iterations = 1000;
};

/// How far a path was followed.
struct FixedPointPath {
  double reached = 0;  ///< t of the last point; the path is done at FixedPointOptions::end
  int steps = 0, iterations = 0;
  bool interrupted = false;
};

/// Follows the fixed-point homotopy (eq. S24) from x towards a solution of the problem, around the
/// bends of its path. Starts from afar reach solutions of economies in which Newton and price
/// adjustment run away (Eaves 1972; Scarf 1960). Dense algebra: for small problems.
/// x: starting point on entry, moved off bounds of zero; the last point of the path on return.
FixedPointPath follow_fixed_point(Mcp&, Out x, const FixedPointOptions& = {}, const Callback& = {});

}  // namespace yuqian::solvers
