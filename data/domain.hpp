// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>

namespace yuqian::data {

/// Where a number has a meaning: an interval, of which each end is part or not. Infinity never is.
struct Domain {
  double lower = -std::numeric_limits<double>::infinity(),
         upper = std::numeric_limits<double>::infinity();
  bool lower_open = false, upper_open = false;

  bool contains(double value) const;
  /// What a value must be: "above 0", "from 0 to less than 1", "finite".
  std::string text() const;
};

}  // namespace yuqian::data
