// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/solvers/branch.hpp>
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/options.hpp>
#include <yuqian/solvers/report.hpp>

namespace yuqian::solvers {

/// A stretch of a path on which one set of bounds holds.
struct SmoothPiece {
  double from = 0, to = 1;
  Held held;
};

/// A solution at one point of a path.
struct PathPoint {
  double t = 0;
  std::vector<double> x;
};

/// Takes the path of a complementarity problem apart where a bound begins or ceases to hold
/// (docs/solvers.md, section 3): between such kinks the solution is smooth in t.
class SmoothPath {
 public:
  /// `newton.tolerance` should be well below `kink_tolerance`, to which complementarity holds at
  /// the ends of pieces, in the units of the problem. The callback is asked during every solve.
  SmoothPath(ParametricMcp&, const NewtonOptions& newton, double kink_tolerance = 1e-11,
             Callback = {});

  /// Appends the pieces between two solutions of the problem, in order and without gaps. False
  /// where a point between them could not be solved: see report().
  bool split(const PathPoint& from, const PathPoint& to, std::vector<SmoothPiece>& pieces);

  /// Goes from a solution of the problem to the solution at another t. False: see report().
  bool settle(PathPoint&, double t);
  /// Goes from a point on the piece to another t of it, on the branch. False: see report().
  bool walk(const SmoothPiece&, PathPoint&, double t);
  /// Whether a point that walk() brought back solves the problem, not only the branch.
  bool complementary(const SmoothPiece&, const PathPoint&);

  const SolveReport& report() const { return report_; }  ///< of the last solve
  int solves() const { return solves_; }

 private:
  bool cover(const PathPoint& from, const PathPoint& to, std::vector<SmoothPiece>&);
  bool reach(const Held&, const PathPoint& inside, PathPoint& end);
  bool step(PathPoint&, double t);
  void evaluate(const PathPoint&);

  ParametricMcp& problem_;
  Branch branch_;
  Newton newton_;
  HomotopyOptions options_;
  double tolerance_;
  Callback callback_;
  std::vector<double> f_;
  SolveReport report_;
  int solves_ = 0;
};

}  // namespace yuqian::solvers
