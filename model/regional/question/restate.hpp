// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

namespace yuqian::model {

using Pair = std::pair<std::string, std::string>;  ///< labels of two regions

/// A question about the shipped pair of regions (data::default_pair), asked about another: its
/// labels change places in the shocks, the swaps and the closure; sizes stay, which were chosen for
/// the first pair, and the title says so. Throws data::InputError where the scenario names one of
/// the other pair already: its part in the question is then another.
Scenario restated(Scenario, const Pair& other);
Closure restated(Closure, const Pair& other);

}  // namespace yuqian::model
