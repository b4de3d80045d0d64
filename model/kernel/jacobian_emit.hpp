// SPDX-License-Identifier: Apache-2.0
// The Jacobian as a stream of (row, column, value): the same walk records the pattern once and
// fills the values ever after, so that the two cannot disagree. Rows as the residual; columns in
// levels.
#pragma once

#include <yuqian/model/kernel/families.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>

namespace yuqian::model {

/// Scratch for one walk; sized once. Blocks touch what is theirs alone, so that threads share it;
/// of the scratch of families every member of a team has its own.
struct Scratch {
  explicit Scratch(const Model& model)
      : by_nest(model.kernel().nests.size()),
        weight(model.kernel().leaves.size()),
        by_leaf(model.kernel().leaves.size()),
        row(model.kernel().terms.size()),
        spent(model.kernel().terms.size()),
        by_income(model.kernel().terms.size()),
        family(1, FamilyScratch(model.kernel())) {}
  std::vector<double> by_nest, weight, by_leaf;
  // By term: its market's residual by the multiplier; user cost per unit of the block; how the
  // multiplier moves with its price.
  std::vector<double> row, spent, by_income;
  std::vector<FamilyScratch> family;
};

/// Emits the slopes of a tree (eq. 6) but for each market's by its own price, and what a consumer's
/// markets lose to its other spending.
template <class Emit>
void emit_slopes(const Model& model, const Point& point, const TreeData& tree, bool demand,
                 Scratch& scratch, Emit&& emit) {
  const KernelData& kernel = model.kernel();
  const KernelState& state = point.kernel;
  const double m = point.multiplier[at(tree.block)];
  const auto term = [&](int i) { return kernel.terms[at(i)].price; };
  // Sum of k_n from the root to every nest: the slope of a pair is that of the last nest above
  // both.
  cumulate_slopes(kernel, tree, state, scratch.by_nest);
  for (int c = tree.nest_begin; c < tree.nest_end; ++c) {  // between homes ...
    const NestData& columns = kernel.nests[at(c)];
    if (columns.term_begin == columns.term_end) continue;
    for (int a = tree.nest_begin; a < tree.nest_end; ++a) {
      const NestData& rows = kernel.nests[at(a)];
      if (rows.term_begin == rows.term_end) continue;
      const int shared = common_nest(kernel, a, c);
      if (!demand && !has_slope(kernel, shared)) continue;
      const double k = m * scratch.by_nest[at(shared)];
      for (int j = columns.term_begin; j < columns.term_end; ++j) {
        const double pull = k * scratch.spent[at(j)] + scratch.by_income[at(j)];
        for (int i = rows.term_begin; i < rows.term_end; ++i)
          emit(term(i), term(j), scratch.row[at(i)] * pull);
      }
    }
  }
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {  // ... and what is more within a branch
    const NestData& nest = kernel.nests[at(n)];
    if (nest.home == n || kernel.nests[at(nest.home)].elasticity.always(0)) continue;
    const double k = m * (scratch.by_nest[at(n)] - scratch.by_nest[at(nest.home)]);
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
      const int row = kernel.price[at(i)];
      const double to = tree.sign * state.netput[at(i)] * point.side_weight(row, tree.sign) * k;
      for (int j = nest.leaf_begin; j < nest.leaf_end; ++j)
        emit(row, kernel.price[at(j)], to * state.netput[at(j)] * state.phi[at(j)]);
    }
  }
}

