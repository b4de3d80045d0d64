// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/scenario.hpp"

namespace yuqian::model {

/// What a reader has to know of a scenario's figures under a closure: effects that are zero by
/// construction and not found, and gains that cost nothing and are no policy result.
std::vector<LocalText> remarks(const Scenario&, const Closure&);

}  // namespace yuqian::model
