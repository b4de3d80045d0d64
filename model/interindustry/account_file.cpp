// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/account_file.hpp>

#include <cmath>
#include <map>

#include <fmt/format.h>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/heading.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::interindustry {
namespace {

std::string required(const std::map<std::string, std::string>& heading, const char* key,
                     const std::string& path) {
  const auto found = heading.find(key);
  if (found == heading.end() || found->second.empty())
    throw data::InputError({{path, 1, 0},
                            fmt::format("an account without its {}", key),
                            key,
                            fmt::format("put a line \"# {}: ...\" before the header", key)});
  return found->second;
}

}  // namespace

Account account_of(const data::Table& cells, const data::Table& users, std::string zh,
                   std::string en, const IoTable& t, const AccountDetail& detail) {
  Account a{cells.name(),
            std::move(zh),
            std::move(en),
            cells.unit(),
            cells.source(),
            Vector::Zero(t.cells()),
            Vector::Zero(t.final_use.cols()),
            {}};
  const auto region = [&](int r) { return detail.regions ? (*detail.regions)[r] : r; };
  for (int r = 0; r < cells.axis(0).size(); ++r) {
    bool known = false;
    for (int i = 0; i < cells.axis(1).size(); ++i) {
      if (std::isnan(cells(r, i))) continue;
      known = true;
      a.amounts(t.cell(region(r), detail.sectors ? (*detail.sectors)[i] : i)) += cells(r, i);
    }
    if (!known) a.missing.push_back(cells.axis(0).label(r));
    if (users.rank() != 2) continue;
    for (int h = 0; h < users.axis(1).size(); ++h)
      if (const auto user = t.users.find(users.axis(1).label(h)); user && !std::isnan(users(r, h)))
        a.direct(t.column(region(r), *user)) += users(r, h);
  }
  return a;
}

Account read_account(const std::string& path, const IoTable& t, const AccountDetail& detail) {
  const std::string text = data::read_text(path);
  const auto heading = data::read_heading(text);
  const data::Csv csv = data::Csv::parse(text, path);
  const std::string name = required(heading, "name", path), unit = required(heading, "unit", path),
                    source = required(heading, "source", path);
  const auto long_name = [&](const char* key) {
    const auto found = heading.find(key);
    return found == heading.end() ? name : found->second;
  };
  const data::Set regions = detail.regions ? detail.regions->source() : t.regions,
                  sectors = detail.sectors ? detail.sectors->source() : t.sectors;
  const double none = std::nan("");
  data::Table cells(name, {regions, sectors}, unit, source), users(name, {regions, t.users}, unit);
  for (double& v : cells.values()) v = none;
  for (double& v : users.values()) v = none;
  std::vector<bool> named(static_cast<std::size_t>(regions.size()), false);
  const auto region_column = csv.find_column("region");
  const int sector_column = csv.column("sector"), value_column = csv.column("value");
  if (!region_column && regions.size() != 1)
    throw data::InputError({{path, 1, 0},
                            "no column \"region\", and the table has several regions",
                            "region",
                            "name the region of every figure"});
  for (int row = 0; row < csv.rows(); ++row) {
    const int r = region_column ? data::read_label(csv, row, *region_column, regions) : 0;
    named[at(r)] = true;
    const auto user = t.users.find(csv.text(row, sector_column));
    double& cell =
        user ? users(r, *user) : cells(r, data::read_label(csv, row, sector_column, sectors));
    if (!std::isnan(cell))
      throw data::InputError(
          {csv.where(row, value_column),
           fmt::format("{},{} is given twice", regions.label(r), csv.text(row, sector_column)),
           csv.text(row, sector_column), "keep one of the two lines"});
    cell = csv.number(row, value_column);
  }
  for (int r = 0; r < regions.size(); ++r)
    if (named[at(r)])
      for (int i = 0; i < sectors.size(); ++i)
        if (std::isnan(cells(r, i))) cells(r, i) = 0;
  return account_of(cells, users, long_name("zh"), long_name("en"), t, detail);
}

}  // namespace yuqian::interindustry
