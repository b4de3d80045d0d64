// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/analysis/welfare_integral.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace yuqian::model::report {
namespace {

constexpr int nodes = 9;             ///< of the rule on one stretch
constexpr int deepest = 12;          ///< halvings of a piece
constexpr double enough = 1e-8;      ///< error of a stretch over the equivalent variation
constexpr double sufficient = 1e-7;  ///< the same where halving helps no more
constexpr double rounding = 1e-12;   ///< of solutions, over what an area spends
constexpr double infinity = std::numeric_limits<double>::infinity();

solvers::NewtonOptions sharp() {
  solvers::NewtonOptions options;
  options.tolerance = options.gap_tolerance = 1e-12;
  return options;
}

}  // namespace

struct WelfareIntegral::Leg {
  Stretch sums;
  solvers::PathPoint end;
  bool broken = false;  ///< at `end` the branch is not an equilibrium: there is a kink before it
};

WelfareIntegral::WelfareIntegral(const Solution& s, const std::function<bool()>& interrupted)
    : s_(s),
      interrupted_(interrupted),
      equilibrium_(s.model->model),
      path_(equilibrium_, sharp(), 1e-11,
            [this](const solvers::Progress&) { return !(interrupted_ && interrupted_()); }),
      rule_(nodes),
      areas_(s.model->benchmark->regions) {
  const Compared both = evaluate(equilibrium_, s);
  const Model& model = *s.model->model;
  for (const BlockData& b : model.blocks())
    reference_cost_.push_back(
        both.point[0].kernel.cost[at(model.kernel().trees[at(b.inputs)].nest_begin)]);
  for (int r = 0; r < s.model->benchmark->regions.size(); ++r) {
    const auto gains = welfare_metric(*s.model, both.point[0], both.point[1], r);
    metric_.push_back(std::accumulate(gains.begin(), gains.end(), 0.0));
    for (const ConsumerId id : {s.model->rural[at(r)], s.model->urban[at(r)]}) {
      variation_.push_back(equivalent_variation(*s.model, both.point[0], both.point[1], id));
      const int b = model.block_of(id);
      spending_.push_back(b < 0 ? 0 : both.point[0].level[at(model.offsets()(id))]);
    }
  }
  equilibrium_.set_base(s.reference_parameters);
  equilibrium_.set_target(s.parameters);
}

double WelfareIntegral::variation(int region, int household) const {
  return variation_[at(2 * region + household)];
}

void WelfareIntegral::fail() const {
  if (interrupted_ && interrupted_()) throw ModelError("the decomposition was interrupted");
  throw ModelError("the decomposition met a point of the path that does not solve: " +
                   path_.report().sentence());
}

void WelfareIntegral::split(const solvers::PathPoint& from, const solvers::PathPoint& to,
                            std::vector<solvers::SmoothPiece>& pieces) {
  if (!path_.split(from, to, pieces)) fail();
  for (std::size_t k = 1; k < pieces.size(); ++k) kinks_.push_back(pieces[k].from);
}

/// Largest error of an area, 1 where it is `relative` of its equivalent variation or `absolute` of
/// what its households spend. An equivalent variation of nothing beside large parts has no digits
/// to compare with.
double WelfareIntegral::excess(const Stretch& s, double relative, double absolute) const {
  double most = 0;
  for (int a = 0; a < areas_.set.size(); ++a) {
    double size = 0, total = 0, spending = 0;
    for (const double v : s.parts[at(a)]) size += std::abs(v);
    for (const int r : areas_.members[at(a)])
      for (int h = 0; h < 2; ++h) total += variation(r, h), spending += spending_[at(2 * r + h)];
    const double allowed =
        std::max(relative * std::max(std::abs(total), 1e-4 * size), absolute * spending);
    if (s.error[at(a)] != 0) most = std::max(most, std::abs(s.error[at(a)]) / allowed);
  }
  return most;
}

Stretch WelfareIntegral::nothing() const {
  return {AreaParts(at(areas_.set.size())), AreaParts(at(areas_.set.size())),
          HouseholdChannels(at(2 * s_.model->benchmark->regions.size())),
          std::vector<double>(at(areas_.set.size()), 0.0)};
}

