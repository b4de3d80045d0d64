// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/tatonnement.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace yuqian::model {
namespace {

/// Share of the logarithmic excess demand by which a factor's price moves in one sweep. Larger ones
/// overshoot where goods are poor substitutes.
constexpr double speed = 0.1;
constexpr double close_enough = 0.02;

class Adjustment {
 public:
  explicit Adjustment(const Model& m)
      : m_(m), main_output_(at(m.size()), -1), makers_(at(m.size())) {
    for (const BlockData& block : m.blocks()) {
      if (block.kind != BlockKind::production) continue;
      const int c = main_output(block);
      main_output_[at(block.level)] = c;
      makers_[at(c)].push_back(block.level);
    }
  }

  /// Moves x to y by one sweep; returns the largest move that was called for, in logarithms.
  double sweep(const Point& p, std::span<const double> x, std::span<double> y) const {
    const UnknownOffsets& o = m_.offsets();
    double most = 0;
    const auto move = [&](int i, double d, double least) {
      if (m_.lower()[at(i)] < m_.upper()[at(i)] && x[at(i)] > m_.lower()[at(i)])
        most = std::max(most, std::abs(d));
      y[at(i)] = std::max(x[at(i)], least) * std::exp(d);
    };
    for (int a = o.activity; a < o.commodity; ++a) {  // eq. 141
      const int c = main_output_[at(a)];
      const double loss_making = makers_[at(c)].size() > 1 ? loss(p, a) : 0;
      move(a, excess_demand(p, c) - loss_making, 1e-3);
    }
    const int n = m_.numeraire();
    const double drift = n >= 0 && makers_[at(n)].empty() ? excess_demand(p, n) : 0;
    for (int c = o.commodity; c < o.consumer; ++c) {
      double d = speed * (excess_demand(p, c) - drift);  // eq. 142
      if (!makers_[at(c)].empty()) {                     // eq. 140: its cheapest maker's cost
        d = loss(p, makers_[at(c)].front());
        for (const int a : makers_[at(c)]) d = std::min(d, loss(p, a));
      }
      move(c, d, 1e-6);
    }
    for (int h = o.consumer; h < o.auxiliary; ++h)  // eq. 143
      y[at(h)] = p.loss[at(h)] / m_.unknown(h).scale;
    for (int h = o.auxiliary; h < o.size; ++h) y[at(h)] = x[at(h)];
    for (int i = 0; i < o.size; ++i)
      y[at(i)] = std::clamp(y[at(i)], m_.lower()[at(i)], m_.upper()[at(i)]);
    return most;
  }

 private:
  int main_output(const BlockData& block) const {
    const TreeData& outputs = m_.kernel().trees[at(block.outputs)];
    const auto value = [&](int i) {
      return m_.kernel().leaves[at(i)].quantity * m_.kernel().leaves[at(i)].reference_price;
    };
    int best = outputs.leaf_begin;
    for (int i = best; i < outputs.leaf_end; ++i)
      if (value(i) > value(best)) best = i;
    return m_.kernel().leaves[at(best)].price;
  }
  /// Of two sides of a row, the logarithm of their ratio, at most a factor of e either way.
  double ratio(double a, double b, int row) const {
    const double least = 1e-9 / m_.row_scale()[at(row)];
    return std::clamp(std::log(std::max(a, least) / std::max(b, least)), -1.0, 1.0);
  }
  double excess_demand(const Point& p, int c) const {
    return ratio(p.loss[at(c)], p.gain[at(c)], c);
  }
  double loss(const Point& p, int a) const { return ratio(p.gain[at(a)], p.loss[at(a)], a); }

  const Model& m_;
  std::vector<int> main_output_;          ///< by activity: the commodity it makes most of, by value
  std::vector<std::vector<int>> makers_;  ///< by commodity: activities whose main output it is
};

}  // namespace

int adjust_prices(Equilibrium& problem, std::span<double> x, int most) {
  const Adjustment adjustment(problem.model());
  std::vector<double> here(x.begin(), x.end()), next(x.size()), f(x.size());
  for (int k = 0; k < most; ++k) {
    if (problem.residual(here, f) != solvers::Evaluation::ok) return k;
    std::copy(here.begin(), here.end(), x.begin());
    const double moved = adjustment.sweep(problem.evaluate(here), here, next);
    if (moved <= close_enough) return k;
    here.swap(next);
  }
  if (problem.residual(here, f) == solvers::Evaluation::ok)
    std::copy(here.begin(), here.end(), x.begin());
  return most;
}

}  // namespace yuqian::model
