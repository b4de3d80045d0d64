// SPDX-License-Identifier: Apache-2.0
// Every quantity is q = D m + gamma tau: compensated netput D(p, coefficients) times the multiplier
// m of its block, plus what is committed. The walk goes back through that line, block by block.
#include <yuqian/model/kernel/reverse_sweep.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::model {
namespace {

constexpr double near_one =
    1e-6;  // of an elasticity: the limit form loses nothing to rounding there

}  // namespace

ReverseSweep::ReverseSweep(const Model& model)
    : by_level(at(model.size())),
      by_slot(model.slots().size()),
      by_elasticity(model.kernel().nests.size()),
      w_multiplier_(model.blocks().size()),
      w_quantity_(model.kernel().leaves.size()),
      w_log_netput_(model.kernel().nests.size()),
      slope_(model.kernel().nests.size()) {}

double ReverseSweep::weight(int row, int sign) const {
  return seeds_.row.empty() ? 0 : seeds_.row[at(row)] * point_->side_weight(row, sign);
}

void ReverseSweep::run(const Model& model, const Point& point, const SweepSeeds& seeds,
                       bool coefficients) {
  model_ = &model, point_ = &point, seeds_ = seeds, coefficients_ = coefficients;
  for (auto* v : {&by_level, &by_slot, &by_elasticity}) std::fill(v->begin(), v->end(), 0.0);
  for (int b = 0; b < static_cast<int>(model.blocks().size()); ++b) add_block(b);

  for (int i = model.offsets().consumer; i < model.offsets().auxiliary; ++i)
    by_level[at(i)] += weight(i, 1);
  for (const EndowmentData& e : model.endowments()) {
    const double q = e.quantity.value(point.slots), w_income = weight(e.consumer, -1);
    by_level[at(e.price)] -= q * w_income;
    if (e.quantity.slot >= 0)
      by_slot[at(e.quantity.slot)] +=
          weight(e.price, q > 0 ? 1 : -1) - point.level[at(e.price)] * w_income;
  }
  for (const TransferData& t : model.transfers()) {
    by_level[at(t.from)] -= t.rate.value(point.slots) * weight(t.to, -1);
    if (t.rate.slot < 0) continue;
    double w_rate = -weight(t.to, -1);  // what the receiver has more, the giver's spending has less
    if (const int b = model.block_of(t.from); b >= 0)
      w_rate -=
          w_multiplier_[at(b)] /
          point.kernel.cost[at(model.kernel().trees[at(model.blocks()[at(b)].inputs)].nest_begin)];
    by_slot[at(t.rate.slot)] += w_rate * point.level[at(t.from)];
  }
}

void ReverseSweep::add_block(int b) {
  const BlockData& block = model_->blocks()[at(b)];
  const KernelData& kernel = model_->kernel();
  // Weights w of quantities: of their markets (eq. 2) and of the taxes paid on them (eq. 3). Then
  // of the multiplier, since q = m D + gamma tau.
  double w_multiplier = seeds_.multiplier.empty() ? 0 : seeds_.multiplier[at(b)];
  for (const int t : {block.inputs, block.outputs}) {
    if (t < 0) continue;
    const TreeData& tree = kernel.trees[at(t)];
    for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
      const Leaf& leaf = kernel.leaves[at(i)];
      const double price = point_->level[at(leaf.price)];
      double w = tree.sign * weight(leaf.price, tree.sign);
      if (!seeds_.quantity.empty()) w += seeds_.quantity[at(i)];
      for (int k = leaf.tax_begin; k < leaf.tax_end; ++k) {
        const Tax& tax = kernel.taxes[at(k)];
        const double w_revenue = weight(tax.consumer, -1), q = point_->quantity(*model_, b, i);
        w -= w_revenue * tax.rate.value(point_->slots) * price;
        by_level[at(leaf.price)] -= w_revenue * tax.rate.value(point_->slots) * q;
        if (tax.rate.slot >= 0) by_slot[at(tax.rate.slot)] -= w_revenue * price * q;
      }
      w_quantity_[at(i)] = w;
      w_multiplier += w * point_->kernel.netput[at(i)];
    }
  }
  w_multiplier_[at(b)] = w_multiplier;
  // An activity's multiplier is its level; cost and revenue weigh in its zero profit (eq. 1).
  if (block.kind == BlockKind::production) {
    by_level[at(block.level)] += w_multiplier;
    for (const int t : {block.inputs, block.outputs})
      if (t >= 0)
        add_tree(b, t, -kernel.trees[at(t)].sign * weight(block.level, -kernel.trees[at(t)].sign));
    return;
  }
  // A consumer's is m = (keep income - committed) / unit cost, so income and cost weigh through it.
  const double unit_cost = point_->kernel.cost[at(kernel.trees[at(block.inputs)].nest_begin)];
  by_level[at(block.level)] += w_multiplier * point_->keep[at(b)] / unit_cost;
  add_tree(b, block.inputs, -w_multiplier * point_->multiplier[at(b)] / unit_cost);
}

