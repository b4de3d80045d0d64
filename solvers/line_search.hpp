// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/solvers/mcp.hpp>

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

/// Backtracking along two arcs projected onto the bounds, one straight, one logarithmic in positive
/// unknowns (eq. S9, S10), of which the better merit counts. Accepts the first s with
/// merit <= reference - sufficient_decrease * promise(s). Where F is not defined on a bound the
/// arcs are kept a fraction away from it; `guarded` remembers that for the next search.
class LineSearch {
 public:
  /// Before the first search in a problem of n unknowns.
  void reset(const SearchSettings&, std::size_t n);

  /// A Newton direction promises s * 2 * merit.
  Trial newton(Mcp&, const Point& from, In direction, double reference, Point& to);
  /// Any other direction promises -g'(x(s) - x), g the gradient of the merit function.
  Trial descent(Mcp&, const Point& from, In direction, In gradient, double reference, Point& to);
  /// Takes the longest step at which F is defined, whatever the merit function says.
  Trial bold(Mcp&, const Point& from, In direction, Point& to);

 private:
  enum class Arc { straight, logarithmic };
  template <class Accept>
  Trial run(Mcp&, const Point& from, In direction, Point& to, Accept accept);
  Evaluation better(Mcp&, const Point& from, In direction, double s, Point& to, Trial&);
  Evaluation reach(Mcp&, const Point& from, In direction, double s, Arc, Point& to) const;

  SearchSettings settings_;
  Arc arc_ = Arc::logarithmic;  ///< the one that served last
  bool guarded_ = false;
  Point second_;  ///< at the end of the other arc
};

}  // namespace yuqian::solvers
