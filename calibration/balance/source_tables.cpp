// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/source_tables.hpp>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/calibration/balance/control_checks.hpp>
#include <yuqian/calibration/balance/customs.hpp>
#include <yuqian/calibration/balance/imputation.hpp>
#include <yuqian/calibration/balance/province_table.hpp>
#include <yuqian/calibration/balance/published_sectors.hpp>
#include <yuqian/calibration/balance/rest.hpp>
#include <yuqian/calibration/balance/source_reader.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/model/maths/at.hpp>

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
  try {
    return Set(name, labels);
  } catch (const InputError& error) {
    throw error.at({csv.name()});
  }
}

}  // namespace

const Set& source_final_uses() {
  static const Set set("final_use", {"rural_household", "urban_household", "government",
                                     "fixed_capital", "inventories"});
  return set;
}

std::string SourceTables::file_of(int region) const {
  return known[at(region)] ? list.tables + "/" + regions.label(region) + ".csv" : list.rest->nation;
}

SourceTables empty_tables(const Set& regions, const Set& sectors, const SourceList& list) {
  SourceTables t;
  t.list = list;
  t.regions = regions;
  t.sectors = sectors;
  const std::string& nbs = list.tables_source;
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
  return t;
}

SourceTables read_source_tables(const std::filesystem::path& folder, const SourceList& list) {
  SourceReader reader(folder, list);
  const Set regions = read_set(reader.csv(list.provinces), "region", "name_en", "name_zh");
  SourceTables t = empty_tables(regions, sectors_2017(), list);
  t.folder = folder;
  t.known = provinces_with_tables(list, regions);
  const SectorParts parts = sector_parts(reader, list, t.sectors);
  for (int r = 0; r < regions.size(); ++r)
    if (t.known[at(r)]) read_province_table(reader.csv(t.file_of(r)), r, parts, t);

  const Csv controls = reader.csv(list.controls);
  t.controls = read_matrix(controls, t.regions, control_items(), "macro_controls", "10^8 yuan");
  t.controls.set_source("Chen et al. 2023, Scientific Data; census-revised national accounts");
  require_control_sums(controls, t.controls);
  if (list.rest) {
    SourceTables nation = empty_tables(Set("region", {"nation"}), t.sectors, list);
    read_province_table(reader.csv(list.rest->nation), 0, parts, nation);
    share_out_rest(nation, t);
  }
  require_tables_fit_accounts(t);
  const Csv distance = reader.csv(list.rail_distance);
  t.rail_distance =
      read_matrix(distance, t.regions.renamed("supplier"), t.regions.renamed("region_to"),
                  "rail_distance", "km", {data::Sign::not_negative, true});
  t.rail_distance.set_source("Rail distances between provincial capitals, China Railway Yearbook");
  const Doubts detours = require_distances(distance, t.rail_distance);
  t.doubts.insert(t.doubts.end(), detours.begin(), detours.end());
  t.rail_freight = read_matrix(reader.csv(list.rail_freight), t.regions.renamed("supplier"),
                               t.regions.renamed("region_to"), "rail_freight", "10^4 t",
                               {data::Sign::not_negative, false});
  t.rail_freight.set_source("China Railway Yearbook, rail freight between provinces 2011");
  const Csv shares = reader.csv(list.spending_shares, "buyer");
  const Set buyers = first_column(shares, "buyer");
  require_provinces(shares, buyers.labels(), t.regions);
  t.shares_2007 = read_matrix(shares, buyers, buyers.renamed("seller"), "trade_shares_2007", "1",
                              {data::Sign::not_negative, false});
  t.shares_2007.set_source("Non-farm spending shares 2007, after Tombe and Zhu 2019");
  require_rows_add_to_one(shares, t.shares_2007);
  std::vector<std::string> provinces;
  for (const std::string& label : buyers.labels())
    if (label != "International") provinces.push_back(label);
  t.regions_2007 = Set("buyer", provinces);
  Customs customs = read_customs(reader, list.customs, t.regions, t.sectors, parts, list.year);
  t.customs_exports = std::move(customs.exports);
  t.customs_imports = std::move(customs.imports);
  for (const auto& [province, file] : list.factor_shares)
    t.factor_shares.emplace(province, read_factor_shares(reader.csv(file), t.sectors));
  t.files = reader.files();
  return t;
}

}  // namespace yuqian::calibration
