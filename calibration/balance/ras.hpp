// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/margins.hpp>

namespace yuqian::calibration {

struct RasOptions {
  int sweeps = 200;  ///< of row and column scaling before Newton's method takes over
  int newton_steps = 100;
  double tolerance = 1e-13;  ///< largest gap relative to the largest margin
};

/// Biproportional scaling x_ij = r_i a_ij s_j of a matrix without negative cells to given totals
/// (docs/ data.md, D16). Scaling is slow where one province makes almost all of a good; Newton's
/// method on the logarithms of r and s, a smooth convex problem, then finishes. Throws
/// InfeasibleMargins.
BalancingReport ras(SparseMatrix& matrix, const Margins& margins, const RasOptions& options = {});

}  // namespace yuqian::calibration
