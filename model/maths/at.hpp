// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace yuqian {

/// Position in a standard container of what is counted with int: labels, unknowns, players. Not
/// negative.
constexpr std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Position of a cell in a matrix that is kept row by row.
constexpr std::size_t at(int row, int column, int columns) {
  return at(row) * at(columns) + at(column);
}

}  // namespace yuqian
