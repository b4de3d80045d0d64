// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/set.hpp>

#include <vector>

namespace yuqian::model {

/// What figures are shown for: every region, Chongqing and Guizhou together, the other provinces
/// where they are more than one region, and the nation.
struct Areas {
  data::Set set;
  std::vector<std::vector<int>> members;  ///< regions of each area

  explicit Areas(const data::Set& regions);
  bool contains(int area, int region) const;
};

}  // namespace yuqian::model
