// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/benchmark/sector_inputs.hpp>

#include <algorithm>

namespace yuqian::model {
namespace {

/// A rest below this share of the whole is rounding of the sums that it is a difference of.
constexpr double rounding = 1e-12;

double rest(double whole, double part) {
  return whole - part > rounding * whole ? whole - part : 0;
}

}  // namespace

std::vector<SectorInput> sector_inputs(const Benchmark& b, int region, int sector) {
  std::vector<SectorInput> list;
  const auto at = [](int i) { return static_cast<std::size_t>(i); };
  const int goods = b.sectors.size(), carriers = b.energy.carriers.size();
  std::vector<double> energy(at(goods)), burnt(at(goods));
  const auto emitted = [&](int k) {
    return b.has_emissions() ? b.energy.emissions(region, k, sector) : 0;
  };
  for (int k = 0; k < carriers; ++k) {
    energy[at(b.energy.good[at(k)])] += b.energy.value(region, k, sector);
    burnt[at(b.energy.good[at(k)])] += emitted(k);
  }
  for (int i = 0; i < goods; ++i)
    if (const double value = rest(b.intermediate(region, i, sector), energy[at(i)]); value > 0)
      list.push_back(
          {SectorInput::Nest::materials, i, value,
           b.has_emissions() ? rest(b.fuel_emissions(region, i, sector), burnt[at(i)]) : 0});
  for (const bool electricity : {true, false})
    for (int k = 0; k < carriers; ++k)
      if (b.energy.electricity[at(k)] == electricity && b.energy.value(region, k, sector) > 0)
        list.push_back({electricity ? SectorInput::Nest::electricity : SectorInput::Nest::fuels,
                        b.energy.good[at(k)], b.energy.value(region, k, sector), emitted(k), k});
  return list;
}

}  // namespace yuqian::model
