// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/slot_column.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::model {
namespace {

/// One unit move of a coefficient inside a block, as seen by the kernel.
struct Seed {
  int leaf = -1;          ///< whose coefficient moves
  double log_price = 0;   ///< dln of its effective price
  double log_tau = 0;     ///< dln of its augmentation
  double log_shift = 0;   ///< dln of its preference
  int nest = -1;          ///< whose elasticity moves
  int shifted_nest = -1;  ///< whose preference moves, if not the leaf's
  double elasticity = 0;  ///< d of the signed elasticity
};

/// dD of every leaf of the tree for the seed: the kernel's forward derivative.
void tree_tangent(const KernelData& data, const TreeData& tree, const Point& point,
                  const Seed& seed, SlotScratch& s) {
  const KernelState& state = point.kernel;
  const auto relative_log_price = [&](int i) {
    return point.log_level[at(data.leaves[at(i)].price)] + state.log_factor[at(i)];
  };
  // Shares: a preference kappa replaces theta by theta kappa / sum theta kappa, below (6).
  for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) s.d_share[at(i)] = 0;
  const int shifted = seed.log_shift == 0      ? -1
                      : seed.shifted_nest >= 0 ? data.nests[at(seed.shifted_nest)].parent
                                               : data.leaves[at(seed.leaf)].nest;
  double common_shift = 0;  // all shares of the nest are rescaled together
  if (shifted >= 0) {
    common_shift = -(seed.shifted_nest >= 0 ? state.nest_share[at(seed.shifted_nest)]
                                            : state.leaf_share[at(seed.leaf)]) *
                   seed.log_shift;
    const NestData& nest = data.nests[at(shifted)];
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) s.d_share[at(i)] = common_shift;
    if (seed.shifted_nest < 0) s.d_share[at(seed.leaf)] += seed.log_shift;
  }
  // Of the share of a nest in its parent.
  const auto nest_shift = [&](int n) {
    return data.nests[at(n)].parent != shifted
               ? 0
               : common_shift + (n == seed.shifted_nest ? seed.log_shift : 0);
  };
  // Prices, from the leaves up: (4) differentiated in logarithms, dln c_n = sum over children of
  // their value share now times dln c_c, and what moves of shares and of the elasticity on top.
  for (int n = tree.nest_end - 1; n >= tree.nest_begin; --n) {
    const NestData& nest = data.nests[at(n)];
    const double r = 1 - state.elasticity[at(n)], log_c = state.log_price[at(n)];
    const bool near_one = std::abs(r) < 1e-6;  // the limit form loses nothing to rounding there
    double price_part = 0, mean = 0, square = 0, share_part = 0;
    const auto child = [&](double share, double l, double dl, double dshare) {
      const double now = share * std::exp(r * (l - log_c));  // value share at the point
      price_part += now * dl;
      mean += now * l;
      square += now * l * l;
      if (dshare != 0) share_part += near_one ? now * dshare * l : now * dshare / r;
    };
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
      child(state.leaf_share[at(i)], relative_log_price(i), i == seed.leaf ? seed.log_price : 0,
            s.d_share[at(i)]);
    for (int k = n + 1; k < tree.nest_end; ++k)
      if (data.nests[at(k)].parent == n)
        child(state.nest_share[at(k)], state.log_price[at(k)], s.d_log_price[at(k)], nest_shift(k));
    double elasticity_part = 0;  // of (4) by r: the limit at r = 0 is half the variance of ln c_c
    if (n == seed.nest)
      elasticity_part =
          seed.elasticity * (near_one ? -(square - mean * mean) / 2 : (log_c - mean) / r);
    s.d_log_price[at(n)] = price_part + share_part + elasticity_part;
  }
  // Quantities, from the root down: (5) differentiated, each nest adding e (dln c_n - dln c_child)
  // and, where its own elasticity moves, de ln(c_n / c_child).
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const NestData& nest = data.nests[at(n)];
    double level = 0;
    if (nest.parent >= 0) {
      const int up = nest.parent;
      level = s.d_log_level[at(up)] +
              state.elasticity[at(up)] * (s.d_log_price[at(up)] - s.d_log_price[at(n)]);
      if (up == seed.nest)
        level += seed.elasticity * (state.log_price[at(up)] - state.log_price[at(n)]);
      level += nest_shift(n);
    }
    s.d_log_level[at(n)] = level;
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
      const bool own = i == seed.leaf;
      double d =
          level + state.elasticity[at(n)] * (s.d_log_price[at(n)] - (own ? seed.log_price : 0));
      if (n == seed.nest) d += seed.elasticity * (state.log_price[at(n)] - relative_log_price(i));
      d += s.d_share[at(i)] + (own ? seed.log_tau : 0);
      s.d_netput[at(i)] = d == 0 ? 0 : state.netput[at(i)] * d;
    }
  }
}

