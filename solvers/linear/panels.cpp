// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/linear/detail/panels.hpp>

#include <cstddef>

#include <yuqian/solvers/every_processor.hpp>

namespace yuqian::solvers {
namespace {

constexpr std::size_t width = panel;

/// y -= A x for a panel of columns; rows are a multiple of its width.
YUQIAN_PART_OF_IT void subtract(const float* __restrict a, std::size_t stride, std::size_t rows,
                                const float* __restrict x, float* __restrict y) {
  const float x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5], x6 = x[6],
              x7 = x[7];
  for (std::size_t k = 0; k < rows / width; ++k)
    for (std::size_t lane = 0; lane < width; ++lane) {
      const std::size_t i = k * width + lane;
      y[i] -= (a[i] * x0 + a[i + stride] * x1 + a[i + 2 * stride] * x2 + a[i + 3 * stride] * x3) +
              (a[i + 4 * stride] * x4 + a[i + 5 * stride] * x5 + a[i + 6 * stride] * x6 +
               a[i + 7 * stride] * x7);
    }
}

/// y -= A'x for a panel of columns; rows are a multiple of its width.
YUQIAN_PART_OF_IT void subtract_transposed(const float* __restrict a, std::size_t stride,
                                           std::size_t rows, const float* __restrict x,
                                           float* __restrict y) {
  float sum[width][width] = {};  // of every column, by lane
  for (std::size_t k = 0; k < rows; k += width)
    for (std::size_t j = 0; j < width; ++j)
      for (std::size_t lane = 0; lane < width; ++lane)
        sum[j][lane] += a[j * stride + k + lane] * x[k + lane];
  for (std::size_t j = 0; j < width; ++j)
    for (std::size_t lane = 0; lane < width; ++lane) y[j] -= sum[j][lane];
}

}  // namespace

YUQIAN_FOR_EVERY_PROCESSOR
void solve_triangles_transposed(const float* lu, Index size, float* x) {
  const auto n = static_cast<std::size_t>(size);
  for (std::size_t begin = 0; begin < n; begin += width) {
    const float* diagonal = lu + begin * n + begin;
    float* p = x + begin;
    subtract_transposed(lu + begin * n, n, begin, x, p);
    for (std::size_t j = 0; j < width; ++j) {
      for (std::size_t i = 0; i < j; ++i) p[j] -= diagonal[j * n + i] * p[i];
      p[j] /= diagonal[j * n + j];
    }
  }
  for (std::size_t begin = n; begin > 0;) {
    begin -= width;
    const float* diagonal = lu + begin * n + begin;
    float* p = x + begin;
    subtract_transposed(diagonal + width, n, n - begin - width, p + width, p);
    for (std::size_t j = width; j-- > 0;)
      for (std::size_t i = j + 1; i < width; ++i) p[j] -= diagonal[j * n + i] * p[i];
  }
}

YUQIAN_FOR_EVERY_PROCESSOR
void subtract_product(const float* a, Index rows, Index columns, const float* x, float* y) {
  const auto stride = static_cast<std::size_t>(rows);
  for (std::size_t j = 0; j < static_cast<std::size_t>(columns); j += width)
    subtract(a + j * stride, stride, stride, x + j, y);
}

YUQIAN_FOR_EVERY_PROCESSOR
void solve_triangles(const float* lu, Index size, float* x) {
  const auto n = static_cast<std::size_t>(size);
  for (std::size_t begin = 0; begin < n; begin += width) {
    const float* diagonal = lu + begin * n + begin;
    float* p = x + begin;
    for (std::size_t j = 0; j < width; ++j)
      for (std::size_t i = j + 1; i < width; ++i) p[i] -= diagonal[j * n + i] * p[j];
    subtract(diagonal + width, n, n - begin - width, p, p + width);
  }
  for (std::size_t begin = n; begin > 0;) {
    begin -= width;
    const float* diagonal = lu + begin * n + begin;
    float* p = x + begin;
    for (std::size_t j = width; j-- > 0;) {
      p[j] /= diagonal[j * n + j];
      for (std::size_t i = 0; i < j; ++i) p[i] -= diagonal[j * n + i] * p[j];
    }
    subtract(lu + begin * n, n, begin, p, x);
  }
}

}  // namespace yuqian::solvers
