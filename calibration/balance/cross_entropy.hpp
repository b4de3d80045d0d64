// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/margins.hpp>

namespace yuqian::calibration {

struct CrossEntropyOptions {
  int max_iterations = 500;
  double tolerance = 1e-11;  ///< of the scaled optimality conditions
};

/// Minimum cross-entropy: the reference for RAS and GRAS, by an interior point method (Ipopt) that
/// shares nothing with them. Minimises sum |x0| (y ln y - y + 1) over y = x / x0 >= 0 subject to
/// the row and column totals (docs/data.md, D10); cells keep their signs. Changes `matrix` in
/// place. Throws InfeasibleMargins with the rows and columns concerned. One solve at a time in a
/// process: Debian's Ipopt 3.11.9 is not thread-safe, so calls wait for each other.
BalancingReport cross_entropy(SparseMatrix& matrix, const Margins& margins,
                              const CrossEntropyOptions& options = {});

}  // namespace yuqian::calibration
