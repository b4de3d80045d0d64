// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apps/exit_code.hpp"
#include "apps/explain/options.hpp"
#include "apps/screen/screen.hpp"

namespace yuqian::apps::govern {

/// What a payoff of a game's result file is made of: "payoff[nash,Chongqing]". Rural and urban
/// residents, and what the assessment adds to them (eq. 305).
ExitCode explain(const Screen&, const ExplainOptions&);

}  // namespace yuqian::apps::govern
