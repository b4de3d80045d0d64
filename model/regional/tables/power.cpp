// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

namespace yuqian::model::report {

/// Electricity by source of energy, 10^8 kWh (eq. 446); nothing where the closure has one
/// production function for all of it.
void add_power(Tables& out, const Compared& p) {
  if (p.m.plants.empty()) return;
  const Benchmark& b = *p.m.benchmark;
  const Model& model = *p.m.model;
  data::Table made("power_generation", {states(), p.areas.set, b.power.technologies}, "1e8 kWh");
  for (int state = 0; state < 2; ++state)
    for (const PlantLeaf& plant : p.m.plants) {
      const Point& point = p.point[at(state)];
      const ActivityId sector = p.m.output(plant.region, b.power.sector);
      const BlockData& block = model.blocks()[at(model.block_of(sector))];
      const int leaf = model.kernel().trees[at(block.inputs)].leaf_begin + plant.leaf;
      const double kwh = plant.generation * point.level[at(model.offsets()(sector))] *
                         point.kernel.quantity[at(model.kernel().leaves[at(leaf)].nest)];
      for (int area = 0; area < p.areas.set.size(); ++area)
        if (p.areas.contains(area, plant.region)) made(state, area, plant.technology) += kwh;
    }
  out.push_back(std::move(made));
}

}  // namespace yuqian::model::report
