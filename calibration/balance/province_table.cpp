// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/province_table.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

using data::Csv;
using data::InputError;
using data::Sign;

constexpr std::array final_uses{"FU101", "FU102", "FU103", "FU201", "FU202"};
constexpr std::array values_added{"VA001", "VA002", "VA003", "VA004"};

std::string sector_code(int i) {
  char text[16];
  std::snprintf(text, sizeof text, "sec%02d", i + 1);
  return text;
}

constexpr std::array flows{"EX", "OF", "IM", "IF", "ERR", "GO"};
constexpr std::array sums{"TVA", "TI"};  // rows that repeat what the others say

/// Refuses rows and columns that a provincial table does not have: a wrong label may hide a figure.
void refuse_unknown(const Csv& csv, int sectors) {
  std::vector<std::string> columns(final_uses.begin(), final_uses.end()),
      rows(sums.begin(), sums.end());
  columns.insert(columns.end(), flows.begin(), flows.end());
  rows.insert(rows.end(), values_added.begin(), values_added.end());
  for (int i = 0; i < sectors; ++i) {
    columns.push_back(sector_code(i));
    rows.push_back(sector_code(i));
  }
  const auto known = [](const std::vector<std::string>& list, const std::string& label) {
    return std::find(list.begin(), list.end(), label) != list.end();
  };
  for (int c = 1; c < csv.columns(); ++c)
    if (const std::string& label = csv.header()[at(c)]; !known(columns, label))
      throw InputError(
          {csv.where_header(c), "unknown column \"" + label + "\"", label,
           "a provincial table has sec01 to sec42, FU101 to FU202, EX, OF, IM, IF, ERR and GO"});
  for (int row = 0; row < csv.rows(); ++row)
    if (!known(rows, csv.text(row, 0)))
      throw InputError({csv.where(row, 0), "unknown row \"" + csv.text(row, 0) + "\"",
                        csv.text(row, 0),
                        "a provincial table has sec01 to sec42, VA001 to VA004, TVA and TI"});
}

/// Row of every label in the first column; refuses labels that come twice.
std::map<std::string, int> rows_by_label(const Csv& csv) {
  std::map<std::string, int> rows;
  for (int row = 0; row < csv.rows(); ++row)
    if (!rows.emplace(csv.text(row, 0), row).second)
      throw InputError({csv.where(row, 0), "row \"" + csv.text(row, 0) + "\" appears twice",
                        csv.text(row, 0), "remove one of them"});
  return rows;
}

int row_of(const Csv& csv, const std::map<std::string, int>& rows, const std::string& label) {
  const auto found = rows.find(label);
  if (found == rows.end())
    throw InputError({{csv.name()},
                      "row \"" + label + "\" is missing",
                      label,
                      "a provincial table has the rows sec01 to sec42 and VA001 to VA004"});
  return found->second;
}

/// Checks one sum of the table that is read, to half of the unit in which it is published.
struct SumCheck {
  double unit;

  void operator()(double left, double right, const data::Position& where,
                  const std::string& what) const {
    if (std::abs(left - right) <= 0.5 * unit) return;
    char text[120];
    std::snprintf(text, sizeof text, ": %.4f against %.4f in the units of the table", left / unit,
                  right / unit);
    throw InputError({where, what + " does not add up" + text, what,
                      "compare the table with its published source"});
  }
};

}  // namespace

void read_province_table(const Csv& csv, int region, const SectorParts& parts, SourceTables& t) {
  const int n = static_cast<int>(parts.size()), r = region;
  const double unit = t.list.unit;
  const SumCheck require_sum{unit};
  refuse_unknown(csv, n);
  const auto rows = rows_by_label(csv);
  const auto number = [&](int row, int column, Sign sign) {
    return unit * csv.number(row, column, sign);
  };
  const auto of = [&](int published) -> const std::vector<SectorPart>& {
    return parts[at(published)];
  };
  std::vector<double> output(parts.size()), cost(parts.size(), 0.0);
  for (int i = 0; i < n; ++i) {
    const int row = row_of(csv, rows, sector_code(i));
    // A figure of the row goes to what its sector has become.
    const auto read = [&](const char* column, Sign sign, auto&& cell) {
      const double value = number(row, csv.column(column), sign);
      for (const SectorPart& part : of(i)) cell(part.sector) += part.share * value;
      return value;
    };
    const auto into = [&](data::Table& table) {
      return [&table, r](int sector) -> double& { return table(r, sector); };
    };
    double use = 0.0;
    for (int j = 0; j < n; ++j) {
      const double value = number(row, csv.column(sector_code(j)), Sign::not_negative);
      use += value;
      cost[at(j)] += value;
      for (const SectorPart& good : of(i))
        for (const SectorPart& user : of(j))
          t.intermediate(r, good.sector, user.sector) += good.share * user.share * value;
    }
    for (int f = 0; f < static_cast<int>(final_uses.size()); ++f)
      use += read(final_uses[at(f)],
                  f + 1 < static_cast<int>(final_uses.size()) ? Sign::not_negative : Sign::any,
                  [&](int sector) -> double& { return t.final_use(r, sector, f); });
    const double exports = read("EX", Sign::not_negative, into(t.exports)),
                 outflow = read("OF", Sign::not_negative, into(t.outflow)),
                 imports = read("IM", Sign::not_negative, into(t.imports)),
                 inflow = read("IF", Sign::not_negative, into(t.inflow)),
                 error = read("ERR", Sign::any, into(t.error)),
                 made = read("GO", Sign::not_negative, into(t.output));
    output[at(i)] = made;
    require_sum(use + exports + outflow - imports - inflow + error, made,
                csv.where(row, csv.column("GO")),
                "row " + sector_code(i) + " of " + t.regions.label(r));
  }
  for (int j = 0; j < n; ++j) {
    const int column = csv.column(sector_code(j));
    double& all = cost[at(j)];
    for (int v = 0; v < static_cast<int>(values_added.size()); ++v) {
      const double value = number(row_of(csv, rows, values_added[at(v)]), column, Sign::any);
      all += value;
      for (const SectorPart& user : of(j)) t.value_added(r, v, user.sector) += user.share * value;
    }
    require_sum(all, output[at(j)], csv.where_header(column),
                "column " + sector_code(j) + " of " + t.regions.label(r));
  }
}

}  // namespace yuqian::calibration
