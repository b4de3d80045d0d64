// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include <yuqian/model/regional/question/scenario.hpp>

namespace yuqian::model {

using Pair = std::pair<std::string, std::string>;  ///< labels of two regions

/// A question about the shipped pair of regions (data::default_pair), asked about another: its
/// labels change places in the shocks, the swaps and the closure; sizes stay, which were chosen for
/// the first pair, and the title says so. A scenario that names the other pair and none of the
/// shipped one is about it as it stands. Throws data::InputError where a scenario names both: the
/// other's part in the question is then another.
Scenario restated(Scenario, const Pair& other);
/// A text with the names of the other pair for those of the shipped one.
LocalText restated(const LocalText&, const Pair& other);
Closure restated(Closure, const Pair& other);

/// A question asked of the accounts of a year: where that is not the default dataset's, title and
/// text say so, since the figures in a text are of the latter.
Scenario asked_of_year(Scenario, int base_year);

}  // namespace yuqian::model
