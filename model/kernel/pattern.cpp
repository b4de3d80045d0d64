// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/pattern.hpp>

#include <algorithm>

namespace yuqian::model {

void PatternRecorder::finish(solvers::Pattern& pattern, std::vector<int>& position) const {
  const auto at = [](int i) { return static_cast<std::size_t>(i); };
  // Pairs by column, by counting.
  std::vector<int> first(at(size_) + 1, 0), order(rows_.size());
  for (const int c : columns_) ++first[at(c) + 1];
  for (int c = 0; c < size_; ++c) first[at(c) + 1] += first[at(c)];
  std::vector<int> next(first.begin(), first.end() - 1);
  for (std::size_t k = 0; k < rows_.size(); ++k)
    order[at(next[at(columns_[k])]++)] = static_cast<int>(k);

  pattern.column_start.assign(1, 0);
  pattern.row.clear();
  position.resize(rows_.size());
  std::vector<int> place(at(size_), -1);
  for (int c = 0; c < size_; ++c) {
    const std::size_t begin = pattern.row.size();
    for (int k = first[at(c)]; k < first[at(c) + 1]; ++k) {
      const int row = rows_[at(order[at(k)])];
      if (place[at(row)] < static_cast<int>(begin)) {  // not yet met in this column
        place[at(row)] = static_cast<int>(begin);
        pattern.row.push_back(row);
      }
    }
    std::sort(pattern.row.begin() + static_cast<std::ptrdiff_t>(begin), pattern.row.end());
    for (std::size_t k = begin; k < pattern.row.size(); ++k)
      place[at(pattern.row[k])] = static_cast<int>(k);
    for (int k = first[at(c)]; k < first[at(c) + 1]; ++k)
      position[at(order[at(k)])] = place[at(rows_[at(order[at(k)])])];
    pattern.column_start.push_back(static_cast<int>(pattern.row.size()));
    // The next column starts here, so "met" is told by a place at or after its begin.
    for (std::size_t k = begin; k < pattern.row.size(); ++k) place[at(pattern.row[k])] = -1;
  }
}

}  // namespace yuqian::model
