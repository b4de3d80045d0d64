// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/regional/question/scenario.hpp>

namespace yuqian::model {

/// How many provinces and sectors of the tables are merged with others.
struct Merged {
  int provinces = 0, sectors = 0;
};

/// What a reader has to know of a scenario's figures under a closure: effects that are zero by
/// construction and not found, gains that cost nothing and are not a policy result, and what
/// merging takes away from a policy among all provinces and from a price of emissions.
std::vector<LocalText> remarks(const Scenario&, const Closure&, const Merged& = {});

/// Whether the scenario is a policy among all provinces or in each of them, so that its figures
/// depend on which of them are merged.
bool is_national(const Scenario&);

}  // namespace yuqian::model
