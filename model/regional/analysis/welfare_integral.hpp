// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/analysis/welfare_path.hpp>
#include <yuqian/model/regional/solution/solution.hpp>
#include <yuqian/solvers/smooth_pieces.hpp>

#include <functional>

namespace yuqian::model::report {

/// What a stretch of the path adds to the decomposition, in 10^8 yuan at reference prices.
struct Stretch {
  AreaParts parts;             ///< of what households get; path error apart
  AreaParts metric;            ///< of all that residents get (eq. 401); path error apart
  HouseholdChannels channels;  ///< path error apart
  std::vector<double> error;   ///< by area: equivalent variation of the stretch less its parts
};

/// The integrals of eq. 90 to 95 along the path from the reference to the counterfactual. The path
/// is decomposed at its kinks, and a piece is halved until its parts add up.
class WelfareIntegral {
 public:
  WelfareIntegral(const Solution&, const std::function<bool()>& interrupted);

  /// Throws ModelError where an equilibrium on the path is not found.
  Stretch whole();

  const Areas& areas() const { return areas_; }
  /// Equivalent variation of a region's rural (0) or urban (1) households, from the two ends alone
  /// (eq. 25).
  double variation(int region, int household) const;
  /// The same of all that the region's residents get (eq. 400).
  double metric(int region) const { return metric_[at(region)]; }
  const std::vector<double>& kinks() const {
    return kinks_;
  }  ///< where bounds begin or cease to hold, in (0, 1)
  int solves() const { return path_.solves(); }

 private:
  struct Leg;  ///< a stretch and the point that it ends in
  Leg refined(const solvers::SmoothPiece&, const solvers::PathPoint& start, double before,
              int depth);
  Leg integrate(const solvers::SmoothPiece&, const solvers::PathPoint& start);
  static void append(Leg& to, Leg&& more);
  Stretch nothing() const;
  void split(const solvers::PathPoint& from, const solvers::PathPoint& to,
             std::vector<solvers::SmoothPiece>&);
  double gained(const Point& from, const Point& to,
                int area) const;  ///< equivalent variation between two points
  double excess(const Stretch&, double relative, double absolute) const;
  [[noreturn]] void fail() const;

  const Solution& s_;
  std::function<bool()> interrupted_;
  Equilibrium equilibrium_;
  solvers::SmoothPath path_;
  maths::Lobatto rule_;
  Areas areas_;
  std::vector<double> kinks_;
  std::vector<double> reference_cost_;        ///< by block
  std::vector<double> variation_, spending_;  ///< by region * 2 + household
  std::vector<double> metric_;                ///< by region
};

}  // namespace yuqian::model::report
