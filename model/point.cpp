// SPDX-License-Identifier: Apache-2.0
#include "model/point.hpp"

#include <cmath>

namespace yuqian::model {
namespace {
std::size_t at(int i) { return static_cast<std::size_t>(i); }
}  // namespace

Point::Point(const Model& model)
    : level(at(model.size())), log_level(at(model.size())), slots(model.slots().size()),
      keep(model.blocks().size(), 1.0), multiplier(model.blocks().size()) {
  kernel.resize(model.kernel().leaves.size(), model.kernel().nests.size());
}

bool Point::refresh(const Model& model, std::span<const double> parameters, bool parameters_moved) {
  const UnknownOffsets& o = model.offsets();
  for (int i = o.commodity; i < o.consumer; ++i) {
    if (!(level[at(i)] >= 0)) return false;
    log_level[at(i)] = std::log(level[at(i)]);
  }
  bool coefficients_moved = parameters_moved;
  for (std::size_t s = 0; s < slots.size(); ++s) {
    const Slot& slot = model.slots()[s];
    const double value = slot.parameter >= 0 ? parameters[at(slot.parameter)]
                                             : model.tapes()[at(slot.tape)].value(level, parameters);
    coefficients_moved = coefficients_moved || value != slots[s];
    slots[s] = value;
  }
  const KernelData& data = model.kernel();
  bool valid = true;
  if (coefficients_moved)
    for (const TreeData& tree : data.trees) valid = refresh_coefficients(data, tree, slots, kernel) && valid;
  if (!valid) return false;
  for (const TreeData& tree : data.trees) evaluate_tree(data, tree, level.data(), log_level.data(), kernel);

  if (coefficients_moved)
    for (std::size_t b = 0; b < keep.size(); ++b) {
      if (model.blocks()[b].kind != BlockKind::demand) continue;
      keep[b] = 1;
      for (const TransferData& t : model.transfers())
        if (t.from == model.blocks()[b].level) keep[b] -= t.rate.value(slots);
    }
  for (std::size_t b = 0; b < multiplier.size(); ++b) {
    const BlockData& block = model.blocks()[b];
    multiplier[b] = level[at(block.level)];
    if (block.kind != BlockKind::demand) continue;
    double committed = 0;
    for (int i = block.leaf_begin; i < block.leaf_end; ++i)
      committed += data.leaves[at(i)].subsistence.value(slots) * kernel.tau[at(i)] * kernel.phi[at(i)] *
                   level[at(data.leaves[at(i)].price)];
    const double unit_cost = kernel.cost[at(data.trees[at(block.inputs)].nest_begin)];
    multiplier[b] = (keep[b] * multiplier[b] - committed) / unit_cost;
  }
  return true;
}

double Point::quantity(const Model& model, int block, int leaf) const {
  return kernel.netput[at(leaf)] * multiplier[at(block)] +
         model.kernel().leaves[at(leaf)].subsistence.value(slots) * kernel.tau[at(leaf)];
}

}  // namespace yuqian::model
