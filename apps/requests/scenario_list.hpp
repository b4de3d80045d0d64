// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/model/regional/question/scenario.hpp>

namespace yuqian::apps {

/// Scenarios by shipped name or path, in the order given. Throws data::InputError on an id that
/// stands twice.
std::vector<model::Scenario> read_scenarios(const std::vector<std::string>& names);

/// Throws data::InputError on an id that stands twice.
void require_distinct(const std::vector<model::Scenario>& scenarios);

/// The region set that the scenarios ask for, empty where none asks. Throws data::InputError where
/// they ask for different ones.
std::string common_regions(const std::vector<model::Scenario>& scenarios);

/// A set that has the regions of all shipped scenarios.
inline constexpr const char* regions_of_all = "seven-neighbours";

}  // namespace yuqian::apps
