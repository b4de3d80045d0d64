// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/emissions.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <yuqian/calibration/balance/source_checks.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/model/maths/at.hpp>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

using Labels = std::vector<std::string>;

/// Inventory sector to sectors of the 2017 tables.
const std::map<std::string, Labels>& inventory() {
  static const Labels other{"information", "finance",
                            "real_estate", "business_services",
                            "research",    "technical_services",
                            "environment", "resident_services",
                            "education",   "health",
                            "culture",     "public_administration"};
  static const std::map<std::string, Labels> map{
      {"Farming, Forestry, Animal Husbandry, Fishery and Water Conservancy", {"agriculture"}},
      {"Coal Mining and Dressing", {"coal"}},
      {"Petroleum and Natural Gas Extraction", {"oil_gas"}},
      {"Ferrous Metals Mining and Dressing", {"metal_ores"}},
      {"Nonferrous Metals Mining and Dressing", {"metal_ores"}},
      {"Nonmetal Minerals Mining and Dressing", {"nonmetal_ores"}},
      {"Other Minerals Mining and Dressing", {"nonmetal_ores"}},
      {"Logging and Transport of Wood and Bamboo", {"agriculture"}},
      {"Food Processing", {"food"}},
      {"Food Production", {"food"}},
      {"Beverage Production", {"food"}},
      {"Tobacco Processing", {"food"}},
      {"Textile Industry", {"textiles"}},
      {"Garments and Other Fiber Products", {"apparel"}},
      {"Leather, Furs, Down and Related Products", {"apparel"}},
      {"Timber Processing, Bamboo, Cane, Palm Fiber & Straw Products", {"wood_furniture"}},
      {"Furniture Manufacturing", {"wood_furniture"}},
      {"Papermaking and Paper Products", {"paper_printing"}},
      {"Printing and Record Medium Reproduction", {"paper_printing"}},
      {"Cultural, Educational and Sports Articles", {"paper_printing"}},
      {"Petroleum Processing and Coking", {"refining_coking"}},
      {"Raw Chemical Materials and Chemical Products", {"chemicals"}},
      {"Medical and Pharmaceutical Products", {"chemicals"}},
      {"Chemical Fiber", {"chemicals"}},
      {"Rubber Products", {"chemicals"}},
      {"Plastic Products", {"chemicals"}},
      {"Nonmetal Mineral Products", {"nonmetal_products"}},
      {"Smelting and Pressing of Ferrous Metals", {"metals"}},
      {"Smelting and Pressing of Nonferrous Metals", {"metals"}},
      {"Metal Products", {"metal_products"}},
      {"Ordinary Machinery", {"general_machinery"}},
      {"Equipment for Special Purposes", {"special_machinery"}},
      {"Transportation Equipment", {"transport_equipment"}},
      {"Electric Equipment and Machinery", {"electrical_machinery"}},
      {"Electronic and Telecommunications Equipment", {"electronics"}},
      {"Instruments, Meters, Cultural and Office Machinery", {"instruments"}},
      {"Other Manufacturing Industry", {"other_manufacturing"}},
      {"Scrap and waste", {"other_manufacturing"}},
      {"Production and Supply of Electric Power, Steam and Hot Water", {"electricity_heat"}},
      {"Production and Supply of Gas", {"gas_supply"}},
      {"Production and Supply of Tap Water", {"water_supply"}},
      {"Construction", {"construction"}},
      {"Transportation, Storage, Post and Telecommunication Services", {"transport"}},
      {"Wholesale, Retail Trade and Catering Services", {"trade", "hotels_catering"}},
      {"Others", other},
  };
  return map;
}

/// t of CO2 per 10^4 yuan of GRP: 0.31 (Beijing) to 5.51 (Ningxia) in 2017. Inventories in kt
/// instead of Mt, or of another province ten times as large, lie outside.
constexpr double least_intensity = 0.1, most_intensity = 15.0;

