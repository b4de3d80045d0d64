// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/solution/solution.hpp>

#include <algorithm>

namespace yuqian::model {

bool Solution::solved() const {
  return reference_report.solved() && report.solved() &&
         std::all_of(checks.begin(), checks.end(),
                     [](const StandingCheck& c) { return c.passed(); });
}

}  // namespace yuqian::model
