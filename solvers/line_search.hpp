// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "solvers/mcp.hpp"

namespace yuqian::solvers {

/// A point of the iteration with everything that depends on F there.
struct Point {
  std::vector<double> x, f;
  std::vector<double> phi;  ///< row equations (eq. S2)
  double merit = 0;         ///< eq. S6

  void resize(std::size_t n);
  /// Evaluates F and the merit function at x. A merit value that is not finite is `not_finite`.
  Evaluation evaluate(Mcp&);
};

struct Trial {
  double length = 0;  ///< accepted fraction of the direction; 0 if none was
  int evaluations = 0;
  bool evaluable = false;  ///< F was defined for at least one length tried
};

struct SearchSettings {
  double sufficient_decrease = 1e-4;
  double min_step = 1e-7;
  double boundary_fraction = 0.9;
};

/// Backtracking along an arc projected onto the bounds, straight or logarithmic by unknown (eq. S9,
/// S10), accepting the first s with merit <= reference - sufficient_decrease * promise(s). Where F
/// is not defined on a bound the arc is kept a fraction away from it; `guarded` remembers that for
/// the next search.
class LineSearch {
 public:
  explicit LineSearch(const SearchSettings& settings) : settings_(settings) {}

  /// A Newton direction promises s * 2 * merit.
  Trial newton(Mcp&, const Point& from, In direction, double reference, Point& to);
  /// Any other direction promises -g'(x(s) - x), g the gradient of the merit function.
  Trial descent(Mcp&, const Point& from, In direction, In gradient, double reference, Point& to);
  /// Takes the longest step at which F is defined, whatever the merit function says.
  Trial bold(Mcp&, const Point& from, In direction, Point& to);

 private:
  template <class Accept>
  Trial run(Mcp&, const Point& from, In direction, Point& to, Accept accept);
  void place(Mcp&, const Point& from, In direction, double s, Point& to) const;

  SearchSettings settings_;
  bool guarded_ = false;
};

}  // namespace yuqian::solvers
