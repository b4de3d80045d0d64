// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace yuqian::maths {

/// Gauss-Lobatto-Legendre nodes on [0, 1], both ends among them, with the weights of the quadrature
/// and the derivative of the polynomial through values at the nodes. Integration by parts holds
/// exactly in this discretization: sum w (f Dg + g Df) = fg at 1 less fg at 0.
struct Lobatto {
  std::vector<double> node, weight;
  std::vector<double> derivative;  ///< row-major: D f = sum_k derivative[j n + k] f_k

  explicit Lobatto(int points);  ///< at least 2
  int size() const { return static_cast<int>(node.size()); }
};

}  // namespace yuqian::maths
