// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/batch/run.hpp>

namespace yuqian::model {

/// Throws data::InputError, before anything is solved, where a scenario or a factor fits none of
/// the benchmarks and closures that the plan meets it with: a name is misspelt. One that fits some
/// of them is right, and the others are rows that say so.
void require_fit(const BatchInputs&);

}  // namespace yuqian::model
