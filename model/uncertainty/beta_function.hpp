// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yuqian::uncertainty {

/// I_x(a, b), the regularised incomplete beta function: distribution function of the beta law
/// (Abramowitz and Stegun 26.5.1); by its continued fraction 26.5.8.
double beta_cdf(double a, double b, double x);

}  // namespace yuqian::uncertainty
