// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/batch/plan.hpp>
#include <yuqian/model/uncertainty/hashed.hpp>

namespace yuqian::model {

/// The factors of every draw, one row per draw, one column per factor of the plan. Draw 0 is the
/// centre (all one) if the plan wants it. Then every combination of the grids, each with every
/// drawn row.
///
/// A number depends on the seed, the factor's name and the place of the draw, and on nothing else:
/// the same draws meet every scenario, closure and benchmark (common random numbers), and a further
/// factor or a further scenario changes none that stood before.
std::vector<std::vector<double>> batch_draws(const BatchPlan&);

using uncertainty::hashed_uniform;

}  // namespace yuqian::model
