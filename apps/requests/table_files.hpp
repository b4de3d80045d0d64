// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "apps/screen/table_record.hpp"
#include "apps/screen/words.hpp"

namespace yuqian::apps {

/// The files that `--csv` and `--xlsx` ask for: the tables of the screen, with the digits shown
/// there. A label that a spreadsheet would take for a formula gets an apostrophe in the CSV, and is
/// a text in the workbook.
class TableFiles {
 public:
  /// Empty: none. Throws data::InputError on a wrong ending and on a target that cannot be written.
  TableFiles(std::string csv, std::string xlsx, const Words& words);
  bool any() const { return !csv_.empty() || !xlsx_.empty(); }
  /// Throws data::InputError where nothing was printed as a table, data::OutputError on writing.
  void write(const std::vector<TableRecord::Table>& tables) const;

 private:
  std::string csv_, xlsx_;
  Words words_;
};

}  // namespace yuqian::apps
