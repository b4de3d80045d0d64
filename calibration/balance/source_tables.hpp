// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <yuqian/calibration/balance/source_checks.hpp>
#include <yuqian/calibration/balance/source_list.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::calibration {

/// Everything that the balancing starts from, as published; money in 10^8 yuan, at current prices.
struct SourceTables {
  std::filesystem::path folder;  ///< that was read
  SourceList list;               ///< what of it
  data::Set regions, sectors;
  std::vector<bool> known;               ///< by region: has a table of its own; else rest.hpp
  data::Table intermediate;              ///< [region, sector, using_sector] of all origins
  data::Table final_use;                 ///< [region, sector, item]: source_final_uses()
  data::Table value_added;               ///< [region, value_added, sector]
  data::Table output, exports, imports;  ///< [region, sector]
  data::Table outflow, inflow;           ///< [region, sector] to and from other provinces
  data::Table error;                     ///< [region, sector] the tables' own error column
  data::Table controls;                  ///< [region, control]: GDP on the census-revised accounts
  data::Table rail_distance, rail_freight;  ///< [supplier, region_to] km, 10^4 t; diagonal 0 km
  data::Set regions_2007;                   ///< the provinces of shares_2007, a subset of regions
  data::Table
      shares_2007;  ///< [buyer, seller] non-farm spending shares; seller: provinces, International
  data::Table customs_exports, customs_imports;  ///< [region, sector] 10^8 yuan, goods: customs.hpp
  /// Of value added by province, [sector, value_added_item]: imputation.hpp
  std::map<std::string, data::Table> factor_shares;
  std::vector<std::filesystem::path> files;  ///< all that was read, in reading order
  Doubts doubts;                             ///< what the checks found and did not refuse

  /// The file, below the folder, that the accounts of a region are read from.
  std::string file_of(int region) const;
};

/// rural_household, urban_household, government, fixed_capital, inventories.
const data::Set& source_final_uses();

/// Accounts of these regions, all zero, in 10^8 yuan.
SourceTables empty_tables(const data::Set& regions, const data::Set& sectors,
                          const SourceList& list);

/// Reads the files of a list below a folder. Refuses with file, line and label: missing or unknown
/// labels, non-numbers, negative output, intermediates or flows, and a row or column of a table
/// that does not add up to 0.5 x 10^4 yuan: the precision to which the tables are published. Holds
/// the files against each other (source_checks.hpp, control_checks.hpp).
SourceTables read_source_tables(const std::filesystem::path& folder, const SourceList& list);

}  // namespace yuqian::calibration