Stretch WelfareIntegral::whole() {
  std::vector<solvers::SmoothPiece> pieces;
  Leg leg{nothing(), {0, s_.reference_x}};
  split(leg.end, {1, s_.x}, pieces);
  for (const auto& piece : pieces) append(leg, refined(piece, leg.end, infinity, 0));
  return leg.sums;
}

/// A piece, halved as long as that helps: `before` is the excess of what it is a half of.
WelfareIntegral::Leg WelfareIntegral::refined(const solvers::SmoothPiece& piece,
                                              const solvers::PathPoint& start, double before,
                                              int depth) {
  Leg leg = integrate(piece, start);
  std::vector<solvers::SmoothPiece> parts;
  double error = infinity;
  if (leg.broken) {
    solvers::PathPoint here = leg.end;
    if (depth == deepest || !path_.settle(here, here.t)) fail();
    solvers::PathPoint end = here;
    if (!path_.settle(end, piece.to)) fail();
    split(start, here, parts);
    std::vector<solvers::SmoothPiece> rest;
    split(here, end, rest);
    parts.insert(parts.end(), rest.begin(), rest.end());
  } else {
    error = excess(leg.sums, enough, 0);
    const bool helpless = error > before / 2 && excess(leg.sums, sufficient, rounding) <= 1;
    if (error <= 1 || helpless || depth == deepest) return leg;
    const double middle = piece.from + (piece.to - piece.from) / 2;
    parts = {{piece.from, middle, piece.held}, {middle, piece.to, piece.held}};
  }
  leg = {nothing(), start};
  for (const auto& part : parts) append(leg, refined(part, leg.end, error, depth + 1));
  return leg;
}

/// The nodes of the rule, each solved on the branch of the piece; the ends of the path are the
/// solution's own.
WelfareIntegral::Leg WelfareIntegral::integrate(const solvers::SmoothPiece& piece,
                                                const solvers::PathPoint& start) {
  Leg leg{nothing(), start};
  std::vector<Point> points;
  for (int k = 0; k < rule_.size(); ++k) {
    const bool first = k == 0, last = k == rule_.size() - 1;
    const double t = last ? piece.to : piece.from + rule_.node[at(k)] * (piece.to - piece.from);
    if (last && t == 1)
      leg.end = {1, s_.x};
    else if (!(first && t == 0) && !path_.walk(piece, leg.end, t))
      fail();
    if (!first && !last && !path_.complementary(piece, leg.end)) {
      leg.broken = true;
      return leg;
    }
    equilibrium_.move_to(t);
    points.push_back(equilibrium_.evaluate(leg.end.x));
  }
  const Piece p{*s_.model, rule_, points, reference_cost_};
  add_parts(p, areas_, leg.sums.parts, leg.sums.metric);
  add_channels(p, leg.sums.channels);
  for (int a = 0; a < areas_.set.size(); ++a) {
    const auto& parts = leg.sums.parts[at(a)];
    leg.sums.error[at(a)] =
        gained(points.front(), points.back(), a) - std::accumulate(parts.begin(), parts.end(), 0.0);
  }
  return leg;
}

double WelfareIntegral::gained(const Point& from, const Point& to, int area) const {
  double sum = 0;
  for (const int r : areas_.members[at(area)])
    for (const ConsumerId id : {s_.model->rural[at(r)], s_.model->urban[at(r)]})
      if (const int b = s_.model->model->block_of(id); b >= 0)
        sum += reference_cost_[at(b)] * (to.multiplier[at(b)] - from.multiplier[at(b)]);
  return sum;
}

void WelfareIntegral::append(Leg& to, Leg&& more) {
  for (std::size_t a = 0; a < to.sums.parts.size(); ++a) {
    for (std::size_t k = 0; k < part_count; ++k) {
      to.sums.parts[a][k] += more.sums.parts[a][k];
      to.sums.metric[a][k] += more.sums.metric[a][k];
    }
    to.sums.error[a] += more.sums.error[a];
  }
  for (std::size_t h = 0; h < to.sums.channels.size(); ++h)
    for (std::size_t k = 0; k < channel_count; ++k)
      to.sums.channels[h][k] += more.sums.channels[h][k];
  to.end = std::move(more.end);
}

}  // namespace yuqian::model::report