void ReverseSweep::add_tree(int b, int t, double w_cost) {
  const KernelData& kernel = model_->kernel();
  const KernelState& state = point_->kernel;
  const TreeData& tree = kernel.trees[at(t)];
  const bool demand = model_->blocks()[at(b)].kind == BlockKind::demand;
  const double m = point_->multiplier[at(b)];
  const double w_committed = demand ? -w_multiplier_[at(b)] / state.cost[at(tree.nest_begin)] : 0;

  // From the leaves up: the weight on ln D of all that is below a nest, which (5) moves together.
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) w_log_netput_[at(n)] = 0;
  for (int n = tree.nest_end - 1; n >= tree.nest_begin; --n) {
    const NestData& nest = kernel.nests[at(n)];
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
      w_log_netput_[at(n)] += m * w_quantity_[at(i)] * state.netput[at(i)];
    if (nest.parent >= 0) w_log_netput_[at(nest.parent)] += w_log_netput_[at(n)];
  }
  // From the root down: the transpose of (6). Its sum over the nests above a leaf is the slope
  // cumulated so far, k_n times the weight below n; what remains is the leaf's own diagonal term.
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const NestData& nest = kernel.nests[at(n)];
    const double e = state.elasticity[at(n)];
    const double step = e - (nest.parent < 0 ? 0 : state.elasticity[at(nest.parent)]);
    slope_[at(n)] = (nest.parent < 0 ? 0 : slope_[at(nest.parent)]) +
                    (step == 0 ? 0 : step / state.cost[at(n)] * w_log_netput_[at(n)]);
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
      const Leaf& leaf = kernel.leaves[at(i)];
      const double price = point_->level[at(leaf.price)], phi = state.phi[at(i)],
                   tau = state.tau[at(i)];
      const double w_netput = m * w_quantity_[at(i)];
      const double own = e == 0 ? 0 : e / price * w_netput;
      const double w_price = state.netput[at(i)] * (phi * (slope_[at(n)] + w_cost) - own);
      const double gamma = leaf.subsistence.value(point_->slots);
      by_level[at(leaf.price)] += w_price + w_committed * gamma * tau * phi;
      if (!coefficients_) continue;
      // Coefficients of the leaf (eq. 8): phi = 1 -+ taxes and tau move its effective price; tau
      // and gamma its quantity too.
      const double w_log_price = w_price * price;
      for (int k = leaf.tax_begin; k < leaf.tax_end; ++k)
        if (const int slot = kernel.taxes[at(k)].rate.slot; slot >= 0)
          by_slot[at(slot)] -= tree.sign * (w_log_price / phi + w_committed * gamma * tau * price);
      if (leaf.augmentation.slot >= 0)
        by_slot[at(leaf.augmentation.slot)] +=
            (w_log_price + w_netput * state.netput[at(i)]) / tau +
            gamma * (w_quantity_[at(i)] + w_committed * phi * price);
      if (leaf.subsistence.slot >= 0)
        by_slot[at(leaf.subsistence.slot)] +=
            tau * (w_quantity_[at(i)] + w_committed * phi * price);
    }
  }
  if (coefficients_) add_shares(t, m, w_cost);
}

/// Elasticities and preferences: what moves the shares of a nest's children.
void ReverseSweep::add_shares(int t, double m, double w_cost) {
  const KernelData& kernel = model_->kernel();
  const KernelState& state = point_->kernel;
  const TreeData& tree = kernel.trees[at(t)];
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const NestData& nest = kernel.nests[at(n)];
    const double r = 1 - state.elasticity[at(n)], log_c = state.log_price[at(n)];
    const double w_log_c = state.cost[at(n)] * (slope_[at(n)] + w_cost);  // on the nest's log price
    // Of each child: the leaf, or the nest's number with a minus; its share now, its log price, and
    // the weight on the ln D below it.
    const auto each_child = [&](auto&& visit) {
      for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
        visit(i, state.leaf_share[at(i)],
              point_->log_level[at(kernel.leaves[at(i)].price)] + state.log_factor[at(i)],
              m * w_quantity_[at(i)] * state.netput[at(i)]);
      for (int k = n + 1; k < tree.nest_end; ++k)
        if (kernel.nests[at(k)].parent == n)
          visit(-k, state.nest_share[at(k)], state.log_price[at(k)], w_log_netput_[at(k)]);
    };
    double mean = 0, square = 0, w_elasticity = 0, w_all_shares = 0;
    const auto w_share = [&](double share, double log_price, double w_log_netput) {
      const double gap =
          log_price - log_c;  // cost moves by (now - share) / r, now = share exp(r gap)
      return w_log_netput + w_log_c * share * (r == 0 ? gap : std::expm1(r * gap) / r);
    };
    each_child([&](int, double share, double log_price, double w_log_netput) {
      const double now = share * std::exp(r * (log_price - log_c));
      mean += now * log_price;
      square += now * log_price * log_price;
      w_elasticity += w_log_netput * (log_c - log_price);
      if (nest.shifted) w_all_shares += w_share(share, log_price, w_log_netput);
    });
    w_elasticity +=
        w_log_c * (std::abs(r) < near_one ? -(square - mean * mean) / 2 : (log_c - mean) / r);
    by_elasticity[at(n)] = -tree.sign * w_elasticity;
    if (nest.elasticity.slot >= 0) by_slot[at(nest.elasticity.slot)] += by_elasticity[at(n)];
    if (!nest.shifted) continue;
    each_child([&](int i, double share, double log_price, double w_log_netput) {
      const Ref& preference =
          i < 0 ? kernel.nests[at(-i)].preference : kernel.leaves[at(i)].preference;
      if (preference.slot >= 0)
        by_slot[at(preference.slot)] +=
            (w_share(share, log_price, w_log_netput) - share * w_all_shares) /
            preference.value(point_->slots);
    });
  }
}

}  // namespace yuqian::model
