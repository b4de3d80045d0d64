// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/point.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/team.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace yuqian::model {
namespace {

/// f(block) for every block; the calling thread's team shares them.
template <class F>
void each_block(const Model& model, F&& f) {
  const auto& parts = model.jacobian_parts().blocks;
  solvers::share(static_cast<int>(parts.size()), [&](int k, int) {
    for (int b = parts[at(k)].begin; b < parts[at(k)].end; ++b) f(at(b));
  });
}

}  // namespace

Point::Point(const Model& model)
    : level(at(model.size())),
      log_level(at(model.size())),
      slots(model.slots().size()),
      keep(model.blocks().size(), 1.0),
      multiplier(model.blocks().size()),
      stale_(model.blocks().size()) {
  for (auto* v : {&gain, &loss, &gain_weight, &loss_weight}) v->resize(at(model.size()));
  kernel.resize(model.kernel().leaves.size(), model.kernel().nests.size());
}

bool Point::refresh(const Model& model, std::span<const double> parameters, bool parameters_moved) {
  const UnknownOffsets& o = model.offsets();
  for (int i = o.commodity; i < o.consumer; ++i) {
    if (!(level[at(i)] >= 0)) return false;
    log_level[at(i)] = std::log(level[at(i)]);
  }
  if (!refresh_coefficients(model, parameters, parameters_moved)) return false;
  each_block(model, [&](std::size_t b) {
    for (const int t : {model.blocks()[b].inputs, model.blocks()[b].outputs})
      if (t >= 0)
        evaluate_tree(model.kernel(), model.kernel().trees[at(t)], level.data(), log_level.data(),
                      kernel);
    spend_income(model, b);
  });
  sum_rows(model, parameters);
  return true;
}

/// Slots that may have moved, and the trees and transfers that read one that did.
bool Point::refresh_coefficients(const Model& model, std::span<const double> parameters,
                                 bool parameters_moved) {
  bool keep_stale = !complete_;
  std::fill(stale_.begin(), stale_.end(), !complete_);
  const auto update = [&](int s) {
    const double value = model.slot_value(model.slots()[at(s)], level, parameters);
    if (value == slots[at(s)]) return;
    slots[at(s)] = value;
    if (!complete_) return;
    for (const SlotUse& use : model.slot_uses(s)) {
      if (use.block >= 0) stale_[at(use.block)] = true;
      keep_stale = keep_stale || use.kind == SlotUse::Kind::transfer;
    }
  };
  if (parameters_moved || !complete_)
    for (int s = 0; s < static_cast<int>(slots.size()); ++s) update(s);
  else
    for (const int s : model.endogenous_slots()) update(s);

  std::atomic<bool> valid{true};
  each_block(model, [&](std::size_t b) {
    if (!stale_[b]) return;
    for (const int t : {model.blocks()[b].inputs, model.blocks()[b].outputs})
      if (t >= 0 &&
          !model::refresh_coefficients(model.kernel(), model.kernel().trees[at(t)], slots, kernel))
        valid = false;
  });
  complete_ = valid;
  if (keep_stale) {
    std::fill(keep.begin(), keep.end(), 1.0);
    for (const TransferData& t : model.transfers())
      if (const int b = model.block_of(t.from); b >= 0) keep[at(b)] -= t.rate.value(slots);
  }
  return complete_;
}

/// The multiplier: the activity's level, or what a consumer's income leaves over committed spending
/// per unit of its basket.
void Point::spend_income(const Model& model, std::size_t b) {
  const KernelData& data = model.kernel();
  const BlockData& block = model.blocks()[b];
  multiplier[b] = level[at(block.level)];
  if (block.kind != BlockKind::demand) return;
  double committed = 0;
  for (int i = block.leaf_begin; i < block.leaf_end; ++i)
    committed += data.leaves[at(i)].subsistence.value(slots) * kernel.tau[at(i)] *
                 kernel.phi[at(i)] * level[at(data.leaves[at(i)].price)];
  const double unit_cost = kernel.cost[at(data.trees[at(block.inputs)].nest_begin)];
  multiplier[b] = (keep[b] * multiplier[b] - committed) / unit_cost;
}

namespace {

/// Markets and zero profit are compared in logarithms: CES systems are nearly log-linear, so Newton
/// takes large shocks in few steps. The sign of gain - loss is kept, and with it complementarity.
/// The floor, relative to the row's reference size, keeps empty sides finite.
constexpr double log_floor = 1e-3;

bool in_logarithms(const Model& model, int row) { return row < model.offsets().consumer; }

}  // namespace

void Point::sum_rows(const Model& model, std::span<const double> parameters) {
  const KernelData& data = model.kernel();
  std::fill(gain.begin(), gain.end(), 0.0);
  std::fill(loss.begin(), loss.end(), 0.0);
  for (int b = 0; b < static_cast<int>(model.blocks().size()); ++b) {
    const BlockData& block = model.blocks()[at(b)];
    for (const int t : {block.inputs, block.outputs}) {
      if (t < 0) continue;
      const TreeData& tree = data.trees[at(t)];
      std::vector<double>& side = tree.sign > 0 ? gain : loss;
      if (block.kind == BlockKind::production)
        (tree.sign > 0 ? loss : gain)[at(block.level)] += kernel.cost[at(tree.nest_begin)];
      if (block.kind == BlockKind::production)
        for (int i = tree.leaf_begin; i < tree.leaf_end; ++i)
          side[at(data.price[at(i)])] += kernel.netput[at(i)] * multiplier[at(b)];
      else
        for (int i = tree.leaf_begin; i < tree.leaf_end; ++i)
          side[at(data.price[at(i)])] += quantity(model, b, i);
    }
    for (int k = block.tax_begin; k < block.tax_end; ++k) {
      const Tax& tax = data.taxes[at(k)];
      if (const double rate = tax.rate.value(slots); rate != 0)
        loss[at(tax.consumer)] +=
            rate * level[at(data.price[at(tax.leaf)])] * quantity(model, b, tax.leaf);
    }
  }
  for (int i = model.offsets().consumer; i < model.offsets().auxiliary; ++i)
    gain[at(i)] += level[at(i)];
  for (const EndowmentData& e : model.endowments()) {
    const double q = e.quantity.value(slots);
    (q > 0 ? gain : loss)[at(e.price)] += std::abs(q);
    loss[at(e.consumer)] += q * level[at(e.price)];
  }
  for (const TransferData& t : model.transfers())
    loss[at(t.to)] += t.rate.value(slots) * level[at(t.from)];
  for (const Equation& e : model.equations())
    gain[at(e.unknown)] += model.tapes()[at(e.tape)].value(level, parameters);
  for (int i = 0; i < model.size(); ++i) {
    const double scale = model.row_scale()[at(i)], floor = log_floor / scale;
    gain_weight[at(i)] = in_logarithms(model, i) ? 1 / (gain[at(i)] + floor) : scale;
    loss_weight[at(i)] = in_logarithms(model, i) ? 1 / (loss[at(i)] + floor) : scale;
  }
}

double Point::residual(const Model& model, int row) const {
  const double scale = model.row_scale()[at(row)], difference = gain[at(row)] - loss[at(row)];
  if (!in_logarithms(model, row)) return difference * scale;
  return std::log1p(difference * loss_weight[at(row)]);
}

}  // namespace yuqian::model
