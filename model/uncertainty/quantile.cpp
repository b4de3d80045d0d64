// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/uncertainty/quantile.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace yuqian::uncertainty {
namespace {

double share_above_zero(std::span<const double> values) {
  double above = 0, count = 0;
  for (const double v : values)
    if (std::isfinite(v)) {
      above += v > 0 ? 1 : v == 0 ? 0.5 : 0;
      count += 1;
    }
  return count > 0 ? above / count : missing;
}

/// A statistic of all draws. Its standard error is that of the jackknife over replicates: what the
/// statistic is without each of them (eq. 353).
template <class F>
QuantileEstimate estimate(const Design& design, std::span<const double> values, F&& statistic) {
  QuantileEstimate e{statistic(values), missing};
  if (values.size() != design.all_draws()) return e;  // nothing was drawn
  const auto each = static_cast<std::ptrdiff_t>(design.nodes * design.draws);
  std::vector<double> without;
  for (std::size_t r = 0; r < design.replicates; ++r) {
    std::vector<double> others(values.begin(), values.end());
    const auto from = others.begin() + static_cast<std::ptrdiff_t>(r) * each;
    others.erase(from, from + each);
    if (const double v = statistic(others); std::isfinite(v)) without.push_back(v);
  }
  const auto count = static_cast<double>(without.size());
  if (count < 2) return e;
  const double mean = std::accumulate(without.begin(), without.end(), 0.0) / count;
  double squares = 0;
  for (const double v : without) squares += (v - mean) * (v - mean);
  e.error = std::sqrt((count - 1) / count * squares);
  return e;
}

}  // namespace

double quantile(std::span<const double> values, double p) {
  std::vector<double> sorted;
  for (const double v : values)
    if (std::isfinite(v)) sorted.push_back(v);
  if (sorted.empty()) return missing;
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(below);
  std::nth_element(sorted.begin(), at, sorted.end());
  if (below + 1 == sorted.size()) return *at;
  const double next = *std::min_element(at + 1, sorted.end());
  return *at + (place - static_cast<double>(below)) * (next - *at);
}

QuantileEstimate quantile(const Design& design, std::span<const double> values, double p) {
  return estimate(design, values, [p](std::span<const double> v) { return quantile(v, p); });
}

QuantileEstimate probability_above_zero(const Design& design, std::span<const double> values) {
  return estimate(design, values, share_above_zero);
}

}  // namespace yuqian::uncertainty
