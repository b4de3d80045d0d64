// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// A number as tables show it: fixed decimals, one more for what would read
/// as zero and is not, "-" where there is none, never "-0.00".
std::string number(double value, int decimals = 2);

/// Text in columns that line up, Chinese characters counted as two. The first column is flush left,
/// all others flush right. Columns may stand in groups under a common heading; long names of
/// columns stand on several lines.
class Grid {
 public:
  explicit Grid(std::string corner = {}) : corner_(std::move(corner)) {}

  /// Adds columns under a heading; the heading may be empty.
  void group(std::string heading, std::vector<std::string> columns);
  /// One text per column.
  void row(std::string label, std::vector<std::string> cells);
  void print(const Screen& screen) const;

 private:
  struct Group {
    std::string heading;
    std::size_t columns;
  };
  struct Row {
    std::string label;
    std::vector<std::string> cells;
  };
  std::string corner_;
  std::vector<Group> groups_;
  std::vector<std::string> columns_;
  std::vector<Row> rows_;
};

/// Words of a text on lines of at most `width` columns, each after `indent`. Breaks at blanks and,
/// in Chinese, between characters.
std::string wrapped(std::string_view text, int width, std::string_view indent = {});

}  // namespace yuqian::apps