/// Emits one block's derivatives.
template <class Emit>
void emit_block(const Model& model, const Point& point, int b, Scratch& scratch, Emit&& emit) {
  const KernelData& kernel = model.kernel();
  const KernelState& state = point.kernel;
  const BlockData& block = model.blocks()[at(b)];
  const bool demand = block.kind == BlockKind::demand;
  const double m = point.multiplier[at(b)];
  const auto leaf = [&](int i) -> const Leaf& { return kernel.leaves[at(i)]; };
  const auto market = [&](int i) { return kernel.price[at(i)]; };
  const auto price = [&](int i) { return point.level[at(market(i))]; };
  // m = (keep income - committed) / unit cost for a consumer, the level itself for an activity.
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
    const auto term = [&](int i) { return kernel.terms[at(i)].price; };
    // Leaves of one price in one nest add up to one term, one row and column of (6).
    for (auto* v : {&scratch.row, &scratch.spent, &scratch.by_income})
      std::fill(v->begin() + tree.term_begin, v->begin() + tree.term_end, 0.0);
    for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
      const std::size_t at_term = at(kernel.term[at(i)]);
      scratch.row[at_term] +=
          tree.sign * state.netput[at(i)] * point.side_weight(market(i), tree.sign);
      scratch.spent[at_term] += state.phi[at(i)] * state.netput[at(i)];
      if (demand) scratch.by_income[at_term] += m_by_price(i);
    }
    if (!tree.in_family) emit_slopes(model, point, tree, demand, scratch, emit);
    for (int n = tree.nest_begin; n < tree.nest_end; ++n) {  // each market by its own price
      const NestData& nest = kernel.nests[at(n)];
      if (nest.elasticity.always(0)) continue;
      const double e = state.elasticity[at(n)];
      for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
        emit(market(i), market(i),
             e == 0 ? 0
                    : -tree.sign * state.netput[at(i)] * point.side_weight(market(i), tree.sign) *
                          e * m / price(i));
    }
    for (int i = tree.term_begin; i < tree.term_end; ++i) {
      emit(term(i), block.level, scratch.row[at(i)] * m_by_level);
      if (!demand)  // zero profit by price: Shephard's lemma (eq. 1)
        emit(block.level, term(i),
             -tree.sign * scratch.spent[at(i)] * point.side_weight(block.level, -tree.sign));
    }
  }

  // Tax revenue of every agent by price and level (eq. 3).
  for (const int agent : block.tax_agents) {
    double by_level = 0;
    bool taxed = false;  // most barriers are zero: then revenue does not move with quantities
    for (int t = block.tax_begin; t < block.tax_end; ++t)
      taxed = taxed || (kernel.taxes[at(t)].consumer == agent &&
                        kernel.taxes[at(t)].rate.value(point.slots) != 0);
    if (!taxed && !emit.pass(block.leaf_end - block.leaf_begin + 1)) continue;
    for (auto* v : {&scratch.weight, &scratch.by_leaf})
      std::fill(v->begin() + block.leaf_begin, v->begin() + block.leaf_end, 0.0);
    // Revenue is w'q with w the rate times the price: its slope by prices is w' times (6).
    for (int t = block.tax_begin; t < block.tax_end; ++t)
      if (const Tax& tax = kernel.taxes[at(t)]; tax.consumer == agent)
        scratch.weight[at(tax.leaf)] += tax.rate.value(point.slots) * price(tax.leaf);
    for (int i = block.leaf_begin; i < block.leaf_end; ++i)
      by_level += scratch.weight[at(i)] * state.netput[at(i)];
    for (const int t : {block.inputs, block.outputs})
      if (taxed && t >= 0)
        slope_transpose_times(kernel, kernel.trees[at(t)], state, point.level.data(),
                              scratch.weight, scratch.by_leaf, scratch.by_nest);
    for (int j = block.leaf_begin; j < block.leaf_end; ++j) {
      const double rate = price(j) > 0 ? scratch.weight[at(j)] / price(j) : 0;
      double d = m * scratch.by_leaf[at(j)] + rate * point.quantity(model, b, j);
      if (demand) d += by_level * m_by_price(j);
      emit(agent, market(j), -d * point.side_weight(agent, -1));
    }
    emit(agent, block.level, -by_level * m_by_level * point.side_weight(agent, -1));
  }
}

/// Emits the slopes between the markets of a family, once all its blocks were emitted.
template <class Emit>
void emit_family(const Model& model, const Point& point, const Family& f, const Scratch& scratch,
                 FamilyScratch& own, Emit&& emit) {
  sum_family(model, point, f, scratch.row, scratch.spent, own);
  const std::size_t count = f.prices.size(), stride = at(family_stride(f));
  for (std::size_t j = 0; j < count; ++j)  // column by column, as they are stored
    for (std::size_t i = 0; i < count; ++i)
      if (f.meet[i * count + j]) emit(f.prices[i], f.prices[j], own.sum[i * stride + j]);
}

/// Emits what belongs to neither blocks nor families, but for expressions.
template <class Emit>
void emit_incomes(const Model& model, const Point& point, Emit&& emit) {
  for (int i = model.offsets().consumer; i < model.offsets().auxiliary; ++i)
    emit(i, i, point.side_weight(i, 1));
  for (const EndowmentData& e : model.endowments())
    emit(e.consumer, e.price, -e.quantity.value(point.slots) * point.side_weight(e.consumer, -1));
  for (const TransferData& t : model.transfers())
    emit(t.to, t.from, -t.rate.value(point.slots) * point.side_weight(t.to, -1));
}

}  // namespace yuqian::model
