// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/results.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// The tables that a planner reads first, one block per scenario, trade estimates side by side,
/// with what stands under every table: unit, base year, prices, closure, and what is official,
/// estimated or assumed. Solves that failed are said first, with the equations that do not hold.
void print_planner_report(const Screen& screen, const Results& results);

/// The same figures and more digits as JSON.
std::string planner_json(const Results& results);

}  // namespace yuqian::apps
