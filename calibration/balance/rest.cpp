// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/both.hpp>
#include <yuqian/calibration/balance/rest.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/calibration/balance/report_names.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

using data::InputError;
using data::Table;

/// Cells below minus this, 10^8 yuan, are told: a thousandth of a province's sector or less is not.
constexpr double told = 1.0;

/// The sum over the rest of one table, [1, ...] as the nation's (D21). `any_sign`: figures that may
/// be below zero stay so.
Table left_over(const Table& nation, const Table& provinces, const std::vector<bool>& known) {
  Table rest = nation;
  const std::size_t cells = rest.values().size();
  for (std::size_t k = 0; k < cells; ++k)
    for (std::size_t r = 0; r < known.size(); ++r)
      if (known[r]) rest.values()[k] -= provinces.values()[r * cells + k];
  return rest;
}

/// Sets cells below zero to zero, save those of one label of the last axis, and says how many.
void clip(Table& rest, const std::string& file, Doubts& doubts, const std::string& free = {}) {
  const data::Set& last = rest.axes().back();
  double sum = 0.0, worst = 0.0;
  int count = 0;
  for (std::size_t k = 0; k < rest.values().size(); ++k) {
    double& value = rest.values()[k];
    if (last.label(static_cast<int>(k) % last.size()) == free) continue;
    if (value < -told) ++count, sum -= value, worst = std::max(worst, -value);
    value = std::max(0.0, value);
  }
  if (count > 0)
    doubts.push_back(
        {file, rest.name(),
         both("in {0} cells of {1} the provinces with tables have more than the nation, by {3:.0f} "
              "x 10^8 yuan in all, {4:.0f} in the worst: the rest has zero there",
              "{2}中有{0}个单元，有表省份合计多于全国，共多{3:.0f}亿元，最多者{4:.0f}"
              "亿元：其余部分在此置零",
              count, rest.name(), chinese_block(rest.name()), sum, worst)});
}

/// Shares of the provinces without a table in a sum over them; 0 for the others.
using Shares = std::vector<double>;

Shares shares_in(const Table& controls, const std::string& item, const std::vector<bool>& known) {
  Shares shares(known.size(), 0.0);
  const int k = controls.axis(1).index(item);
  double sum = 0.0;
  for (std::size_t r = 0; r < known.size(); ++r)
    if (!known[r]) sum += shares[r] = std::max(0.0, controls(static_cast<int>(r), k));
  if (!(sum > 0.0))
    throw InputError(fmt::format("the provinces without a table have no {} in the accounts", item),
                     "give it for at least one of them: there is nothing to share the rest by");
  for (double& s : shares) s /= sum;
  return shares;
}

/// What the rest of the nation has, before it is shared out.
struct Rest {
  Table intermediate, final_use, value_added, exports, imports, error;
};

Rest rest_of(const SourceTables& nation, SourceTables& t) {
  const auto left = [&](const Table SourceTables::* table) {
    return left_over(nation.*table, t.*table, t.known);
  };
  Rest rest{left(&SourceTables::intermediate), left(&SourceTables::final_use),
            left(&SourceTables::value_added),  left(&SourceTables::exports),
            left(&SourceTables::imports),      left(&SourceTables::error)};
  const std::string& file = t.list.rest->nation;
  for (Table* table : {&rest.intermediate, &rest.exports, &rest.imports})
    clip(*table, file, t.doubts);
  clip(rest.final_use, file, t.doubts, "inventories");
  // A sector that the rest cannot have: its value added is not above zero.
  for (int j = 0; j < t.sectors.size(); ++j) {
    double sum = 0.0;
    for (int v = 0; v < rest.value_added.axis(1).size(); ++v) sum += rest.value_added(0, v, j);
    if (sum > 0.0) continue;
    t.doubts.push_back(
        {file, t.sectors.label(j),
         both("value added of the provinces with tables exceeds the nation's by {:.1f} x "
              "10^8 yuan: the rest does not make it",
              "有表省份的增加值比全国多{:.1f}亿元：其余部分不生产该商品", -sum)});
    for (int v = 0; v < rest.value_added.axis(1).size(); ++v) rest.value_added(0, v, j) = 0.0;
    for (int i = 0; i < t.sectors.size(); ++i) rest.intermediate(0, i, j) = 0.0;
  }
  return rest;
}

