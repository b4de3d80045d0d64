// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/benchmark/sector_traits.hpp>
#include <yuqian/data/mapping.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

#include <string>
#include <vector>

namespace yuqian::calibration {

/// What the shipped data say of CO2, at the detail of the tables.
struct CarbonSources {
  data::Table
      sectors;  ///< co2[region, sector], Mt, scope 1; NaN where the inventory lacks a province
  data::Table households;  ///< co2_household[region, household]
  data::Table
      mix;  ///< [emitter, carrier]: shares of coal, refined, gas, process; sectors, then households
};

/// Reads the tables of a dataset and the file of the fuel mix (data/china-2017/co2_fuel_mix.csv).
/// Throws data::InputError on missing, repeated or unknown labels and on a mix that is empty.
CarbonSources read_carbon_sources(const std::string& dataset, const std::string& mix,
                                  const data::Set& sectors);

/// Attaches the emissions of every sector to what they come from (eq. 80, 81), at the detail of the
/// tables, then merges regions and sectors as the benchmark was: fills fuel_emissions,
/// process_emissions, household_emissions and energy.emissions. `detailed` and `traits` are what
/// the benchmark was calibrated from.
void attach_emissions(model::Benchmark&, const data::Mrio& detailed, const CarbonSources&,
                      const std::vector<SectorTrait>& traits, const data::Mapping& regions,
                      const data::Mapping& sectors);

}  // namespace yuqian::calibration
