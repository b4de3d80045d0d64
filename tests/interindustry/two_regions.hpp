// SPDX-License-Identifier: Apache-2.0
// Tables small enough to be worked by hand.
#pragma once

#include <random>

#include <yuqian/model/interindustry/leontief.hpp>

namespace yuqian::tests {

using interindustry::IoTable;
using interindustry::Matrix;
using interindustry::Vector;

/// Two regions with one sector: A = (.2 .3; .1 .4), output (100, 200), so final use (20, 110) and
/// L = (.6 .3; .1 .8) / .45. Value added (70, 60), all of it pay; no trade with the world. The
/// final use of the first region is 15 of its own and 10 of the other's product, of the second 5
/// and 100.
inline IoTable two_regions() {
  IoTable t = interindustry::empty_io_table(data::Set("region", {"North", "South"}),
                                            data::Set("sector", {"goods"}),
                                            data::Set("final_user", {"household"}),
                                            data::Set("value_added_item", {"compensation"}), true);
  t.flows << 20, 60, 10, 80;
  t.final_use << 15, 5, 10, 100;
  t.primary << 70, 60;
  t.output << 100, 200;
  return t;
}

/// A balanced table of random flows, about half of the output in inputs, with imports and exports;
/// `empty` cells make nothing.
inline IoTable random_table(int regions, int sectors, unsigned seed,
                            const std::vector<int>& empty = {}) {
  std::vector<std::string> places, goods;
  for (int r = 0; r < regions; ++r) places.push_back("region" + std::to_string(r));
  for (int i = 0; i < sectors; ++i) goods.push_back("sector" + std::to_string(i));
  IoTable t = interindustry::empty_io_table(
      data::Set("region", places), data::Set("sector", goods),
      data::Set("final_user", {"rural_household", "urban_household", "investment"}),
      data::Set("value_added_item", {"compensation", "production_tax", "surplus"}), true);
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  const auto fill = [&](auto& m, double size) {
    for (double& value : m.reshaped()) value = size * uniform(random);
  };
  const double n = t.cells();
  fill(t.flows, 1 / n);
  fill(t.final_use, 0.6 / static_cast<double>(t.final_use.cols()));
  fill(t.exports, 0.3);
  for (const int cell : empty) {
    t.flows.row(cell).setZero(), t.flows.col(cell).setZero();
    t.final_use.row(cell).setZero(), t.exports(cell) = 0;
  }
  t.output = t.flows.rowwise().sum() + t.final_demand();
  const Vector left = t.output - Vector(t.flows.colwise().sum().transpose());
  for (int j = 0; j < t.cells(); ++j) {
    for (int g = 0; g < sectors; ++g) t.imports(g, j) = 0.2 * left(j) / sectors;
    t.primary.col(j) << 0.5 * left(j), 0.1 * left(j), 0.2 * left(j);
  }
  fill(t.final_imports, 0.1);
  return t;
}

}  // namespace yuqian::tests