/// A row of the nation's table knows no flows between provinces; the value added of the provinces
/// with tables is part of its own.
void require_nation(const SourceTables& nation, const SourceTables& t) {
  const std::string path = (t.folder / t.list.rest->nation).string();
  double flows = 0.0, all = 0.0, known = 0.0;
  for (const Table* table : {&nation.outflow, &nation.inflow})
    for (const double v : table->values()) flows += v;
  for (const double v : nation.value_added.values()) all += v;
  const std::size_t cells = nation.value_added.values().size();
  for (std::size_t r = 0; r < t.known.size(); ++r)
    for (std::size_t k = 0; t.known[r] && k < cells; ++k)
      known += t.value_added.values()[r * cells + k];
  if (flows > 0.0)
    throw InputError({{path},
                      fmt::format("the nation's table has flows to or from other provinces, {:.4g} "
                                  "x 10^8 yuan",
                                  flows),
                      "OF",
                      "its columns OF and IF must be zero: is it the table of a province?"});
  if (!(known < all))
    throw InputError(
        {{path},
         fmt::format("value added of the nation is {:.4g} x 10^8 yuan, that of the provinces with "
                     "tables {:.4g}",
                     all, known),
         "nation",
         "compare the units: both kinds of table must be in the unit of [tables]"});
}

}  // namespace

std::vector<bool> provinces_with_tables(const SourceList& list, const data::Set& regions) {
  if (!list.rest) return std::vector<bool>(at(regions.size()), true);
  std::vector<bool> known(at(regions.size()), false);
  for (const std::string& province : list.rest->known) {
    const auto r = regions.find(province);
    if (!r)
      throw InputError({{list.path},
                        "unknown province \"" + province + "\" in rest.known",
                        province,
                        data::suggestion(province, regions.labels())});
    if (known[at(*r)])
      throw InputError({{list.path},
                        "\"" + province + "\" stands twice in rest.known",
                        province,
                        "once will do"});
    known[at(*r)] = true;
  }
  if (std::find(known.begin(), known.end(), false) == known.end())
    throw InputError({{list.path},
                      "every province is named in rest.known, and nothing is left for the rest",
                      "rest",
                      "leave out [rest]: all tables are read then"});
  return known;
}

void share_out_rest(const SourceTables& nation, SourceTables& t) {
  require_nation(nation, t);
  const Rest rest = rest_of(nation, t);
  const int sectors = t.sectors.size(), provinces = t.regions.size();
  const char* items[] = {"expd_hsh_rural", "expd_hsh_urban", "expd_gov", "expd_fixed_capital",
                         "expd_fixed_capital"};
  std::vector<Shares> made, spent;  // by sector, by final use (D22)
  for (int j = 0; j < sectors; ++j)
    made.push_back(shares_in(t.controls, production_groups()[at(production_group_of(j))], t.known));
  for (const char* item : items) spent.push_back(shares_in(t.controls, item, t.known));
  for (int i = 0; i < sectors; ++i) {
    double net = 0.0;  // of the rest, to the provinces with tables (D23)
    for (int r = 0; r < provinces; ++r)
      if (t.known[at(r)]) net += t.inflow(r, i) - t.outflow(r, i);
    std::vector<double> use(at(provinces), 0.0);
    double used = 0.0;
    for (int r = 0; r < provinces; ++r) {
      if (t.known[at(r)]) continue;
      const double share = made[at(i)][at(r)];
      for (int j = 0; j < sectors; ++j)
        use[at(r)] += t.intermediate(r, i, j) = made[at(j)][at(r)] * rest.intermediate(0, i, j);
      for (int f = 0; f < source_final_uses().size(); ++f)
        use[at(r)] += t.final_use(r, i, f) = spent[at(f)][at(r)] * rest.final_use(0, i, f);
      for (int v = 0; v < rest.value_added.axis(1).size(); ++v)
        t.value_added(r, v, i) = share * rest.value_added(0, v, i);
      t.exports(r, i) = share * rest.exports(0, i);
      t.error(r, i) = share * rest.error(0, i);
      t.outflow(r, i) = share * std::max(net, 0.0);
      used += use[at(r)] = std::max(0.0, use[at(r)]);
    }
    for (int r = 0; r < provinces; ++r) {
      if (t.known[at(r)]) continue;
      const double share = used > 0.0 ? use[at(r)] / used : made[at(i)][at(r)];
      t.imports(r, i) = share * rest.imports(0, i);
      t.inflow(r, i) = share * std::max(-net, 0.0);
    }
  }
  for (int r = 0; r < provinces; ++r)
    for (int j = 0; j < sectors && !t.known[at(r)]; ++j) {
      t.output(r, j) = 0.0;
      for (int v = 0; v < rest.value_added.axis(1).size(); ++v)
        t.output(r, j) += t.value_added(r, v, j);
      for (int i = 0; i < sectors; ++i) t.output(r, j) += t.intermediate(r, i, j);
    }
}

}  // namespace yuqian::calibration
