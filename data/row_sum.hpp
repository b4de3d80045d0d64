// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/table.hpp>

namespace yuqian::data {

/// Sum over the second axis of a table of two, in the order of its labels.
inline double row_sum(const Table& table, int row) {
  double sum = 0;
  for (int i = 0; i < table.axis(1).size(); ++i) sum += table(row, i);
  return sum;
}

}  // namespace yuqian::data
