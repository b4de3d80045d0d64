// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include <yuqian/model/regional/accounts/state_table.hpp>
#include "apps/io/case.hpp"

namespace yuqian::apps::io {

/// The tables of a scenario's reference and counterfactual, solved on the benchmark that is asked
/// for. Throws data::InputError also where no equilibrium is found, with what the solver said.
Cases state_cases(const Options&);

/// The same from a result file (--of); --scenario and --trade say which of its runs where it has
/// several.
Cases result_cases(const Options&);

/// Reference and counterfactual as two cases whose change can be shown.
Cases cases_of_states(const std::array<model::StateFlows, 2>&);

}  // namespace yuqian::apps::io
