// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/batch/draws.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>

#include <algorithm>
#include <iterator>
#include <string>

namespace naive {

inline constexpr const char* moved_families[] = {
    "iceberg",    "wedge",          "preference", "foreign_tariff", "saving_rate",
    "direct_tax", "foreign_saving", "esubd",      "esubm",          "esubva"};

/// Every parameter of these families moved at once, each by its own number up to +-50 %: barriers,
/// saving and direct tax rates, foreign saving, preferences, elasticities. Wedges and tariffs, zero
/// at the benchmark, go up to 50 percentage points: were they subsidies of that size on every flow,
/// governments could not pay them, and no equilibrium would exist.
inline std::vector<double> random_shock(const yuqian::model::RegionalModel& m, std::uint64_t seed) {
  std::vector<double> values = m.model->parameters();
  for (const auto& family : m.parameters.families()) {
    if (std::find(std::begin(moved_families), std::end(moved_families), family.name) ==
        std::end(moved_families))
      continue;
    const bool by_points = family.name == "wedge" || family.name == "foreign_tariff";
    for (std::size_t k = 0; k < family.ids.size(); ++k) {
      if (!family.ids[k].valid()) continue;
      double& value = values[at(family.ids[k].value)];
      const double u = yuqian::model::hashed_uniform(seed, family.name, k);
      value = by_points ? value + 0.5 * u : value * (0.5 + u);
    }
  }
  return values;
}

}  // namespace naive