/// Adds an amount to sectors of a province in proportion to their spending on fuels, or to their
/// output where none has any.
void divide(data::Table& to, const Accounts& a, int r, const Labels& labels, double amount) {
  std::vector<double> fuel, output;
  double fuels = 0.0, outputs = 0.0;
  for (const std::string& label : labels) {
    const int j = a.sectors.index(label);
    double spent = 0.0;
    for (const char* good : {"coal", "refining_coking", "gas_supply"})
      spent += a.intermediate(r, a.sectors.index(good), j);
    fuel.push_back(spent);
    output.push_back(a.output(r, j));
    fuels += spent;
    outputs += output.back();
  }
  if (labels.size() > 1 && fuels == 0.0 && outputs == 0.0 && amount > 0.0)
    throw data::InputError(
        fmt::format("{} emits {:g} Mt in \"{}\" and the sectors after it, which make nothing",
                    a.regions.label(r), amount, labels.front()),
        "compare the inventory with the province's table");
  for (std::size_t k = 0; k < labels.size(); ++k) {
    const double share = labels.size() == 1 ? 1.0
                         : fuels > 0.0      ? fuel[k] / fuels
                         : outputs > 0.0    ? output[k] / outputs
                                            : 0.0;
    to(r, a.sectors.index(labels[k])) += amount * share;
  }
}

}  // namespace

Emissions read_emissions(const data::Csv& csv, const Accounts& a) {
  const std::string source = "CEADs: Shan et al. 2018, 2020; Guan et al. 2021";
  const data::Set households("household", {"rural_household", "urban_household"},
                             {"农村居民", "城镇居民"}, {"Rural households", "Urban households"});
  Emissions e{data::Table("co2", {a.regions, a.sectors}, "Mt", source),
              data::Table("co2_household", {a.regions, households}, "Mt", source)};
  const int total_column = csv.column("scope1_total_MtCO2");
  std::vector<double> total(static_cast<std::size_t>(a.provinces()), 0.0), sum = total;
  std::vector<int> total_row(total.size(), -1);
  std::set<std::pair<int, std::string>> rows;
  for (int row = 0; row < csv.rows(); ++row) {
    const int r = read_label(csv, row, 0, a.regions);
    const auto k = static_cast<std::size_t>(r);
    const std::string& sector = csv.text(row, 1);
    const double amount = csv.number(row, total_column, data::Sign::not_negative);
    if (!rows.emplace(r, sector).second)
      throw data::InputError({csv.where(row, 1),
                              "\"" + sector + "\" of " + a.regions.label(r) + " appears twice",
                              sector, "keep one of the two rows"});
    if (sector == "Total Consumption" || sector == "Total Emissions") {
      total[k] = amount;
      total_row[k] = row;
      continue;
    }
    sum[k] += amount;
    if (sector == "Rural" || sector == "Urban") {
      e.households(r, sector == "Rural" ? 0 : 1) += amount;
      continue;
    }
    const auto found = inventory().find(sector);
    if (found == inventory().end())
      throw data::InputError({csv.where(row, 1), "unknown inventory sector \"" + sector + "\"",
                              sector, "add it to the table of inventory sectors"});
    divide(e.sectors, a, r, found->second, amount);
  }
  std::vector<std::string> provinces;
  for (int r = 0; r < a.provinces(); ++r)
    if (total_row[at(r)] >= 0) provinces.push_back(a.regions.label(r));
  require_provinces(csv, provinces, a.regions);
  for (int r = 0; r < a.provinces(); ++r) {
    const auto k = static_cast<std::size_t>(r);
    const bool seen = total_row[k] >= 0;
    if (!seen && sum[k] > 0.0)
      throw data::InputError({{csv.name()},
                              "the total of " + a.regions.label(r) + " is missing",
                              a.regions.label(r),
                              "add the row \"Total Consumption\""});
    if (seen && std::abs(sum[k] - total[k]) > 1e-3 * total[k])
      throw data::InputError({{csv.name()},
                              fmt::format("the sectors of {} add up to {:g} Mt, the total is {:g}",
                                          a.regions.label(r), sum[k], total[k]),
                              a.regions.label(r),
                              "compare with the published inventory"});
    const double intensity = 100.0 * total[k] / a.grp(r);  // Mt per 10^8 yuan
    if (seen && !(intensity >= least_intensity && intensity <= most_intensity)) {
      char text[160];
      std::snprintf(text, sizeof text, "%s emits %.6g Mt, %.3g t per 10^4 yuan of its product",
                    a.regions.label(r).c_str(), total[k], intensity);
      throw data::InputError({csv.where(total_row[k], total_column), text, a.regions.label(r),
                              "provinces emit 0.1 to 15: is the inventory in Mt?"});
    }
    if (seen) continue;
    for (int i = 0; i < a.goods(); ++i) e.sectors(r, i) = std::numeric_limits<double>::quiet_NaN();
    for (int h = 0; h < 2; ++h) e.households(r, h) = std::numeric_limits<double>::quiet_NaN();
  }
  return e;
}

}  // namespace yuqian::calibration
