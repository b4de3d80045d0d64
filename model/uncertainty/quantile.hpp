// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/uncertainty/design.hpp>

#include <span>
#include <vector>

namespace yuqian::uncertainty {

/// The quantile at `p` of the finite values, linear between order statistics (eq. 352, definition 7
/// of Hyndman and Fan 1996); not a number where there are none.
double quantile(std::span<const double> values, double p);

/// A quantile, and the standard error of its estimate by the jackknife over replicates (eq. 353).
/// Values by draw; what is not finite failed and is left out.
struct QuantileEstimate {
  double value = 0, error = 0;
};
QuantileEstimate quantile(const Design&, std::span<const double> values, double p);

/// Share of the finite values that are above zero, equal ones half; with its standard error.
QuantileEstimate probability_above_zero(const Design&, std::span<const double> values);

}  // namespace yuqian::uncertainty
