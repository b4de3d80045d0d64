// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/set.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::calibration {

/// One payment: the account of the column pays the account of the row.
struct SamEntry {
  int row = 0, column = 0;
  double value = 0;  ///< 10^8 yuan, not zero
};

/// A social accounting matrix: accounts, the payments between them and the sums of rows and
/// columns. Unit: 10^8 yuan. The row of an account receives, its column pays. Only cells that are
/// not zero are held: at 31 regions and 42 sectors, one in ninety.
struct Sam {
  data::Set accounts;
  std::vector<SamEntry> entries;              ///< each cell once, by row, then by column
  std::vector<double> receipts, expenditure;  ///< row and column sums, by account
  double total = 0;                           ///< of all receipts

  double value(std::string_view row,
               std::string_view column) const;  ///< zero where there is no entry
};

/// The benchmark as the model uses it (docs/equations.md, eq. 37 to 40). Accounts as in
/// data/schema/accounts.csv: good[r,i], of all origins; activity[r,j]; labour, capital and land of
/// every region; rural_household, urban_household, provincial_government, investment,
/// production_tax, direct_tax of every region; central_government; rest_of_world. Trade between
/// provinces is what good[r,i] pays to activity[s,i].
/// Negative cells, and no others: subsidies net of taxes, dissaving of households, saving lent to
/// other provinces or abroad.
Sam sam(const model::Benchmark&);

/// Sums rows and columns anew, after entries have been changed.
void add_up(Sam&);

/// Accounts whose receipts and expenditure differ by more than 1e-9 of the total, and by how much,
/// the worst first; empty: it balances.
std::vector<std::string> check_sam(const Sam&);

/// The matrix as a list, one line per cell: "row,column,value", with a header. Values read back as
/// the same doubles. Throws data::InputError where the file cannot be written.
void write_sam(const std::string& path, const Sam&);

}  // namespace yuqian::calibration
