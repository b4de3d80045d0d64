// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

/// Levenberg-Marquardt direction without a factorization (eq. S11): minimises
/// |H d + phi|^2 + damping |D d|^2, D the column norms of H, by conjugate gradients on the
/// least-squares problem (CGLS). Every iterate is a direction of descent, also where H is singular.
class Levenberg {
 public:
  void resize(std::size_t n);
  /// Returns the number of products with H and H' used.
  int direction(const Pattern&, In values, In phi, double damping, int max_iterations, Out d);

 private:
  std::vector<double> scale_, residual_, gradient_, search_, scaled_, product_;
};

}  // namespace yuqian::solvers
