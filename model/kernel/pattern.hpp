// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/solvers/mcp.hpp>

#include <vector>

namespace yuqian::model {

/// Collects (row, column) pairs in the order of assembly and compresses them to a column pattern,
/// with the place of every pair in it. Work: linear in pairs, plus sorting within columns.
class PatternRecorder {
 public:
  explicit PatternRecorder(int size) : size_(size) {}
  void add(int row, int column) {
    rows_.push_back(row);
    columns_.push_back(column);
  }
  std::size_t size() const { return rows_.size(); }  ///< pairs so far
  void finish(solvers::Pattern&, std::vector<int>& position) const;

 private:
  int size_;
  std::vector<int> rows_, columns_;
};

}  // namespace yuqian::model
