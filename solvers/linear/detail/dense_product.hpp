// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "solvers/mcp.hpp"

namespace yuqian::solvers {

/// A dense square matrix in single precision that only multiplies vectors: the inverse of a region's block.
/// A triangular solve waits for its own last result; a product does not, so it runs as fast as memory is
/// read, and half the bytes are read in half the time.
class DenseProduct {
 public:
  Index size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// Column-major values, size x size.
  void assign(const double* values, Index size);
  /// y = A x. `in` and `out` have at least padded(size) entries.
  void multiply(double* x_in_y_out, std::vector<float>& in, std::vector<float>& out) const;
  static std::size_t padded(Index size) { return (static_cast<std::size_t>(size) + 15) / 16 * 16; }

 private:
  Index size_ = 0;
  std::vector<float> values_;  ///< columns of padded(size)
};

}  // namespace yuqian::solvers
