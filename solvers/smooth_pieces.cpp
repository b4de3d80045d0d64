// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/smooth_pieces.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <yuqian/solvers/homotopy.hpp>

namespace yuqian::solvers {
namespace {

/// Pieces shorter than this are nothing: t has no more digits.
constexpr double shortest = 1e-14;

}  // namespace

SmoothPath::SmoothPath(ParametricMcp& problem, const NewtonOptions& newton, double kink_tolerance,
                       Callback callback)
    : problem_(problem),
      branch_(problem),
      newton_(newton),
      tolerance_(kink_tolerance),
      callback_(std::move(callback)),
      f_(static_cast<std::size_t>(problem.size())) {
  options_.newton = newton;
}

void SmoothPath::evaluate(const PathPoint& p) {
  problem_.move_to(p.t);
  if (problem_.residual(p.x, f_) != Evaluation::ok)
    std::fill(f_.begin(), f_.end(), std::numeric_limits<double>::infinity());
}

/// Along the branch, or the problem where it is released. Where the way ends, p is the last
/// solution on it.
bool SmoothPath::step(PathPoint& p, double t) {
  branch_.between(p.t, t);
  report_ = follow(newton_, branch_, p.x, options_, callback_);
  ++solves_;
  p.t = report_.solved() ? t : p.t + report_.reached * (t - p.t);
  return report_.solved();
}

bool SmoothPath::walk(const SmoothPiece& piece, PathPoint& p, double t) {
  branch_.hold(piece.held);
  return step(p, t);
}

bool SmoothPath::settle(PathPoint& p, double t) {
  branch_.release();
  return step(p, t);
}

bool SmoothPath::complementary(const SmoothPiece& piece, const PathPoint& p) {
  branch_.hold(piece.held);
  evaluate(p);
  return branch_.margin(p.x, f_) >= -10 * tolerance_;
}

bool SmoothPath::split(const PathPoint& from, const PathPoint& to,
                       std::vector<SmoothPiece>& pieces) {
  const std::size_t first = pieces.size();
  if (!cover(from, to, pieces)) return false;
  if (pieces.size() == first) return true;
  // What is too short to be a piece goes to a neighbour.
  pieces[first].from = from.t;
  for (std::size_t k = first + 1; k < pieces.size(); ++k) pieces[k].from = pieces[k - 1].to;
  pieces.back().to = to.t;
  return true;
}

/// The piece around the middle, and what it leaves on either side.
bool SmoothPath::cover(const PathPoint& from, const PathPoint& to,
                       std::vector<SmoothPiece>& pieces) {
  if (to.t - from.t < shortest) return true;
  PathPoint middle = from;
  branch_.release();
  if (!step(middle, from.t + (to.t - from.t) / 2)) return false;
  evaluate(middle);
  const Held held = branch_.held_at(middle.x, f_);
  PathPoint left = from, right = to;
  if (!reach(held, middle, left) || !reach(held, middle, right)) return false;
  if (!cover(from, left, pieces)) return false;
  if (right.t - left.t >= shortest) pieces.push_back({left.t, right.t, held});
  return cover(right, to, pieces);
}

/// Moves `end`, a solution of the problem, to the point nearest to it that the branch through
/// `inside` reaches. Where complementarity breaks on the way, that is where the least margin is
/// minus two tolerances (Illinois: secants that keep the zero between two points): rows on the edge
/// all along, whose margin is zero, do not hide the one that breaks.
bool SmoothPath::reach(const Held& held, const PathPoint& inside, PathPoint& end) {
  branch_.hold(held);
  evaluate(end);
  if (branch_.off(end.x, f_) <= 10 * tolerance_ && branch_.margin(end.x, f_) >= -10 * tolerance_)
    return true;
  const auto distance = [&](const PathPoint& p) {
    evaluate(p);
    return branch_.margin(p.x, f_) + 2 * tolerance_;
  };
  PathPoint good = inside, bad = inside;
  if (!step(bad, end.t) && report_.status == Status::interrupted) return false;
  double above = distance(good), below = distance(bad);
  if (above <= 0) {
    end = good;
    return true;
  }
  if (below >= 0) {  // the branch is a solution as far as it can be followed
    const bool whole = bad.t == end.t;
    end = bad;
    return whole;
  }
  int kept = 0;
  for (int i = 0; i < 200 && std::abs(bad.t - good.t) > shortest; ++i) {
    double share = above / (above - below);
    if (i % 8 == 7) share = 0.5;
    PathPoint trial = good;
    if (!step(trial, good.t + share * (bad.t - good.t))) return false;
    const double d = distance(trial);
    if (std::abs(d) <= tolerance_) {
      end = trial;
      return true;
    }
    if (d > 0) {
      good = trial, above = d;
      below *= kept == 1 ? 0.5 : 1;
      kept = 1;
    } else {
      bad = trial, below = d;
      above *= kept == -1 ? 0.5 : 1;
      kept = -1;
    }
  }
  end = good;
  return true;
}

}  // namespace yuqian::solvers
