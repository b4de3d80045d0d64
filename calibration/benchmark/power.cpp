// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/power.hpp>

#include <yuqian/calibration/benchmark/province_rows.hpp>
#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

double share(const data::Toml& value, double below) {
  const double number = value.number(data::Sign::not_negative);
  if (!(number < below))
    throw value.error(fmt::format("a share of {}", number),
                      fmt::format("give a share from 0 to less than {:g}", below));
  return number;
}

/// A value that stands beside its source.
double sourced(const data::Toml& file, const char* table, const char* key = "value") {
  const data::Toml entry = file.get(table);
  entry.get("source").string();
  return entry.get(key).number(data::Sign::not_negative);
}

void read_technologies(const data::Toml& file, model::Power& p) {
  using Fuel = model::PowerTechnology::Fuel;
  static const std::array<std::string, 3> fuels{"none", "gas", "other"};
  std::vector<std::string> label, zh, en;
  for (const data::Toml& entry : file.items("technology")) {
    label.push_back(entry.get("label").name());
    zh.push_back(entry.get("zh").string());
    en.push_back(entry.get("en").string());
    model::PowerTechnology t;
    if (const auto fuel = entry.find("fuel"))
      t.fuel = static_cast<Fuel>(fuel->choice(fuels, "fuel"));
    t.cost = entry.get("cost").number(data::Sign::positive);
    if (const auto fixed = entry.find("fixed_share")) t.fixed_share = share(*fixed, 1);
    t.supply_elasticity = entry.number_or("supply", 0, data::Sign::not_negative);
    if (t.fuel != Fuel::none && t.fixed_share > 0)
      throw entry.error("plants that burn fuel have no fixed factor in this model",
                        "leave out fixed_share");
    p.traits.push_back(t);
  }
  const data::Toml source = file.get("source");
  for (const char* key : {"cost", "fixed_share", "supply"}) source.get(key).string();
  p.technologies = data::Set("power_source", label, zh, en);
}

}  // namespace

PowerSources read_power(const std::string& generation, const data::Toml& file,
                        const data::Set& provinces) {
  PowerSources sources;
  model::Power& p = sources.power;
  read_technologies(file, p);
  p.substitution = sourced(file, "substitution");
  p.fuel_and_value_added = sourced(file, "fuel_and_value_added");
  sourced(file, "network", "share");
  p.network_share = share(file.get("network").get("share"), 1);
  sources.gas = file.get("fuels").get("gas").strings();
  file.finish();

  const data::Csv csv = data::Csv::read(generation);
  const std::vector<int> province_of = province_of_rows(csv, csv.column("province"), provinces);
  p.generation = data::Table("power_generation", {provinces, p.technologies}, "10^8 kWh");
  for (int column = 0; column < csv.columns(); ++column) {
    if (csv.header()[at(column)] == "province") continue;
    if (!p.technologies.find(csv.header()[at(column)]))
      throw data::InputError(
          {csv.where_header(column),
           fmt::format("no technology is called \"{}\"", csv.header()[at(column)]),
           csv.header()[at(column)], "name it in technologies.toml"});
  }
  for (int t = 0; t < p.technologies.size(); ++t) {
    const int column = csv.column(p.technologies.label(t));
    for (int row = 0; row < csv.rows(); ++row)
      p.generation(province_of[at(row)], t) = csv.number(row, column, data::Sign::not_negative);
  }
  return sources;
}

model::Power merge_power(const PowerSources& sources, const model::EnergyUse& energy,
                         const std::vector<SectorTrait>& detailed, const data::Mapping& regions,
                         const data::Mapping& sectors) {
  model::Power p = sources.power;
  p.generation = data::aggregate(p.generation, regions);
  for (int i = 0; i < sectors.source().size(); ++i)
    if (detailed[at(i)].electricity && sectors.members(sectors[i]).size() == 1)
      p.sector = sectors[i];
  for (int k = 0; k < energy.carriers.size(); ++k)
    p.gas.push_back(std::find(sources.gas.begin(), sources.gas.end(), energy.carriers.label(k)) !=
                    sources.gas.end());
  return p;
}

}  // namespace yuqian::calibration
