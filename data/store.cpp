// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/store.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include <yuqian/data/dataset_rules.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/h5_writer.hpp>
#include <yuqian/data/label.hpp>
#include <yuqian/data/shipped_year.hpp>

namespace yuqian::data {
namespace {

struct SharedTable {
  Table Mrio::* member;
  const char *long_name, *zh;
};

constexpr SharedTable shared_tables[] = {
    {&Mrio::intermediate, "Intermediate use of goods of all origins", "中间使用"},
    {&Mrio::final_use, "Final use of goods of all origins", "最终使用"},
    {&Mrio::value_added, "Value added", "增加值"},
    {&Mrio::output, "Gross output", "总产出"},
    {&Mrio::exports, "Exports abroad", "出口"},
    {&Mrio::imports, "Imports from abroad", "进口"},
};

/// Tables beside those of Mrio whose cells are found by position, and where they must stand.
struct FurtherTable {
  std::string name;
  std::vector<std::string> dims;
};

const FurtherTable further_tables[] = {
    {"grp", {"region", "vintage"}},
    {"rail_distance", {"supplier", "region_to"}},
    {"co2", {"region", "sector"}},
    {"co2_household", {"region", "household"}},
    {"employment_2010", {"region", "employment_kind"}},
    {"migration_shares_2010", {"registration", "workplace"}},
    {"own_table", {"region"}},
};

/// Regions and sectors go by other names, too; they are the same everywhere.
void require_the_same_labels(const H5Reader& file, const Set& axis) {
  const char* same = axis.name() == "supplier" || axis.name() == "region_to" ? "region"
                     : axis.name() == "using_sector"                         ? "sector"
                                                                             : nullptr;
  if (same && !axis.same_labels(file.set(same)))
    throw InputError({{file.path()},
                      "dimensions \"" + axis.name() + "\" and \"" + same + "\" differ",
                      axis.name(),
                      "write the dataset again"});
}

void require_balance(const Mrio& mrio, const std::string& path) {
  require_finite(mrio, path);  // an infinite output would make its own tolerance infinite
  const double total = mrio.output.sum();
  const auto worst = check_identities(mrio, 1e-9 * std::abs(total), 3);
  if (worst.empty()) return;
  std::string text = fmt::format(
      "variant \"{}\" does not balance to 1e-9 of its total output {:.0f}", mrio.variant, total);
  for (const Violation& v : worst) text += "\n  " + v.text();
  throw InputError({{path}, text, worst[0].label, "balance the table again"});
}

bool same_values(const Table& a, const Table& b) {
  return std::equal(a.values().begin(), a.values().end(), b.values().begin(), b.values().end());
}

void require_shared(const Mrio& first, const Mrio& other, const std::string& path) {
  const auto refuse = [&](const std::string& what) {
    throw InputError(
        {{path},
         "variants \"" + first.variant + "\" and \"" + other.variant + "\" differ in " + what,
         other.variant,
         "variants may differ in trade only"});
  };
  if (!first.regions.same_labels(other.regions)) refuse("their regions");
  if (!first.sectors.same_labels(other.sectors)) refuse("their sectors");
  for (const SharedTable& shared : shared_tables)
    if (!same_values(first.*shared.member, other.*shared.member))
      refuse("\"" + (first.*shared.member).name() + "\"");
}

Table stacked_trade(std::span<const Mrio> variants) {
  std::vector<std::string> names;
  for (const Mrio& mrio : variants) names.push_back(mrio.variant);
  const Table& first = variants[0].trade;
  std::vector<Set> axes{Set("variant", names)};
  axes.insert(axes.end(), first.axes().begin(), first.axes().end());
  Table trade("trade", axes, first.unit(), first.source());
  auto out = trade.values().begin();
  for (const Mrio& mrio : variants)
    out = std::copy(mrio.trade.values().begin(), mrio.trade.values().end(), out);
  return trade;
}

}  // namespace

void write_dataset(const std::string& path, const std::string& title, int base_year,
                   std::span<const Mrio> variants, const Provenance& provenance,
                   std::span<const ExtraTable> extra) {
  if (variants.empty()) throw InputError({{path}, "no variant to write", {}, "give at least one"});
  for (const Mrio& mrio : variants) {
    require_balance(mrio, path);
    require_shared(variants[0], mrio, path);
  }
  const Table trade = stacked_trade(variants);
  H5Writer file(path,
                {title, dataset_schema, dataset_schema_version,
                 provenance.program + " " + provenance.version},
                4);
  file.attribute("base_year", static_cast<std::int32_t>(base_year));
  file.scale(variants[0].regions, "Province or group of provinces");
  file.scale(variants[0].sectors, "Sector and its good");
  for (const SharedTable& shared : shared_tables)
    file.table(variants[0].*shared.member, shared.long_name, shared.zh);
  file.table(trade, "Trade between provinces, own supply on the diagonal, by estimate", "省际贸易");
  for (const ExtraTable& e : extra) file.table(e.table, e.long_name, e.zh);
  file.text("provenance", provenance.json(), "Inputs, steps and program, as JSON");
  file.finish();
}

Mrio read_mrio(const std::string& path, std::string_view variant) {
  const H5Reader file(path, dataset_schema);
  const Set regions = file.set("region"), sectors = file.set("sector");
  for (const Set* set : {&regions, &sectors})
    for (const std::string& label : set->labels())
      if (const std::string fault = free_label_fault(label); !fault.empty())
        throw InputError({{path},
                          set->name() + " \"" + label + "\" " + fault,
                          label,
                          "give it another label and write the dataset again"});
  Mrio mrio = empty_mrio(regions, sectors, std::string(variant));
  const auto take = [&](Table& into, Table from) {
    bool fits = into.rank() == from.rank();
    for (int k = 0; fits && k < into.rank(); ++k) fits = into.axis(k).same_labels(from.axis(k));
    if (!fits)
      throw InputError({{path},
                        "table \"" + into.name() + "\" does not have the axes of a dataset",
                        into.name(),
                        "write the dataset again"});
    into = std::move(from);
  };
  for (const SharedTable& shared : shared_tables) {
    Table& into = mrio.*shared.member;
    take(into, file.table(into.name()));
  }
  take(mrio.trade, file.slice("trade", variant));
  require_balance(mrio, path);
  if (file.has("macro_controls")) require_incomes_fit(mrio, file.table("macro_controls"), path);
  return mrio;
}

std::vector<std::string> dataset_variants(const std::string& path) {
  return H5Reader(path, dataset_schema).set("variant").labels();
}

int dataset_base_year(const std::string& path) {
  const double year = H5Reader(path, dataset_schema).number("base_year").value_or(shipped_year);
  if (!(year >= 1900 && year <= 2100))
    throw InputError(
        {{path}, "its base year is not a year", "base_year", "write the dataset again"});
  return static_cast<int>(year);
}

Provenance dataset_provenance(const std::string& path) {
  try {
    return Provenance::from_json(H5Reader(path, dataset_schema).text("provenance"));
  } catch (const InputError& error) {
    throw error.where().file.empty() ? error.at({path}) : error;
  }
}

Table read_dataset_table(const std::string& path, const std::string& name) {
  const H5Reader file(path, dataset_schema);
  const auto known = std::find_if(std::begin(further_tables), std::end(further_tables),
                                  [&](const FurtherTable& t) { return t.name == name; });
  const bool free = known == std::end(further_tables);
  Table table = free ? file.table(name) : file.table(name, known->dims);
  if (!free)
    for (const Set& axis : table.axes()) require_the_same_labels(file, axis);
  require_sound(table, path);
  return table;
}

}  // namespace yuqian::data
