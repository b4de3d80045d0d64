// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/batch/plan.hpp>

namespace yuqian::model {

/// Numbers of which each is within the limits, or zero where that is allowed.
std::vector<double> numbers_within(const data::Toml& list, double least, double most, bool zero,
                                   const char* what);

/// One [[factor]] of a plan: what it moves, and its grid, range, law or column of the user's draws.
BatchFactor read_factor(const data::Toml& block);

/// What a plan says of all factors together: `draws_file` with the columns that factors name,
/// `draws`, `method`, `seed`, and [[correlation]]. Throws data::InputError with line and remedy: a
/// correlation of what is not drawn here or that no numbers can have, a table with a missing column
/// or a number that is not a factor.
void read_draws(const data::Toml& file, BatchPlan&);

}  // namespace yuqian::model
