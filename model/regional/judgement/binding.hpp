// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/regional/solution/solution.hpp>

namespace yuqian::model {

/// Caps, quotas and targets that the scenario states and that do not bind in the state in which it
/// states them, in words. The solution must be solved.
std::vector<LocalText> not_binding(const Solution&);

}  // namespace yuqian::model