void add_block_use(const Model& model, const Point& point, const SlotUse& use, double weight,
                   std::span<double> column, SlotScratch& s) {
  const KernelData& data = model.kernel();
  const KernelState& state = point.kernel;
  const BlockData& block = model.blocks()[at(use.block)];
  const bool demand = block.kind == BlockKind::demand;
  const double m = point.multiplier[at(use.block)];

  // What the coefficient moves at the leaf or nest that it stands on.
  Seed seed;
  double d_phi = 0, d_committed = 0;  // of the leaf, physical units for the latter
  int tree_index = block.inputs;
  const auto tree_of = [&](int leaf) {
    const TreeData& inputs = data.trees[at(block.inputs)];
    return leaf >= inputs.leaf_begin && leaf < inputs.leaf_end ? block.inputs : block.outputs;
  };
  if (use.kind == SlotUse::Kind::elasticity || use.kind == SlotUse::Kind::nest_preference) {
    const TreeData& inputs = data.trees[at(block.inputs)];
    tree_index = use.index >= inputs.nest_begin && use.index < inputs.nest_end ? block.inputs
                                                                               : block.outputs;
    if (use.kind == SlotUse::Kind::elasticity) {
      seed.nest = use.index;
      seed.elasticity = -data.trees[at(tree_index)].sign;
    } else {
      seed.shifted_nest = use.index;
      seed.log_shift = 1 / data.nests[at(use.index)].preference.value(point.slots);
    }
  } else {
    tree_index = tree_of(use.index);
    seed.leaf = use.index;
    const double tau = state.tau[at(use.index)];
    const double gamma = data.leaves[at(use.index)].subsistence.value(point.slots);
    if (use.kind == SlotUse::Kind::tax) {
      d_phi = -data.trees[at(tree_index)].sign;
      seed.log_price = d_phi / state.phi[at(use.index)];
    } else if (use.kind == SlotUse::Kind::augmentation) {
      seed.log_price = seed.log_tau = 1 / tau;
      d_committed = gamma;
    } else if (use.kind == SlotUse::Kind::preference) {
      seed.log_shift = 1 / data.leaves[at(use.index)].preference.value(point.slots);
    } else {
      d_committed = tau;
    }
  }
  const TreeData& tree = data.trees[at(tree_index)];
  tree_tangent(data, tree, point, seed, s);

  // Cost, or revenue, of a unit of the block: p phi D, both of which move (eq. 1).
  double d_cost = 0;
  for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
    const double price = point.level[at(data.leaves[at(i)].price)];
    d_cost += price * (state.phi[at(i)] * s.d_netput[at(i)] +
                       (i == seed.leaf ? d_phi * state.netput[at(i)] : 0));
  }
  // A consumer's multiplier m = (keep income - committed) / cost gives way; an activity's level is
  // an unknown of its own, and its zero profit (eq. 1) moves instead.
  double d_m = 0;
  if (demand) {
    if (seed.leaf >= 0) {
      const Leaf& leaf = data.leaves[at(seed.leaf)];
      const double committed = leaf.subsistence.value(point.slots) * state.tau[at(seed.leaf)];
      d_m -= point.level[at(leaf.price)] *
             (d_phi * committed + state.phi[at(seed.leaf)] * d_committed);
    }
    d_m = (d_m - m * d_cost) / state.cost[at(tree.nest_begin)];
  } else {
    column[at(block.level)] -=
        weight * tree.sign * d_cost * point.side_weight(block.level, -tree.sign);
  }
  // Markets (eq. 2): q = m D + what is committed. Incomes (eq. 3): taxes on what moves.
  for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
    const Leaf& leaf = data.leaves[at(i)];
    double d = m * s.d_netput[at(i)] + state.netput[at(i)] * d_m;
    if (i == seed.leaf) d += d_committed;
    column[at(leaf.price)] += weight * tree.sign * d * point.side_weight(leaf.price, tree.sign);
    const double price = point.level[at(leaf.price)];
    for (int t = leaf.tax_begin; t < leaf.tax_end; ++t)
      column[at(data.taxes[at(t)].consumer)] -= weight * data.taxes[at(t)].rate.value(point.slots) *
                                                price * d *
                                                point.side_weight(data.taxes[at(t)].consumer, -1);
  }
  if (use.kind == SlotUse::Kind::tax)  // the rate itself, on what is bought already
    column[at(data.taxes[at(use.tax)].consumer)] -=
        weight * point.level[at(data.leaves[at(use.index)].price)] *
        point.quantity(model, use.block, use.index) *
        point.side_weight(data.taxes[at(use.tax)].consumer, -1);
}

