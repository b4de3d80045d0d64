// SPDX-License-Identifier: Apache-2.0
// A table from CSV. Both forms are first read as a list of flows between named ends; what an end is
// follows from where its name stands.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/heading.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/data/units.hpp>
#include <yuqian/model/interindustry/table_file.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::interindustry {
namespace {

struct End {
  std::string region, name;
};
struct Flow {
  End from, to;
  double value;
  data::Position where;
};

std::vector<Flow> read_long(const data::Csv& csv) {
  const auto from_region = csv.find_column("from_region"), to_region = csv.find_column("to_region");
  const int from = csv.column("from_sector"), to = csv.column("to_sector"),
            value = csv.column("value");
  std::vector<Flow> flows;
  for (int row = 0; row < csv.rows(); ++row)
    flows.push_back({{from_region ? csv.text(row, *from_region) : "", csv.text(row, from)},
                     {to_region ? csv.text(row, *to_region) : "", csv.text(row, to)},
                     csv.number(row, value),
                     csv.where(row, value)});
  return flows;
}

std::vector<Flow> read_wide(const data::Csv& csv) {
  const auto region = csv.find_column("region");
  const int sector = csv.column("sector");
  std::vector<Flow> flows;
  for (int row = 0; row < csv.rows(); ++row)
    for (int c = 0; c < csv.columns(); ++c) {
      if (c == sector || (region && c == *region)) continue;
      const std::string& head = csv.header()[at(c)];
      const auto colon = region ? head.find(':') : std::string::npos;
      const End to = colon == std::string::npos
                         ? End{"", head}
                         : End{head.substr(0, colon), head.substr(colon + 1)};
      if (csv.text(row, c).empty()) continue;
      flows.push_back({{region ? csv.text(row, *region) : "", csv.text(row, sector)},
                       to,
                       csv.number(row, c),
                       csv.where(row, c)});
    }
  return flows;
}

/// Labels in the order of their first appearance.
class Labels {
 public:
  void add(const std::string& label) {
    if (seen_.insert(label).second) list_.push_back(label);
  }
  bool has(const std::string& label) const { return seen_.count(label) > 0; }
  const std::vector<std::string>& list() const { return list_; }

 private:
  std::set<std::string> seen_;
  std::vector<std::string> list_;
};

struct Roles {
  data::Set regions, sectors, users, items;
};

Roles roles(const std::vector<Flow>& flows, const std::string& path) {
  Labels sellers, buyers, regions;
  for (const Flow& f : flows) sellers.add(f.from.name), buyers.add(f.to.name);
  Labels sectors, users, items;
  for (const std::string& name : sellers.list())
    if (buyers.has(name))
      sectors.add(name);
    else if (name != "imports")
      items.add(name);
  for (const std::string& name : buyers.list())
    if (!sellers.has(name) && name != "exports" && name != "output") users.add(name);
  for (const Flow& f : flows)
    if (sectors.has(f.from.name)) regions.add(f.from.region);
  if (sectors.list().empty())
    throw data::InputError({{path},
                            "no label sells and buys, so the table has no sectors",
                            {},
                            "give the sectors the same names in rows and columns"});
  std::vector<std::string> places = regions.list();
  if (places == std::vector<std::string>{""}) places = {"Region"};
  return {data::Set("region", places), data::Set("sector", sectors.list()),
          data::Set("final_user", users.list()), data::Set("value_added_item", items.list())};
}

class Filler {
 public:
  Filler(const Roles& r, std::string path)
      : table(empty_io_table(r.regions, r.sectors, r.users, r.items, false)),
        given_(Vector::Constant(table.cells(), std::nan(""))),
        path_(std::move(path)) {}

  void enter(const Flow& f) {
    if (!entered_.insert({f.from.region, f.from.name, f.to.region, f.to.name}).second)
      refuse(f, fmt::format("the flow from {},{} to {},{} is given twice", f.from.region,
                            f.from.name, f.to.region, f.to.name));
    const bool sells = table.sectors.find(f.from.name).has_value();
    if (f.to.name == "output" && !table.sectors.find("output")) {
      if (sells) given_(cell(f, f.from)) = f.value;
      return;
    }
    if (f.to.name == "exports") {
      if (!sells) refuse(f, "a primary input that is exported");
      table.exports(cell(f, f.from)) = f.value;
      return;
    }
    const auto user = table.users.find(f.to.name);
    if (sells && user)
      table.final_use(cell(f, f.from), table.column(region(f, f.to), *user)) = f.value;
    else if (sells)
      table.flows(cell(f, f.from), cell(f, f.to)) = f.value;
    else if (f.from.name == "imports" && user)
      table.final_imports(0, table.column(region(f, f.to), *user)) = f.value;
    else if (f.from.name == "imports")
      table.imports(0, cell(f, f.to)) = f.value;
    else if (!user)
      table.primary(table.items.index(f.from.name), cell(f, f.to)) = f.value;
    else if (f.value != 0)
      refuse(f, "a primary input of a final user has no place in the table");
  }

  void finish() {
    const Vector sold = table.flows.rowwise().sum() + table.final_demand();
    for (int i = 0; i < table.cells(); ++i)
      table.output(i) = std::isnan(given_(i)) ? sold(i) : given_(i);
  }

  IoTable table;

 private:
  [[noreturn]] void refuse(const Flow& f, const std::string& message) const {
    throw data::InputError({f.where, message, f.from.name, "correct or remove it"});
  }
  int region(const Flow& f, const End& end) const {
    if (table.regions.size() == 1 && end.region.empty()) return 0;
    const auto found = table.regions.find(end.region);
    if (!found)
      refuse(f, fmt::format("\"{}\" stands with the unknown region \"{}\"", end.name, end.region));
    return *found;
  }
  int cell(const Flow& f, const End& end) const {
    return table.cell(region(f, end), table.sectors.index(end.name));
  }

  Vector given_;
  std::string path_;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> entered_;
};

}  // namespace

IoTable read_io_csv(const std::string& path) {
  const std::string text = data::read_text(path);
  const data::Csv csv = data::Csv::parse(text, path);
  const std::vector<Flow> flows = csv.find_column("from_sector") ? read_long(csv) : read_wide(csv);
  Filler filler(roles(flows, path), path);
  for (const Flow& f : flows) filler.enter(f);
  filler.finish();
  const auto heading = data::read_heading(text);
  if (const auto unit = heading.find("unit"); unit != heading.end())
    filler.table.unit = data::unit(unit->second).code;
  const auto source = heading.find("source");
  filler.table.source = source != heading.end() ? source->second : path;
  return std::move(filler.table);
}

}  // namespace yuqian::interindustry
