// SPDX-License-Identifier: Apache-2.0
#include "calibration/source_tables.hpp"

#include <cmath>

#include "calibration/china_2017.hpp"
#include "calibration/province_table.hpp"
#include "calibration/source_reader.hpp"
#include "data/error.hpp"
#include "data/mrio.hpp"
#include "data/read_table.hpp"

namespace yuqian::calibration {
namespace {

using data::Csv;
using data::InputError;
using data::Set;
using data::Table;

/// The labels of the first column of a file, as a set.
Set first_column(const Csv& csv, const std::string& name) {
  std::vector<std::string> labels;
  for (int row = 0; row < csv.rows(); ++row) labels.push_back(csv.text(row, 0));
  return Set(name, labels);
}

/// Numbers by the first column and all others, whatever the others are called.
Table labelled(const Csv& csv, const Set& rows, const std::string& columns, const std::string& name,
               const std::string& unit, const std::string& source, data::CellRule rule = {}) {
  const std::vector<std::string> header(csv.header().begin() + 1, csv.header().end());
  Table table = read_matrix(csv, rows, Set(columns, header), name, unit, rule);
  table.set_source(source);
  return table;
}

/// Rail distances; blank on the diagonal and nowhere else.
Table read_distance(const Csv& csv, const Set& regions) {
  Table km = read_matrix(csv, regions.renamed("supplier"), regions.renamed("region_to"),
                         "rail_distance", "km", {data::Sign::not_negative, true});
  for (int s = 0; s < regions.size(); ++s)
    for (int r = 0; r < regions.size(); ++r)
      if ((s == r) != (km(s, r) == 0.0))
        throw InputError({{csv.name()},
                          "the distance from " + regions.label(s) + " to " + regions.label(r) +
                              " is " + std::to_string(km(s, r)),
                          regions.label(s),
                          "leave only the diagonal blank"});
  km.set_source("Rail distances between provincial capitals, China Railway Yearbook");
  return km;
}

}  // namespace

const Set& source_final_uses() {
  static const Set set("final_use", {"rural_household", "urban_household", "government",
                                     "fixed_capital", "inventories"});
  return set;
}

SourceTables read_source_tables(const std::filesystem::path& folder) {
  SourceReader reader(folder);
  SourceTables t;
  t.regions = read_set(reader.csv("china-2017/provinces.csv"), "region", "name_en", "name_zh");
  t.sectors = sectors_2017();
  const std::string nbs = "National Bureau of Statistics, China Regional Input-Output Tables 2017";
  const Set using_sector = t.sectors.renamed("using_sector");
  const auto by_sector = [&](const char* name) {
    return Table(name, {t.regions, t.sectors}, "10^8 yuan", nbs);
  };
  t.intermediate = Table("intermediate", {t.regions, t.sectors, using_sector}, "10^8 yuan", nbs);
  t.final_use = Table("final_use", {t.regions, t.sectors, source_final_uses()}, "10^8 yuan", nbs);
  t.value_added =
      Table("value_added", {t.regions, data::value_added_set(), t.sectors}, "10^8 yuan", nbs);
  t.output = by_sector("output");
  t.exports = by_sector("exports");
  t.imports = by_sector("imports");
  t.outflow = by_sector("outflow");
  t.inflow = by_sector("inflow");
  t.error = by_sector("error");
  for (int r = 0; r < t.regions.size(); ++r)
    read_province_table(reader.csv("china-2017/io/" + t.regions.label(r) + ".csv"), r, t);

  const Csv controls = reader.csv("china-2017/macro_controls.csv");
  t.controls = labelled(controls, t.regions, "control", "macro_controls", "10^8 yuan",
                        "Chen et al. 2023, Scientific Data; census-revised national accounts");
  t.rail_distance = read_distance(reader.csv("china-2017/rail_distance_km.csv"), t.regions);
  t.rail_freight = read_matrix(reader.csv("china-2017/rail_freight_2011.csv"),
                               t.regions.renamed("supplier"), t.regions.renamed("region_to"),
                               "rail_freight", "10^4 t", {data::Sign::not_negative, false});
  t.rail_freight.set_source("China Railway Yearbook, rail freight between provinces 2011");
  const Csv shares = reader.csv("china-2007/trade_shares_nonfarm.csv", "buyer");
  const Set buyers = first_column(shares, "buyer");
  t.shares_2007 = labelled(shares, buyers, "seller", "trade_shares_2007", "1",
                           "Non-farm spending shares 2007, after Tombe and Zhu 2019",
                           {data::Sign::not_negative, false});
  std::vector<std::string> provinces;
  for (const std::string& label : buyers.labels())
    if (label != "International") provinces.push_back(t.regions.label(t.regions.index(label)));
  t.regions_2007 = Set("buyer", provinces);
  t.files = reader.files();
  return t;
}

}  // namespace yuqian::calibration
