// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/model/interindustry/matrix.hpp>

namespace yuqian::interindustry {

/// A rectangle of numbers with several labels to every row and column, as pandas writes one.
struct LabelGrid {
  std::string path;
  std::vector<std::vector<std::string>> rows, columns;  ///< [row or column][level]
  Matrix values;
  int first_line = 1;  ///< of the file, where the numbers begin

  bool empty() const { return values.size() == 0; }
};

/// Tab-separated text whose first `index` cells of a line, and first `header` lines, are labels; a
/// line that only names the levels of the rows may follow these. Throws data::InputError with file
/// and line.
LabelGrid read_label_grid(const std::string& path, int index, int header);

/// A column of texts instead: the last cell of every line, by the labels before it.
std::vector<std::string> read_label_texts(const std::string& path, int header);

}  // namespace yuqian::interindustry
