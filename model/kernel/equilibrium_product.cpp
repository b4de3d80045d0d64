// SPDX-License-Identifier: Apache-2.0
// Jacobian times a vector and its transpose, block by block, without the assembled matrix.
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>

namespace yuqian::model {

using solvers::Evaluation;

Evaluation Equilibrium::jacobian_times(solvers::In x, solvers::In v, solvers::Out jv) {
  if (!refresh(x)) return Evaluation::outside_domain;
  const Model& m = *model_;
  const KernelData& kernel = m.kernel();
  const KernelState& state = point_.kernel;
  std::fill(row_.begin(), row_.end(), 0.0);
  for (int i = 0; i < m.size(); ++i) levels_[at(i)] = v[at(i)] * m.unknown(i).scale;
  const double* d = levels_.data();
  std::vector<double>& d_netput = scratch_.by_leaf;

  for (int b = 0; b < static_cast<int>(m.blocks().size()); ++b) {
    const BlockData& block = m.blocks()[at(b)];
    const bool demand = block.kind == BlockKind::demand;
    const double level = point_.multiplier[at(b)];
    for (const int t : {block.inputs, block.outputs})
      if (t >= 0)
        slope_times(kernel, kernel.trees[at(t)], state, point_.level.data(), d, d_netput,
                    scratch_.by_nest);
    double d_level = d[block.level];
    if (demand) {
      double d_cost = 0;
      for (int i = block.leaf_begin; i < block.leaf_end; ++i)
        d_cost += state.phi[at(i)] * d[kernel.leaves[at(i)].price] * point_.quantity(m, b, i);
      d_level = (point_.keep[at(b)] * d_level - d_cost) /
                state.cost[at(kernel.trees[at(block.inputs)].nest_begin)];
    }
    for (const int t : {block.inputs, block.outputs}) {
      if (t < 0) continue;
      const TreeData& tree = kernel.trees[at(t)];
      for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
        const Leaf& leaf = kernel.leaves[at(i)];
        const double dp = d[leaf.price];
        const double dq = level * d_netput[at(i)] + d_level * state.netput[at(i)];
        row_[at(leaf.price)] += tree.sign * dq * point_.side_weight(leaf.price, tree.sign);
        if (!demand)
          row_[at(block.level)] -= tree.sign * state.phi[at(i)] * state.netput[at(i)] * dp *
                                   point_.side_weight(block.level, -tree.sign);
        for (int k = leaf.tax_begin; k < leaf.tax_end; ++k)
          row_[at(kernel.taxes[at(k)].consumer)] -=
              kernel.taxes[at(k)].rate.value(point_.slots) *
              (point_.level[at(leaf.price)] * dq + dp * point_.quantity(m, b, i)) *
              point_.side_weight(kernel.taxes[at(k)].consumer, -1);
      }
    }
  }
  for (int i = m.offsets().consumer; i < m.offsets().auxiliary; ++i)
    row_[at(i)] += d[i] * point_.side_weight(i, 1);
  for (const EndowmentData& e : m.endowments())
    row_[at(e.consumer)] -=
        e.quantity.value(point_.slots) * d[e.price] * point_.side_weight(e.consumer, -1);
  for (const TransferData& t : m.transfers())
    row_[at(t.to)] -= t.rate.value(point_.slots) * d[t.from] * point_.side_weight(t.to, -1);
  const auto directional = [&](const Tape& tape) {
    tape.gradient(point_.level, parameters(), by_unknown_, by_parameter_);
    double sum = 0;
    for (std::size_t k = 0; k < tape.unknowns().size(); ++k)
      sum += by_unknown_[k] * d[tape.unknowns()[k]];
    return sum;
  };
  for (const int s : m.endogenous_slots())
    if (const double ds = directional(m.tapes()[at(m.slots()[at(s)].tape)]); ds != 0)
      add_slot_column(m, point_, s, ds, row_, slot_scratch());
  for (const Equation& e : m.equations())
    row_[at(e.unknown)] += directional(m.tapes()[at(e.tape)]) * point_.side_weight(e.unknown, 1);
  return copy(row_, jv);
}

Evaluation Equilibrium::jacobian_transpose_times(solvers::In x, solvers::In v, solvers::Out jtv) {
  return pull_back(x, {.row = v}, jtv, {});
}

Evaluation Equilibrium::pull_back(solvers::In x, const SweepSeeds& seeds, solvers::Out by_x,
                                  solvers::Out by_parameter) {
  if (!refresh(x)) return Evaluation::outside_domain;
  const Model& m = *model_;
  const bool wants_parameters = !by_parameter.empty();
  if (!sweep_) sweep_.emplace(m);
  sweep_->run(m, point_, seeds, wants_parameters || !m.endogenous_slots().empty());
  std::fill(by_parameter.begin(), by_parameter.end(), 0.0);
  const auto spread = [&](const Tape& tape, double weight) {
    if (weight == 0 || (tape.unknowns().empty() && !wants_parameters)) return;
    tape.gradient(point_.level, parameters(), by_unknown_, by_parameter_);
    for (std::size_t k = 0; k < tape.unknowns().size(); ++k)
      sweep_->by_level[at(tape.unknowns()[k])] += weight * by_unknown_[k];
    if (!wants_parameters) return;
    for (std::size_t k = 0; k < tape.parameters().size(); ++k)
      by_parameter[at(tape.parameters()[k])] += weight * by_parameter_[k];
  };
  for (std::size_t s = 0; s < m.slots().size(); ++s) {
    const Slot& slot = m.slots()[s];
    if (slot.tape >= 0)
      spread(m.tapes()[at(slot.tape)], sweep_->by_slot[s]);
    else if (wants_parameters)
      for (const int k : {slot.parameter, slot.under})
        if (k >= 0) by_parameter[at(k)] += sweep_->by_slot[s] * m.slot_slope(slot, k, parameters());
  }
  if (!seeds.row.empty())
    for (const Equation& e : m.equations())
      spread(m.tapes()[at(e.tape)], seeds.row[at(e.unknown)] * point_.side_weight(e.unknown, 1));
  for (int i = 0; i < m.size(); ++i) by_x[at(i)] = sweep_->by_level[at(i)] * m.unknown(i).scale;
  return Evaluation::ok;
}

}  // namespace yuqian::model
