// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/solvers/mcp.hpp>
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/options.hpp>
#include <yuqian/solvers/report.hpp>

namespace yuqian::solvers {

/// Follows the solution of F(x; t) from t = 0 to t = 1 (docs/solvers.md, section 3): the full step
/// at once, and if that fails a ladder of partial steps with tangent predictor and step control.
/// x: solution at t = 0 on entry; solution at `report.reached` on return, and the problem is left
/// at that t. If not even t = 0 could be solved, reached is 0 and x is the best point there.
/// Status is `solved` only if t = 1 was reached.
SolveReport follow(ParametricMcp&, Out x, const HomotopyOptions& = {}, const Callback& = {});

/// The same with a solver object whose workspace and symbolic analysis are reused. Its options are
/// set from `HomotopyOptions::newton` and restored.
SolveReport follow(Newton&, ParametricMcp&, Out x, const HomotopyOptions& = {},
                   const Callback& = {});

}  // namespace yuqian::solvers
