// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/hooks.hpp>
#include "apps/io/case.hpp"

namespace yuqian::apps::io {

/// What multipliers ask, put to the equilibrium model: other provinces buy more of a cell's product
/// for final use (their preference for it rises by a twentieth; closure long_run, where factors are
/// given). [region, sector, multiplier_answer], value added per yuan more that is sold: type I and
/// II beside real product and absorption. Cells of --region, or of the two provinces, and of
/// --sector and --chain; not-a-number where nothing is sold to others or no equilibrium is found.
interindustry::Measures multiplier_answers(const Case&, const Options&, const Hooks&);

/// What a shortage asks: the cells' output is held at what is left of it, and what is scarce pays a
/// rent to the budgets (eq. 98; closure short_run, where capital stays in its sector). [region,
/// shortage_answer], value added lost: the two bounds, and real product lost between them where
/// buyers may substitute.
interindustry::Measures shortage_answers(const Case&, const Options&, const Hooks&);

}  // namespace yuqian::apps::io
