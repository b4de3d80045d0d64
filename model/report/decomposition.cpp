// SPDX-License-Identifier: Apache-2.0
#include "model/report/decomposition.hpp"

#include "model/report/parts.hpp"
#include "model/report/welfare.hpp"
#include "model/report/welfare_path.hpp"
#include "solvers/newton.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

constexpr int nodes = 9;          ///< of the rule on one piece
constexpr int most_pieces = 16;   ///< a corner on the path (a quota that begins to bind) needs them
constexpr double enough = 1e-8;   ///< path error over the equivalent variation

std::size_t at(int i) { return static_cast<std::size_t>(i); }

const data::Set& part_axis() {
  static const data::Set set(
      "welfare_source",
      {"production_tax", "tariff", "wedge", "other_tax", "terms_of_trade_provinces", "terms_of_trade_abroad", "barriers",
       "productivity", "preferences", "endowments", "external_saving", "transfers", "public_and_investment",
       "price_levels", "path_error"},
      {"配置效率：生产税", "配置效率：关税", "配置效率：楔子", "配置效率：其他税", "省际贸易条件", "对外贸易条件", "壁垒(冰山成本)",
       "技术", "偏好", "要素禀赋", "外部储蓄", "转移和税收归属", "归政府与投资(负)", "价格水平差异", "路径误差"},
      {"allocative: production tax", "allocative: tariff", "allocative: wedge", "allocative: other taxes",
       "terms of trade, provinces", "terms of trade, abroad", "barriers (iceberg)", "productivity", "preferences",
       "endowments", "external saving", "transfers", "to government and investment", "price levels", "path error"});
  return set;
}

const data::Set& channel_axis() {
  static const data::Set set(
      "welfare_channel",
      {"labour", "capital", "land", "other_income", "transfers", "saving", "consumer_prices", "path_error"},
      {"劳动收入", "资本收入", "土地和资源收入", "其他收入", "转移和直接税", "储蓄(负)", "消费价格", "路径误差"},
      {"labour income", "capital income", "land and resources", "other income", "transfers and direct tax", "saving",
       "consumer prices", "path error"});
  return set;
}

/// Follows the equilibrium through the nodes and adds up.
class Path {
 public:
  Path(const Solution& s, const std::function<bool()>& interrupted)
      : s_(s), interrupted_(interrupted), equilibrium_(s.model->model), rule_(nodes), roles_(*s.model),
        areas_(s.model->benchmark->regions) {
    solvers::NewtonOptions options;
    options.tolerance = options.gap_tolerance = 1e-12;
    newton_ = solvers::Newton(options);
    equilibrium_.set_base(s.reference_parameters);
    equilibrium_.set_target(s.reference_parameters);
    const Point reference = equilibrium_.evaluate(s.reference_x);
    const Model& model = *s.model->model;
    for (const BlockData& b : model.blocks())
      reference_cost_.push_back(reference.kernel.cost[at(model.kernel().trees[at(b.inputs)].nest_begin)]);
  }

  void integrate(int pieces) {
    parts_.assign(at(areas_.set.size()), {});
    channels_.assign(at(2 * roles_.regions), {});
    std::vector<double> x = s_.reference_x;
    equilibrium_.set_target(s_.parameters);
    for (int piece = 0; piece < pieces; ++piece) {
      std::vector<Point> points;
      for (int k = 0; k < rule_.size(); ++k) {
        // A piece begins where the last one ended; the ends are the solution's own equilibria.
        const bool first = piece == 0 && k == 0, last = piece == pieces - 1 && k == rule_.size() - 1;
        equilibrium_.move_to((piece + rule_.node[at(k)]) / pieces);
        if (last) x = s_.x;
        if (!first && !last && k > 0) solve(x);
        points.push_back(equilibrium_.evaluate(x));
      }
      const report::Piece p{*s_.model, roles_, rule_, points, reference_cost_};
      report::add_parts(p, areas_, parts_);
      report::add_channels(p, channels_);
    }
  }

  const Areas& areas() const { return areas_; }
  report::AreaParts& parts() { return parts_; }
  report::HouseholdChannels& channels() { return channels_; }
  int solves() const { return solves_; }

 private:
  void solve(std::vector<double>& x) {
    if (interrupted_ && interrupted_()) throw ModelError("the decomposition was interrupted");
    const solvers::SolveReport report = newton_.solve(equilibrium_, x);
    if (!report.solved()) throw ModelError("the decomposition met a point of the path that does not solve: " + report.sentence());
    ++solves_;
  }

  const Solution& s_;
  const std::function<bool()>& interrupted_;
  Equilibrium equilibrium_;
  Lobatto rule_;
  report::Roles roles_;
  Areas areas_;
  solvers::Newton newton_;
  std::vector<double> reference_cost_;
  report::AreaParts parts_;
  report::HouseholdChannels channels_;
  int solves_ = 0;
};

}  // namespace

WelfareDecomposition decompose_welfare(const Solution& s, const std::function<bool()>& interrupted) {
  Path path(s, interrupted);
  const Areas& areas = path.areas();
  const report::Compared both = report::evaluate(s);
  const auto ev = [&](int r, int h) {
    return equivalent_variation(*s.model, both.point[0], both.point[1], (h == 0 ? s.model->rural : s.model->urban)[at(r)]);
  };
  WelfareDecomposition found{{"equivalent_variation_by_source", {areas.set, part_axis()}, "1e8 CNY"},
                             {"equivalent_variation_by_channel", {areas.set, report::households(), channel_axis()}, "1e8 CNY"}};
  for (int pieces = 1; pieces <= most_pieces; pieces *= 2) {
    path.integrate(pieces);
    const double before = found.error;
    found.error = 0;
    for (int a = 0; a < areas.set.size(); ++a) {
      double total = 0, sum = 0, size = 0;
      for (const int r : areas.members[at(a)]) total += ev(r, 0) + ev(r, 1);
      auto& parts = path.parts()[at(a)];
      for (int k = 0; k < report::path_error; ++k) sum += parts[at(k)], size += std::abs(parts[at(k)]);
      parts[report::path_error] = total - sum;
      // An EV of nothing beside large parts has no digits to compare with.
      if (size > 0) found.error = std::max(found.error, std::abs(total - sum) / std::max(std::abs(total), 1e-4 * size));
    }
    // Where halving no longer helps, what is left is the precision of the two ends.
    if (found.error <= enough || (pieces > 1 && found.error > before / 2)) break;
  }
  found.solves = path.solves();
  for (int a = 0; a < areas.set.size(); ++a) {
    for (int k = 0; k < report::part_count; ++k) found.parts(a, k) = path.parts()[at(a)][at(k)];
    for (int h = 0; h < 2; ++h) {
      double sum = 0, total = 0;
      for (const int r : areas.members[at(a)]) {
        total += ev(r, h);
        for (int k = 0; k < report::channel_error; ++k) found.channels(a, h, k) += path.channels()[at(2 * r + h)][at(k)];
      }
      for (int k = 0; k < report::channel_error; ++k) sum += found.channels(a, h, k);
      found.channels(a, h, report::channel_error) = total - sum;
    }
  }
  return found;
}

}  // namespace yuqian::model
