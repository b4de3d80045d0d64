// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yuqian::uncertainty {

/// Phi(z), the distribution function of the standard normal; exact in both tails.
double normal_cdf(double z);
/// Its inverse, by Halley's method on Phi; p in (0, 1).
double normal_quantile(double p);

}  // namespace yuqian::uncertainty
