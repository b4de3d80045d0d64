// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/kernel/ladder.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// What every attempt of a solve did, and the iterations of the one that the result comes from.
void print_attempts(const Screen&, const std::vector<model::Rung>&,
                    const std::vector<solvers::Step>& history);

}  // namespace yuqian::apps
