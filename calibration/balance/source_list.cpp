// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/source_list.hpp>

#include <cmath>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/toml.hpp>

namespace yuqian::calibration {
namespace {

using data::Toml;

CustomsList read_customs_list(const Toml& t) {
  return {t.get("file").string(),     t.string_or("totals", ""),
          t.get("province").string(), t.get("exports").string(),
          t.get("imports").string(),  t.get("unit").number(data::Sign::positive),
          t.get("source").string()};
}

std::map<std::string, double> read_shares(const Toml& t) {
  std::map<std::string, double> shares;
  double sum = 0.0;
  for (const std::string& code : t.keys())
    sum += shares[code] = t.get(code).number(data::Sign::positive);
  if (!(std::abs(sum - 1.0) <= 1e-9))
    throw t.error("the shares of a sector that is split add up to " + std::to_string(sum),
                  "they must add up to 1");
  return shares;
}

void read_tables(const Toml& t, SourceList& list) {
  list.tables = t.get("folder").string();
  list.unit = t.get("unit").number(data::Sign::positive);
  list.tables_source = t.get("source").string();
  list.sectors = t.string_or("sectors", "");
  if (const auto split = t.find("split"))
    for (const std::string& code : split->keys()) list.split[code] = read_shares(split->get(code));
}

RestList read_rest_list(const Toml& t) {
  RestList rest{t.get("nation").string(), t.get("known").strings()};
  for (std::string& province : rest.known) province = data::region_label(province);
  if (rest.known.empty())
    throw t.get("known").error("no province", "name those that have a table of their own");
  return rest;
}

void read_files(const Toml& t, SourceList& list) {
  list.provinces = t.get("provinces").string();
  list.controls = t.get("controls").string();
  list.rail_distance = t.get("rail_distance").string();
  list.rail_freight = t.get("rail_freight").string();
  list.spending_shares = t.get("spending_shares").string();
  list.employment = t.get("employment").string();
  list.migration = t.get("migration").string();
  list.emissions = t.string_or("emissions", "");
  if (const auto repairs = t.find("factor_shares"))
    for (const std::string& province : repairs->keys())
      list.factor_shares[province] = repairs->get(province).string();
}

}  // namespace

SourceList read_source_list(const std::string& path) {
  const Toml file = Toml::read(path);
  SourceList list;
  list.path = path;
  list.id = file.get("id").name();
  list.zh = file.get("title").get("zh").string();
  list.en = file.get("title").get("en").string();
  const Toml year = file.get("year");
  list.year = static_cast<int>(year.integer());
  if (list.year < 1900 || list.year > 2100) throw year.error("a year between 1900 and 2100");
  read_tables(file.get("tables"), list);
  read_files(file.get("files"), list);
  list.customs = read_customs_list(file.get("customs"));
  if (const auto rest = file.find("rest")) list.rest = read_rest_list(*rest);
  file.finish();
  return list;
}

std::string source_list_of(const std::filesystem::path& folder) {
  const std::filesystem::path own = folder / "dataset.toml";
  return std::filesystem::exists(own) ? own.string() : data::shipped("sources/china-2017.toml");
}

}  // namespace yuqian::calibration
