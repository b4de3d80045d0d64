// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/benchmark/sector_traits.hpp>
#include <yuqian/data/mapping.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

#include <string>
#include <vector>

namespace yuqian::calibration {

/// How the provinces of a dataset make electricity.
struct PowerSources {
  model::Power power;            ///< by province; sector and carriers are the benchmark's to fill
  std::vector<std::string> gas;  ///< labels of the carriers that gas-fired plants burn
};

/// Reads data/power/<year>.csv, 10^8 kWh by province and technology, and
/// data/power/technologies.toml. Throws data::InputError on a column that is not a technology, on
/// impossible shares and where nothing burns fuel.
PowerSources read_power(const std::string& generation, const data::Toml& technologies,
                        const data::Set& provinces);

/// Adds up the generation of merged provinces, and finds the sector that makes electricity and
/// nothing else. `detailed`: traits of the dataset's sectors.
model::Power merge_power(const PowerSources&, const model::EnergyUse&,
                         const std::vector<SectorTrait>& detailed, const data::Mapping& regions,
                         const data::Mapping& sectors);

}  // namespace yuqian::calibration
