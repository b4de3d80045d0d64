// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/mapping.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

#include <string>
#include <vector>

namespace yuqian::calibration {

/// What a sector is in the model: its elasticities, its role as an energy good, its land or
/// resource.
struct SectorTrait {
  model::SectorElasticities elasticities;
  bool fuel = false, electricity = false;
  bool feedstock = false;           ///< buys fuels as material: refining, gas supply
  bool agriculture = false;         ///< land, taken from mixed income
  bool extraction = false;          ///< resource, taken from capital income
  bool productive_service = false;  ///< public spending on it raises output (eq. 73)
  bool excise = false;              ///< consumption tax lies on it (eq. 431)
};

/// Whether a sector buys a good as energy: electricity, and fuels that it burns. What feedstock
/// users buy of fuels is material.
inline bool is_energy(const SectorTrait& good, const SectorTrait& user) {
  return good.electricity || (good.fuel && !user.feedstock);
}

/// Reads data/elasticities/default.csv for the dataset's sectors. Columns: sector, esubd, esubm,
/// esubva, income, cet, kle_kl, kl_energy, elec_fuels, fuels, source. Roles as fuel, electricity
/// and the like come from the table `roles` of the assumptions. Throws data::InputError.
std::vector<SectorTrait> read_sector_traits(const std::string& path, const data::Toml& assumptions,
                                            const data::Set& sectors);

/// Traits of the merged sectors: elasticities weighted by `weight` (by source sector), roles where
/// they hold for more than half of the weight.
std::vector<SectorTrait> merge(const std::vector<SectorTrait>&, const data::Mapping&,
                               const std::vector<double>& weight);

}  // namespace yuqian::calibration
