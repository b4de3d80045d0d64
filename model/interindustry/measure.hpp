// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/table.hpp>
#include <yuqian/model/interindustry/io_table.hpp>

namespace yuqian::interindustry {

/// One result with its names in both languages. Name, axes and unit are the table's.
struct Measure {
  data::Table table;
  std::string zh, en;
  bool adds_up = false;  ///< an amount, which may be summed over regions and sectors
};
using Measures = std::vector<Measure>;

/// What cells and final users cause or need beside money (a satellite account): CO2, jobs, water.
struct Account {
  std::string name;  ///< "co2": a word of variable names
  std::string zh, en, unit, source;
  Vector amounts;                    ///< [cell]
  Vector direct;                     ///< [region and user] by final users themselves
  std::vector<std::string> missing;  ///< regions without figures, counted as zero
};
using Accounts = std::vector<Account>;

/// Value added and its parts as accounts: value_added, compensation, production_tax, where the
/// table has them.
Accounts income_accounts(const IoTable&);

/// Amounts per unit of money of a table: "1e4 person per 1e8 CNY"; "1" where both are money.
std::string per_unit(const std::string& unit, const std::string& money);

// Labels on the numbers --------------------------------------------------------------------------

/// [region, sector]; not-a-number where a cell makes nothing and `only_made`.
data::Table by_cell(const IoTable&, const std::string& name, const std::string& unit,
                    const Vector& values, bool only_made = false);
/// [region, sector, part], one column of `values` for every part.
data::Table by_cell(const IoTable&, const std::string& name, const std::string& unit,
                    const data::Set& parts, const Matrix& values, bool only_made = false);
/// [supplier, region_to] of a matrix of regions.
data::Table by_pair(const IoTable&, const std::string& name, const std::string& unit,
                    const Matrix& values);
/// [supplier, sector, region_to, using_sector] of a matrix of cells.
data::Table by_link(const IoTable&, const std::string& name, const std::string& unit,
                    const Matrix& values);
/// [region] of a vector of regions.
data::Table by_region(const IoTable&, const std::string& name, const std::string& unit,
                      const Vector& values);

/// Sums of a vector of cells by region.
Vector sum_by_region(const IoTable&, const Vector& cells);
/// Sums of rows and of columns of a matrix of cells by region, [region, region].
Matrix sum_by_pair(const IoTable&, const Matrix& cells);

}  // namespace yuqian::interindustry
