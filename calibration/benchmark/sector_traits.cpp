// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/sector_traits.hpp>

#include <yuqian/data/elasticities.hpp>
#include <yuqian/model/maths/at.hpp>

#include <array>

namespace yuqian::calibration {
namespace {

struct Column {
  const char* name;
  double model::SectorElasticities::* member;
};
constexpr std::array<Column, 8> columns{
    {{"esubd", &model::SectorElasticities::domestic_foreign},
     {"esubm", &model::SectorElasticities::between_provinces},
     {"esubva", &model::SectorElasticities::value_added},
     {"income", &model::SectorElasticities::income},
     {"cet", &model::SectorElasticities::export_transformation},
     {"kl_energy", &model::SectorElasticities::value_added_energy},
     {"elec_fuels", &model::SectorElasticities::electricity_fuels},
     {"fuels", &model::SectorElasticities::among_fuels}}};

struct Role {
  const char* key;
  bool SectorTrait::* member;
};
constexpr std::array<Role, 7> roles{{{"fuels", &SectorTrait::fuel},
                                     {"electricity", &SectorTrait::electricity},
                                     {"feedstock_users", &SectorTrait::feedstock},
                                     {"agriculture", &SectorTrait::agriculture},
                                     {"extraction", &SectorTrait::extraction},
                                     {"productive_services", &SectorTrait::productive_service},
                                     {"excise", &SectorTrait::excise}}};

}  // namespace

std::vector<SectorTrait> read_sector_traits(const std::string& path, const data::Toml& assumptions,
                                            const data::Set& sectors) {
  const data::Table elasticities = data::read_elasticities(path, sectors);
  std::vector<SectorTrait> traits(at(sectors.size()));
  for (int i = 0; i < sectors.size(); ++i)
    for (const Column& c : columns)
      traits[at(i)].elasticities.*c.member = elasticities.at({sectors.label(i), c.name});
  const data::Toml table = assumptions.get("roles");
  table.get("source").string();
  for (const Role& role : roles)
    for (const data::Toml& entry : table.get(role.key).items())
      traits[at(entry.label(sectors))].*role.member = true;
  return traits;
}

std::vector<SectorTrait> merge(const std::vector<SectorTrait>& traits, const data::Mapping& mapping,
                               const std::vector<double>& weight) {
  std::vector<SectorTrait> merged;
  for (int t = 0; t < mapping.target().size(); ++t) {
    const std::vector<int> members = mapping.members(t);
    double total = 0;
    for (const int s : members) total += weight[at(s)];
    SectorTrait out;
    for (const Column& c : columns) out.elasticities.*c.member = 0;
    std::array<double, roles.size()> by_role{};
    for (const int s : members) {
      const double share =
          total > 0 ? weight[at(s)] / total : 1.0 / static_cast<double>(members.size());
      for (const Column& c : columns)
        out.elasticities.*c.member += share * (traits[at(s)].elasticities.*c.member);
      for (std::size_t k = 0; k < roles.size(); ++k)
        by_role[k] += traits[at(s)].*roles[k].member ? share : 0;
    }
    for (std::size_t k = 0; k < roles.size(); ++k) out.*roles[k].member = by_role[k] > 0.5;
    merged.push_back(out);
  }
  return merged;
}

}  // namespace yuqian::calibration
