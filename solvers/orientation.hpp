// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

/// Sign of the determinant of the Jacobian at a solution, over the rows and columns that hold no
/// bound: 1 or -1; 0 where it cannot be told, since the matrix is singular or not defined there.
/// Along a path of regular solutions it stays, also where bounds take over from one another, so two
/// solutions of opposite sign are not connected by one (docs/equations.md, eq. 124; Kehoe 1980).
/// Costs one sparse LU without a use for its factors.
int orientation(Mcp&, In x);

}  // namespace yuqian::solvers
