// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

struct DerivativeCheckOptions {
  /// Step relative to max(1, |x|). The difference quotient is of fourth order: its error is about
  /// step^4 + 1e-16 / step.
  double step = 3e-4;
  /// Columns of the Jacobian that are compared entry by entry; a sample if there are more.
  Index columns = 500;
  /// Random directions for J v and J' w, which always see the whole matrix.
  int directions = 4;
  /// Entries kept in the result.
  int worst = 5;
  unsigned seed = 1;
};

/// A derivative and its difference quotient. Errors are relative to max(1, |derivative|).
struct DerivativeError {
  std::string what;  ///< "dF/dx" with labels, "J v", "J' w", "path derivative"
  Index row = -1, column = -1;
  double given = 0, expected = 0, error = 0;
  bool outside_pattern = false;
};

struct DerivativeCheck {
  double largest = 0;                  ///< largest error of all comparisons
  std::vector<DerivativeError> worst;  ///< largest first
  Index columns = 0;                   ///< compared
  bool good(double tolerance = 1e-7) const { return largest <= tolerance; }
  std::string sentence() const;
};

/// Compares jacobian, jacobian_times and jacobian_transpose_times with central differences of the
/// residual at x; also entries that the pattern does not have. One-sided at the edge of the domain.
/// Throws std::runtime_error if F is not defined at x.
DerivativeCheck check_derivatives(Mcp&, In x, const DerivativeCheckOptions& = {});

}  // namespace yuqian::solvers
