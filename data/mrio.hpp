// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::data {

/// A balanced multi-regional input-output table under one estimate of trade between provinces.
/// Unit: 10^8 yuan, producer prices of the table's year. All sectors make one good each.
/// Identities (r, s regions; i goods; j sectors):
///   output[s,i] = sum_r trade[s,r,i] + exports[s,i]
///   sum_j intermediate[r,i,j] + sum_f final_use[r,i,f] = sum_s trade[s,r,i] + imports[r,i]
///   output[r,j] = sum_i intermediate[r,i,j] + sum_v value_added[r,v,j]
struct Mrio {
  Set regions, sectors;
  Table intermediate;   ///< [region, sector, using_sector] use of a good of all origins
  Table final_use;      ///< [region, sector, final_user] of all origins
  Table value_added;    ///< [region, value_added_item, sector]
  Table output;         ///< [region, sector]
  Table exports;        ///< [region, sector] to other countries
  Table imports;        ///< [region, sector] from other countries
  Table trade;          ///< [supplier, region_to, sector]; own supply on the diagonal
  std::string variant;  ///< low | central | high
};

/// rural_household, urban_household, government, investment (fixed capital and inventories).
const Set& final_use_set();
/// compensation, production_tax, depreciation, surplus.
const Set& value_added_set();

/// All tables with their axes, names and units, filled with zero.
Mrio empty_mrio(const Set& regions, const Set& sectors, std::string variant);

/// Use of a good in a region by all sectors and final users, 10^8 yuan.
double total_use(const Mrio&, int region, int good);

/// One identity that does not hold.
struct Violation {
  std::string identity;  ///< "supply", "use", "cost", or "negative" for a cell below zero
  std::string label;     ///< "Chongqing,agriculture"
  double left = 0.0, right = 0.0;
  double gap() const { return left - right; }
  std::string text() const;
};

/// The `at_most` largest violations in absolute value, largest first, of more than `tolerance`
/// (10^8 yuan). Cells below zero count as violations, save in value added, where subsidies and
/// losses are negative by nature. Not-a-number comes first.
std::vector<Violation> check_identities(const Mrio& mrio, double tolerance = 0.0, int at_most = 10);

}  // namespace yuqian::data
