// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/question/scenario.hpp>

#include <string>

namespace yuqian::model {

/// The scenario as a file (TOML) that read_scenario() reads back as it is. Packages keep their
/// shocks with the parts' names; swaps are not written: a scenario that has some is refused with
/// data::InputError.
std::string scenario_toml(const Scenario&);

/// What a shock does, in a few words: "冰山成本 ×0.85：重庆、贵州". Regions and goods by the names
/// that the shipped tables have.
LocalText shock_title(const Shock&);

}  // namespace yuqian::model
