// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/side_tables.hpp>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <yuqian/calibration/balance/emissions.hpp>
#include <yuqian/calibration/balance/final_demand.hpp>
#include <yuqian/calibration/balance/source_reader.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

using data::Csv;
using data::Set;
using data::Table;

/// Workers by province; NaN for provinces that the file lacks.
Table employment(const Csv& csv, const Set& regions) {
  const Set kinds("employment_kind",
                  {"employed_farm", "employed_nonfarm", "registered_farm", "registered_nonfarm"},
                  {"农业就业", "非农就业", "农业户籍劳动力", "非农户籍劳动力"},
                  {"Works in agriculture", "Works outside agriculture",
                   "Registered as agricultural", "Registered as non-agricultural"});
  Table table("employment_2010", {regions, kinds}, "10^6 persons", "Population census 2010");
  for (double& value : table.values()) value = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::string> seen;
  for (int row = 0; row < csv.rows(); ++row) {
    const int r = read_label(csv, row, 0, regions);
    if (std::find(seen.begin(), seen.end(), regions.label(r)) != seen.end())
      throw data::InputError({csv.where(row, 0), "\"" + regions.label(r) + "\" appears twice",
                              regions.label(r), "keep one of the two rows"});
    seen.push_back(regions.label(r));
    for (int k = 0; k < kinds.size(); ++k)
      table(r, k) = csv.number(row, csv.column(kinds.label(k)), data::Sign::not_negative);
  }
  require_provinces(csv, seen, regions);
  return table;
}

/// Place of work by place and kind of registration. Labels are the province with "_ag" and "_na",
/// registered or working in agriculture and outside it.
Table migration(const Csv& csv, const Set& regions) {
  std::vector<std::string> registered, work(csv.header().begin() + 1, csv.header().end());
  for (int row = 0; row < csv.rows(); ++row) registered.push_back(csv.text(row, 0));
  for (const auto* labels : {&registered, &work})
    for (const char* kind : {"_ag", "_na"}) {
      std::vector<std::string> provinces;
      for (const std::string& label : *labels)
        if (label.ends_with(kind)) provinces.push_back(label.substr(0, label.size() - 3));
      require_provinces(csv, provinces, regions);
    }
  Table table = read_matrix(csv, Set("registration", registered), Set("workplace", work),
                            "migration_shares_2010", "1", {data::Sign::not_negative, false});
  require_rows_add_to_one(csv, table);
  table.set_source("Population census 2010, after Tombe and Zhu 2019");
  return table;
}

/// GRP by province on both vintages of the national accounts.
Table vintages(const SourceTables& t, const Accounts& a) {
  const Set set("vintage", {"tables", "revised"}, {"投入产出表口径", "经济普查修订后"},
                {"As in the input-output tables", "Revised after the economic census"});
  Table grp("grp", {t.regions, set}, "10^8 yuan",
            fmt::format("NBS tables {}; Chen et al. 2023", t.list.year));
  const std::vector<double> revised = revised_grp(t);
  for (int r = 0; r < a.provinces(); ++r) {
    grp(r, 0) = a.grp(r);
    grp(r, 1) = revised[at(r)];
  }
  return grp;
}

constexpr const char* known_tables_name =
    "1 where a province's own table was read; of the others only the sum is known";

Table known_tables(const SourceTables& t) {
  Table known("own_table", {t.regions}, "1", "Which tables the list of sources names");
  for (int r = 0; r < t.regions.size(); ++r) known(r) = t.known[at(r)] ? 1.0 : 0.0;
  return known;
}

Table named(Table table, const char* name) {
  Table copy(name, table.axes(), table.unit(), table.source());
  std::copy(table.values().begin(), table.values().end(), copy.values().begin());
  return copy;
}

}  // namespace

std::vector<data::ExtraTable> side_tables(const SourceTables& t, const Accounts& balanced,
                                          const Accounts& reported, data::Provenance& record) {
  SourceReader reader(t.folder, t.list);
  std::vector<data::ExtraTable> out;
  if (!t.list.emissions.empty()) {
    const Emissions co2 = read_emissions(reader.csv(t.list.emissions), balanced);
    out.push_back({co2.sectors, "CO2 emissions of sectors, scope 1; missing for Tibet",
                   "各部门二氧化碳排放"});
    out.push_back(
        {co2.households, "CO2 emissions of households; missing for Tibet", "居民二氧化碳排放"});
  }
  out.push_back({t.rail_distance, "Rail distance between provincial capitals", "省会间铁路里程"});
  out.push_back({employment(reader.csv(t.list.employment), t.regions),
                 "Workers by kind of work and registration 2010; missing for Tibet",
                 "2010年就业与户籍劳动力"});
  out.push_back({migration(reader.csv(t.list.migration, "registration"), t.regions),
                 "Place of work by place and kind of registration 2010",
                 "2010年户籍地-工作地份额"});
  out.push_back({t.controls, "GDP by production, income and expenditure, census-revised accounts",
                 "宏观控制总量(经济普查修订)"});
  out.push_back(
      {vintages(t, balanced), "Gross regional product on both vintages", "地区生产总值(两种口径)"});
  out.push_back({named(reported.outflow, "reported_outflow"), "Reported outflow, net of transit",
                 "省外流出(剔除过境)"});
  out.push_back({named(reported.inflow, "reported_inflow"), "Reported inflow, net of transit",
                 "省外流入(剔除过境)"});
  if (t.list.rest) out.push_back({known_tables(t), known_tables_name, "有本省投入产出表的省份"});
  for (const auto& file : reader.files())
    record.input(file.string(), file.lexically_relative(t.folder).generic_string());
  const bool carbon = !t.list.emissions.empty();
  record.step(
      "side_tables",
      "{0}rail distances, employment and migration 2010, macro controls, GRP of both vintages",
      "{1}铁路里程、2010年就业与迁移、宏观控制数、两种口径的地区生产总值",
      carbon ? "CO2 inventory of 47 sectors on the sectors of the tables; " : "",
      carbon ? "47个行业的二氧化碳排放清单，归到投入产出表各部门；" : "");
  return out;
}

}  // namespace yuqian::calibration
