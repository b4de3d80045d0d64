// SPDX-License-Identifier: Apache-2.0
#include "calibration/sector_traits.hpp"

#include "data/csv.hpp"
#include "data/read_table.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

using Elasticity = double model::SectorElasticities::*;
struct Column { const char* name; Elasticity member; };
constexpr std::array<Column, 8> columns{{{"esubd", &model::SectorElasticities::domestic_foreign},
                                         {"esubm", &model::SectorElasticities::between_provinces},
                                         {"esubva", &model::SectorElasticities::value_added},
                                         {"income", &model::SectorElasticities::income},
                                         {"cet", &model::SectorElasticities::export_transformation},
                                         {"kl_energy", &model::SectorElasticities::value_added_energy},
                                         {"elec_fuels", &model::SectorElasticities::electricity_fuels},
                                         {"fuels", &model::SectorElasticities::among_fuels}}};

bool is_one_of(std::string_view label, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), label) != list.end();
}

}  // namespace

std::vector<SectorTrait> read_sector_traits(const std::string& path, const data::Set& sectors) {
  const data::Csv csv = data::Csv::read(path);
  std::vector<SectorTrait> traits(static_cast<std::size_t>(sectors.size()));
  std::vector<int> seen(traits.size(), 0);
  const int label = csv.column("sector");
  for (int row = 0; row < csv.rows(); ++row) {
    const auto i = static_cast<std::size_t>(data::read_label(csv, row, label, sectors));
    if (seen[i]++)
      throw data::InputError({csv.where(row, label), "the sector stands twice", csv.text(row, label), "keep one row per sector"});
    for (const Column& c : columns)
      traits[i].elasticities.*c.member = csv.number(row, csv.column(c.name), data::Sign::not_negative);
    const std::string& name = csv.text(row, label);
    traits[i].fuel = is_one_of(name, {"coal_mining", "oil_gas_extraction", "petroleum_coking", "gas_supply"});
    traits[i].electricity = name == "electricity_heat";
    traits[i].feedstock = is_one_of(name, {"petroleum_coking", "gas_supply"});
    traits[i].agriculture = name == "agriculture";
    traits[i].extraction = is_one_of(name, {"coal_mining", "oil_gas_extraction", "metal_ores", "nonmetal_ores"});
  }
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (!seen[i])
      throw data::InputError({{path}, "the sector has no row", sectors.label(static_cast<int>(i)), "add its elasticities"});
  return traits;
}

std::vector<SectorTrait> merge(const std::vector<SectorTrait>& traits, const data::Mapping& mapping,
                               const std::vector<double>& weight) {
  std::vector<SectorTrait> merged;
  for (int t = 0; t < mapping.target().size(); ++t) {
    double total = 0;
    SectorTrait out;
    for (const Column& c : columns) out.elasticities.*c.member = 0;
    const std::array<bool SectorTrait::*, 5> roles{&SectorTrait::fuel, &SectorTrait::electricity, &SectorTrait::feedstock,
                                                   &SectorTrait::agriculture, &SectorTrait::extraction};
    std::array<double, 5> by_role{};
    for (const int s : mapping.members(t)) total += weight[static_cast<std::size_t>(s)];
    for (const int s : mapping.members(t)) {
      const auto i = static_cast<std::size_t>(s);
      const double share = total > 0 ? weight[i] / total : 1.0 / static_cast<double>(mapping.members(t).size());
      for (const Column& c : columns) out.elasticities.*c.member += share * (traits[i].elasticities.*c.member);
      for (std::size_t k = 0; k < roles.size(); ++k) by_role[k] += traits[i].*roles[k] ? share : 0;
    }
    for (std::size_t k = 0; k < roles.size(); ++k) out.*roles[k] = by_role[k] > 0.5;
    merged.push_back(out);
  }
  return merged;
}

}  // namespace yuqian::calibration
