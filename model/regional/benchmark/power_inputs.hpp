// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/regional/benchmark/sector_inputs.hpp>

namespace yuqian::model {

/// One way in which a region makes electricity, with what it takes of the sector's inputs (eq. 440,
/// 441); values in 10^8 yuan.
struct PowerPlant {
  int technology;
  double generation;              ///< 10^8 kWh, > 0
  double share;                   ///< of the sector's labour, capital and materials
  double labour, capital, fixed;  ///< capital without the rent of the fixed factor
  std::vector<SectorInput> materials,
      fuels;  ///< emissions that no purchase shows go with materials

  double cost() const;
};

/// The sector that makes electricity in one region: the network, and plants by source of energy in
/// the order of the technologies. Its inputs add up to the sector's.
struct PowerSector {
  double labour, capital;            ///< of the network
  std::vector<SectorInput> network;  ///< materials, then electricity
  std::vector<PowerPlant> plants;
  double product_emissions = 0;  ///< Mt that are left with the product

  /// What is bought, in the order in which production has it.
  std::vector<SectorInput> inputs() const;
  double fixed() const;  ///< rents of all fixed factors
};

/// Requires benchmark.power to be known and its sector apart.
PowerSector power_sector(const Benchmark&, int region);

}  // namespace yuqian::model
