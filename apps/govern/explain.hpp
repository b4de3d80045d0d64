// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apps/explain/options.hpp"
#include "apps/process/exit_code.hpp"
#include "apps/screen/screen.hpp"

namespace yuqian::apps::govern {

/// What a figure of a game's result file is made of: "payoff[nash,Chongqing]", of rural and urban
/// residents and what the assessment adds to them (eq. 305); "worth[{Chongqing, Guizhou}]", of its
/// members' payoffs where outsiders are alone (eq. 343); "nation_gain[S1a]", of the gains of
/// residents and payers (eq. 347).
ExitCode explain(const Screen&, const ExplainOptions&);

}  // namespace yuqian::apps::govern
