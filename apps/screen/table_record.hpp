// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace yuqian::apps {

/// Notes every table that is printed while it lives, for `--csv` and `--xlsx`. Records do not nest;
/// without one nothing is noted.
class TableRecord {
 public:
  struct Row {
    std::string label;
    std::vector<std::string> cells;  ///< as printed
  };
  struct Table {
    std::string heading;               ///< what the table belongs to: a scenario; may be empty
    std::string corner;                ///< over the labels
    std::vector<std::string> columns;  ///< with the heading of their group
    std::vector<Row> rows;
  };

  TableRecord();
  ~TableRecord();
  TableRecord(const TableRecord&) = delete;
  TableRecord& operator=(const TableRecord&) = delete;
  const std::vector<Table>& tables() const { return tables_; }

  /// Heading of the tables that follow.
  static void heading(const std::string& text);
  static void note(Table table);

 private:
  std::string heading_;
  std::vector<Table> tables_;
};

}  // namespace yuqian::apps
