// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

// Products and triangular solves in single precision, for preconditioners. A triangular solve,
// column by column, waits for its own last result; eight columns at a time it is a product of eight
// columns with whatever is below or above them, which runs as fast as memory is read. Matrices are
// column-major without gaps, and every size is a whole number of panels.

constexpr Index panel = 8;
inline Index whole_panels(Index n) { return (n + panel - 1) / panel * panel; }

/// y -= A x, A of rows x columns.
void subtract_product(const float* a, Index rows, Index columns, const float* x, float* y);
/// x := U^-1 L^-1 x, with the unit lower and the upper triangle of the n x n matrix.
void solve_triangles(const float* lu, Index n, float* x);

/// x := L^-T U^-T x.
void solve_triangles_transposed(const float* lu, Index n, float* x);

}  // namespace yuqian::solvers
