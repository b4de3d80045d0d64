// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/mrio.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include <yuqian/data/error.hpp>

namespace yuqian::data {
namespace {

double weight(const Violation& v) { return std::isfinite(v.gap()) ? std::abs(v.gap()) : HUGE_VAL; }

void check_shape(const Mrio& m) {
  const auto require = [](const Table& t, std::vector<int> sizes) {
    std::vector<int> found;
    for (const Set& axis : t.axes()) found.push_back(axis.size());
    if (found != sizes)
      throw InputError(fmt::format("table \"{}\" has shape ({}) where ({}) is wanted", t.name(),
                                   fmt::join(found, ", "), fmt::join(sizes, ", ")),
                       "build the tables with empty_mrio");
  };
  const int R = m.regions.size(), S = m.sectors.size();
  require(m.intermediate, {R, S, S});
  require(m.final_use, {R, S, final_use_set().size()});
  require(m.value_added, {R, value_added_set().size(), S});
  require(m.output, {R, S});
  require(m.exports, {R, S});
  require(m.imports, {R, S});
  require(m.trade, {R, R, S});
}

void collect_negatives(const Table& table, std::vector<Violation>& found) {
  const auto values = table.values();
  for (std::size_t k = 0; k < values.size(); ++k)
    if (!(values[k] >= 0.0))
      found.push_back({"negative", table.name() + "[" + table.cell_label(k) + "]", values[k], 0.0});
}

}  // namespace

const Set& final_use_set() {
  static const Set set("final_user",
                       {"rural_household", "urban_household", "government", "investment"},
                       {"农村居民消费", "城镇居民消费", "政府消费", "资本形成总额"},
                       {"Rural household consumption", "Urban household consumption",
                        "Government consumption", "Gross capital formation"});
  return set;
}

const Set& value_added_set() {
  static const Set set("value_added_item",
                       {"compensation", "production_tax", "depreciation", "surplus"},
                       {"劳动者报酬", "生产税净额", "固定资产折旧", "营业盈余"},
                       {"Compensation of employees", "Net taxes on production",
                        "Depreciation of fixed assets", "Operating surplus"});
  return set;
}

Mrio empty_mrio(const Set& regions_given, const Set& sectors_given, std::string variant) {
  const std::string unit = "1e8 CNY";
  const Set regions = regions_given.renamed("region"), sectors = sectors_given.renamed("sector");
  Mrio m;
  m.regions = regions;
  m.sectors = sectors;
  m.intermediate = Table("intermediate", {regions, sectors, sectors.renamed("using_sector")}, unit);
  m.final_use = Table("final_use", {regions, sectors, final_use_set()}, unit);
  m.value_added = Table("value_added", {regions, value_added_set(), sectors}, unit);
  m.output = Table("output", {regions, sectors}, unit);
  m.exports = Table("exports", {regions, sectors}, unit);
  m.imports = Table("imports", {regions, sectors}, unit);
  m.trade =
      Table("trade", {regions.renamed("supplier"), regions.renamed("region_to"), sectors}, unit);
  m.variant = std::move(variant);
  return m;
}

double total_use(const Mrio& m, int r, int i) {
  double sum = 0;
  for (int j = 0; j < m.sectors.size(); ++j) sum += m.intermediate(r, i, j);
  for (int f = 0; f < m.final_use.axis(2).size(); ++f) sum += m.final_use(r, i, f);
  return sum;
}

std::string Violation::text() const {
  if (identity == "negative") return fmt::format("{} = {:.6g} is below zero", label, left);
  const auto [a, b] = identity == "supply" ? std::pair("output", "sales")
                      : identity == "use"  ? std::pair("use", "supply")
                                           : std::pair("output", "cost");
  return fmt::format("{} of {}: {} {:.6f}, {} {:.6f}, gap {:.3g}", identity, label, a, left, b,
                     right, gap());
}

std::vector<Violation> check_identities(const Mrio& m, double tolerance, int at_most) {
  check_shape(m);
  const int R = m.regions.size(), S = m.sectors.size();
  std::vector<Violation> found;
  for (int r = 0; r < R; ++r) {
    for (int i = 0; i < S; ++i) {
      const std::string label = m.regions.label(r) + "," + m.sectors.label(i);
      double sales = m.exports(r, i), supply = m.imports(r, i), use = 0.0, cost = 0.0;
      for (int s = 0; s < R; ++s) {
        sales += m.trade(r, s, i);
        supply += m.trade(s, r, i);
      }
      for (int j = 0; j < S; ++j) {
        use += m.intermediate(r, i, j);
        cost += m.intermediate(r, j, i);
      }
      for (int f = 0; f < final_use_set().size(); ++f) use += m.final_use(r, i, f);
      for (int v = 0; v < value_added_set().size(); ++v) cost += m.value_added(r, v, i);
      found.push_back({"supply", label, m.output(r, i), sales});
      found.push_back({"use", label, use, supply});
      found.push_back({"cost", label, m.output(r, i), cost});
    }
  }
  for (const Table* table :
       {&m.intermediate, &m.final_use, &m.output, &m.exports, &m.imports, &m.trade})
    collect_negatives(*table, found);
  std::erase_if(found, [&](const Violation& v) { return weight(v) <= tolerance; });
  std::stable_sort(found.begin(), found.end(),
                   [](const Violation& a, const Violation& b) { return weight(a) > weight(b); });
  if (at_most >= 0 && found.size() > static_cast<std::size_t>(at_most))
    found.resize(static_cast<std::size_t>(at_most));
  return found;
}

}  // namespace yuqian::data
