// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/calibration/balance/accounts.hpp>
#include <yuqian/data/csv.hpp>

namespace yuqian::calibration {

/// Sectors of one province whose value added has the same four shares: the office did not observe
/// them but divided a total (docs/data.md, D20).
struct Imputed {
  int region = 0;
  std::vector<int> sectors;
  std::vector<double> shares;  ///< of value added by value_added_set()
};

/// All groups of three or more sectors of a province whose shares agree within 1e-4. Sectors with a
/// value added below 5 million yuan do not count.
std::vector<Imputed> find_imputed(const Accounts& accounts);

/// Shares of value added that other sources give for one province, [sector, value_added_item]; NaN
/// where none does. The mean of the sources' shares: the province's tables of 2007 and 2012, the
/// nation's table of 2017, and industrial enterprises of the province. A source with a share below
/// -0.1 or above 1 in a sector says nothing there; other shares below 0.01 count as 0.01.
data::Table read_factor_shares(const data::Csv& csv, const data::Set& sectors);

/// Replaces the imputed shares of the province: the sources' shares, scaled (RAS) to the value
/// added of every sector and to the group's total of every item, which both stay. Groups with a
/// sector that no source covers stay as they are.
Treatments repair_imputed(Accounts& accounts, const std::vector<Imputed>& imputed, int region,
                          const data::Table& evidence);

}  // namespace yuqian::calibration
