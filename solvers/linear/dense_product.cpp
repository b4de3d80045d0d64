// SPDX-License-Identifier: Apache-2.0
#include "solvers/linear/detail/dense_product.hpp"

#include <algorithm>

// One loop, compiled for what the processor can do and chosen when the program starts. Results differ in
// the last bits between kinds of processor, as those of the mathematical library do, never between threads.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define YUQIAN_FOR_EVERY_PROCESSOR __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#else
#define YUQIAN_FOR_EVERY_PROCESSOR
#endif

namespace yuqian::solvers {
namespace {

constexpr std::size_t together = 8;  ///< columns: y is read and written once for all of them

YUQIAN_FOR_EVERY_PROCESSOR
void add_columns(const float* __restrict a, std::size_t rows, const float* __restrict x, float* __restrict y) {
  const float x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5], x6 = x[6], x7 = x[7];
  for (std::size_t i = 0; i < rows; ++i)
    y[i] += (a[i] * x0 + a[i + rows] * x1 + a[i + 2 * rows] * x2 + a[i + 3 * rows] * x3) +
            (a[i + 4 * rows] * x4 + a[i + 5 * rows] * x5 + a[i + 6 * rows] * x6 + a[i + 7 * rows] * x7);
}

}  // namespace

void DenseProduct::assign(const double* values, Index size) {
  size_ = size;
  const std::size_t rows = padded(size), n = static_cast<std::size_t>(size);
  values_.assign(rows * rows, 0.0f);  // padded columns, too: they multiply zeros
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = 0; i < n; ++i) values_[j * rows + i] = static_cast<float>(values[j * n + i]);
}

void DenseProduct::multiply(double* x, std::vector<float>& in, std::vector<float>& out) const {
  const std::size_t rows = padded(size_), n = static_cast<std::size_t>(size_);
  for (std::size_t i = 0; i < n; ++i) in[i] = static_cast<float>(x[i]);
  std::fill(in.begin() + static_cast<std::ptrdiff_t>(n), in.begin() + static_cast<std::ptrdiff_t>(rows), 0.0f);
  std::fill(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(rows), 0.0f);
  for (std::size_t j = 0; j < n; j += together) add_columns(values_.data() + j * rows, rows, in.data() + j, out.data());
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<double>(out[i]);
}

}  // namespace yuqian::solvers
