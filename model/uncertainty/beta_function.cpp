// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/uncertainty/beta_function.hpp>

#include <cmath>

namespace yuqian::uncertainty {
namespace {

/// 1 / (1 + d_1 / (1 + d_2 / (1 + ...))) of 26.5.8, summed by Lentz's method.
double continued_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  double c = 1, d = 0, value = 1;
  for (int k = 0; k < 1000; ++k) {
    const double m = k / 2;
    const double term = k == 0       ? 1
                        : k % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                                     : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + term * d;
    if (std::abs(d) < tiny) d = tiny;
    d = 1 / d;
    c = 1 + term / c;
    if (std::abs(c) < tiny) c = tiny;
    value *= c * d;
    if (k > 0 && std::abs(c * d - 1) < 1e-15) break;
  }
  return value - 1;
}

}  // namespace

double beta_cdf(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta_cdf(b, a, 1 - x);  // where it converges fast
  const double front = std::exp(a * std::log(x) + b * std::log1p(-x) + std::lgamma(a + b) -
                                std::lgamma(a) - std::lgamma(b));
  return front / a * continued_fraction(a, b, x);
}

}  // namespace yuqian::uncertainty
