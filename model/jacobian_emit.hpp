// SPDX-License-Identifier: Apache-2.0
// The Jacobian as a stream of (row, column, value): the same walk records the pattern once and fills
// the values ever after, so that the two cannot disagree. Rows as the residual; columns in levels.
#pragma once

#include "model/point.hpp"

namespace yuqian::model {

/// Scratch for one walk; sized once.
struct Scratch {
  explicit Scratch(const KernelData& kernel)
      : by_nest(kernel.nests.size()), weight(kernel.leaves.size()), by_leaf(kernel.leaves.size()) {}
  std::vector<double> by_nest, weight, by_leaf;
};

/// Lowest common ancestor of two nests of one tree: parents stand before their children.
inline int common_nest(const KernelData& kernel, int a, int b) {
  while (a != b) {
    int& lower = a > b ? a : b;
    lower = kernel.nests[static_cast<std::size_t>(lower)].parent;
  }
  return a;
}

/// False where the compensated slope between two leaves that meet in this nest is always zero:
/// Leontief all the way up.
inline bool has_slope(const KernelData& kernel, int nest) {
  for (; nest >= 0; nest = kernel.nests[static_cast<std::size_t>(nest)].parent)
    if (!kernel.nests[static_cast<std::size_t>(nest)].elasticity.always(0)) return true;
  return false;
}

/// Emits one block's derivatives: emit(row, column, value).
template <class Emit>
void emit_block(const Model& model, const Point& point, int b, Scratch& scratch, Emit&& emit) {
  const auto at = [](int i) { return static_cast<std::size_t>(i); };
  const KernelData& kernel = model.kernel();
  const KernelState& state = point.kernel;
  const BlockData& block = model.blocks()[at(b)];
  const bool demand = block.kind == BlockKind::demand;
  const double m = point.multiplier[at(b)];
  const auto leaf = [&](int i) -> const Leaf& { return kernel.leaves[at(i)]; };
  const auto price = [&](int i) { return point.level[at(leaf(i).price)]; };
  const double unit_cost = state.cost[at(kernel.trees[at(block.inputs)].nest_begin)];
  // How the multiplier moves with the level (income) and, for demand, with the price of leaf j.
  const double m_by_level = demand ? point.keep[at(b)] / unit_cost : 1;
  const auto m_by_price = [&](int j) {
    return -state.phi[at(j)] / unit_cost *
           (m * state.netput[at(j)] + leaf(j).subsistence.value(point.slots) * state.tau[at(j)]);
  };

  for (const int t : {block.inputs, block.outputs}) {
    if (t < 0) continue;
    const TreeData& tree = kernel.trees[at(t)];
    cumulate_slopes(kernel, tree, state, scratch.by_nest);
    // Markets by prices: the slope matrix H (eq. 6).
    for (int c = tree.nest_begin; c < tree.nest_end; ++c)
      for (int a = tree.nest_begin; a < tree.nest_end; ++a) {
        const int shared = common_nest(kernel, a, c);
        if (!demand && !has_slope(kernel, shared)) continue;
        const NestData &rows = kernel.nests[at(a)], &columns = kernel.nests[at(c)];
        const double k = m * scratch.by_nest[at(shared)], e = state.elasticity[at(a)];
        for (int j = columns.leaf_begin; j < columns.leaf_end; ++j) {
          double pull = k * state.netput[at(j)] * state.phi[at(j)];
          if (demand) pull += m_by_price(j);
          for (int i = rows.leaf_begin; i < rows.leaf_end; ++i) {
            double slope = state.netput[at(i)] * pull;
            if (i == j && e != 0) slope -= e * m * state.netput[at(i)] / price(i);
            emit(leaf(i).price, leaf(j).price, tree.sign * slope * point.side_weight(leaf(i).price, tree.sign));
          }
        }
      }
    for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
      emit(leaf(i).price, block.level,
           tree.sign * state.netput[at(i)] * m_by_level * point.side_weight(leaf(i).price, tree.sign));
      if (!demand)  // zero profit by price: Shephard's lemma (eq. 1)
        emit(block.level, leaf(i).price,
             -tree.sign * state.phi[at(i)] * state.netput[at(i)] * point.side_weight(block.level, -tree.sign));
    }
  }

  // Tax revenue of every agent by price and level (eq. 3).
  for (const int agent : block.tax_agents) {
    double by_level = 0;
    for (int i = block.leaf_begin; i < block.leaf_end; ++i) {
      double rate = 0;
      for (int t = leaf(i).tax_begin; t < leaf(i).tax_end; ++t)
        if (kernel.taxes[at(t)].consumer == agent) rate += kernel.taxes[at(t)].rate.value(point.slots);
      scratch.weight[at(i)] = rate * price(i);
      scratch.by_leaf[at(i)] = 0;
      by_level += scratch.weight[at(i)] * state.netput[at(i)];
    }
    for (const int t : {block.inputs, block.outputs})
      if (t >= 0) slope_transpose_times(kernel, kernel.trees[at(t)], state, point.level.data(), scratch.weight,
                                        scratch.by_leaf, scratch.by_nest);
    for (int j = block.leaf_begin; j < block.leaf_end; ++j) {
      const double rate = price(j) > 0 ? scratch.weight[at(j)] / price(j) : 0;
      double d = m * scratch.by_leaf[at(j)] + rate * point.quantity(model, b, j);
      if (demand) d += by_level * m_by_price(j);
      emit(agent, leaf(j).price, -d * point.side_weight(agent, -1));
    }
    emit(agent, block.level, -by_level * m_by_level * point.side_weight(agent, -1));
  }
}

/// Emits every entry but those of expressions.
template <class Emit>
void emit_jacobian(const Model& model, const Point& point, Scratch& scratch, Emit&& emit) {
  for (int i = 0; i < model.size(); ++i) emit(i, i, 0.0);  // solvers want the diagonal in the pattern
  for (int b = 0; b < static_cast<int>(model.blocks().size()); ++b) emit_block(model, point, b, scratch, emit);
  for (int i = model.offsets().consumer; i < model.offsets().auxiliary; ++i) emit(i, i, point.side_weight(i, 1));
  for (const EndowmentData& e : model.endowments()) 
    emit(e.consumer, e.price, -e.quantity.value(point.slots) * point.side_weight(e.consumer, -1));
  for (const TransferData& t : model.transfers()) 
    emit(t.to, t.from, -t.rate.value(point.slots) * point.side_weight(t.to, -1));
}

}  // namespace yuqian::model
