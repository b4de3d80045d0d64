// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/uncertainty/normal.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace yuqian::uncertainty {

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double p) {
  assert(p > 0 && p < 1);
  if (p > 0.5) return -normal_quantile(1 - p);  // the lower tail keeps its digits
  // Start at the tail's leading term, sqrt(-2 ln p), from which Halley's steps go down
  // monotonously.
  double z = p > 0.2 ? 2.5 * (p - 0.5) : -std::sqrt(-2 * std::log(p));
  for (int step = 0; step < 50; ++step) {
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    const double newton = (normal_cdf(z) - p) / density;
    const double move = newton / (1 + z * newton / 2);
    z -= std::clamp(move, -1.0, 1.0);
    if (std::abs(move) < 1e-15 * std::max(1.0, std::abs(z))) break;
  }
  return z;
}

}  // namespace yuqian::uncertainty