void add_transfer_use(const Model& model, const Point& point, const TransferData& transfer,
                      double weight, std::span<double> column) {
  const double income = point.level[at(transfer.from)];
  column[at(transfer.to)] -= weight * income * point.side_weight(transfer.to, -1);
  const KernelData& data = model.kernel();
  for (std::size_t b = 0; b < model.blocks().size(); ++b) {
    const BlockData& block = model.blocks()[b];
    if (block.kind != BlockKind::demand || block.level != transfer.from) continue;
    const TreeData& tree = data.trees[at(block.inputs)];
    const double d_m = -income / point.kernel.cost[at(tree.nest_begin)];
    for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
      const Leaf& leaf = data.leaves[at(i)];
      const double d = point.kernel.netput[at(i)] * d_m;
      column[at(leaf.price)] -= weight * d * point.side_weight(leaf.price, -1);
      for (int t = leaf.tax_begin; t < leaf.tax_end; ++t)
        column[at(data.taxes[at(t)].consumer)] -=
            weight * data.taxes[at(t)].rate.value(point.slots) * point.level[at(leaf.price)] * d *
            point.side_weight(data.taxes[at(t)].consumer, -1);
    }
  }
}

void add_block_rows(const Model& model, const BlockData& block, std::vector<int>& rows) {
  for (int i = block.leaf_begin; i < block.leaf_end; ++i)
    rows.push_back(model.kernel().leaves[at(i)].price);
  if (block.kind == BlockKind::production) rows.push_back(block.level);
  rows.insert(rows.end(), block.tax_agents.begin(), block.tax_agents.end());
}

}  // namespace

std::vector<int> slot_rows(const Model& model, int slot) {
  std::vector<int> rows;
  for (const SlotUse& use : model.slot_uses(slot)) {
    if (use.kind == SlotUse::Kind::endowment) {
      const EndowmentData& e = model.endowments()[at(use.index)];
      rows.insert(rows.end(), {e.price, e.consumer});
    } else if (use.kind == SlotUse::Kind::transfer) {
      const TransferData& t = model.transfers()[at(use.index)];
      rows.push_back(t.to);
      for (const BlockData& block : model.blocks())
        if (block.kind == BlockKind::demand && block.level == t.from)
          add_block_rows(model, block, rows);
    } else {
      add_block_rows(model, model.blocks()[at(use.block)], rows);
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

void add_slot_column(const Model& model, const Point& point, int slot, double weight,
                     std::span<double> column, SlotScratch& scratch) {
  for (const SlotUse& use : model.slot_uses(slot)) {
    if (use.kind == SlotUse::Kind::endowment) {
      const EndowmentData& e = model.endowments()[at(use.index)];
      column[at(e.price)] +=
          weight * point.side_weight(e.price, e.quantity.value(point.slots) > 0 ? 1 : -1);
      column[at(e.consumer)] -=
          weight * point.level[at(e.price)] * point.side_weight(e.consumer, -1);
    } else if (use.kind == SlotUse::Kind::transfer) {
      add_transfer_use(model, point, model.transfers()[at(use.index)], weight, column);
    } else {
      add_block_use(model, point, use, weight, column, scratch);
    }
  }
}

}  // namespace yuqian::model
