// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/margins.hpp>

namespace yuqian::calibration {

struct GrasOptions {
  int max_iterations = 20000;  ///< of one sweep over rows and columns
  double tolerance = 1e-13;    ///< largest gap relative to the largest margin
};

/// Generalised RAS: the matrix nearest to the given one in relative entropy (docs/data.md, D11)
/// with these row and column totals. Every cell keeps its sign: positive cells are multiplied by
/// r_i s_j, negative ones divided by it, and all r_i and s_j are positive. Changes `matrix` in
/// place. Throws InfeasibleMargins with the rows and columns concerned. Source: Junius and
/// Oosterhaven 2003; Lenzen, Wood and Gallego 2007 (zero totals).
BalancingReport gras(SparseMatrix& matrix, const Margins& margins, const GrasOptions& options = {});

/// The positive root of p m - n / m = total, for p, n >= 0: the multiplier of a row or column whose
/// positive cells add up to p and negative ones to -n. 1 where the row has no cells.
double gras_multiplier(double p, double n, double total);

}  // namespace yuqian::calibration
