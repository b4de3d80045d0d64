// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <yuqian/data/table.hpp>
#include "apps/explain/terms.hpp"

namespace yuqian::apps::explain {

using Cell = std::vector<int>;  ///< a label's position by axis

void each_cell(const data::Table&, const std::function<void(const Cell&, double)>& visit);

/// Terms by their labels, in the order of appearance.
class TermList {
 public:
  /// Adds a cell to the term that the labels of the axes `named` name; without any, the table names
  /// it. `state`: 0 reference, 1 counterfactual, -1 a change by its nature. Zeros and what is not a
  /// number are passed over: a sector that a region does not have.
  void add(const data::Table& table, const Cell& cell, const std::vector<int>& named, int state,
           double value);
  std::vector<Term> list() && { return std::move(list_); }

 private:
  std::map<std::vector<std::string>, std::size_t> position_;
  std::vector<Term> list_;
};

}  // namespace yuqian::apps::explain
