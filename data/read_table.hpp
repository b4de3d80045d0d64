// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::data {

/// What the value cells of a file must be.
struct CellRule {
  Sign sign = Sign::any;
  bool blank_is_zero = false;  ///< an empty cell means 0; otherwise it is an error
};

/// Matrix: the first column holds the labels of `rows`, the header those of `columns`. Every row
/// and every column of the sets must stand there exactly once, in any order; others are errors.
Table read_matrix(const Csv& csv, const Set& rows, const Set& columns, const std::string& name,
                  const std::string& unit, CellRule rule = {});

/// A set from the columns of a file: labels, and Chinese and English names where such columns
/// exist.
Set read_set(const Csv& csv, const std::string& name, std::string_view label_column,
             std::string_view zh_column = "zh", std::string_view en_column = "en");

/// The position in `set` of the label in a cell; the error bears the cell's place.
int read_label(const Csv& csv, int row, int column, const Set& set);

/// A table of any rank as a list: a column of labels for each set and a column "value".
std::string list_csv(const Table& table);

}  // namespace yuqian::data
