// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace yuqian::model {

/// Cosine of two vectors of amounts, in [0, 1] (eq. 103); not-a-number where one is zero.
double similarity(std::span<const double> a, std::span<const double> b);
/// Krugman's index: sum of absolute differences of shares, in [0, 2] (eq. 104); not-a-number where
/// one is zero.
double specialisation(std::span<const double> a, std::span<const double> b);
/// Herfindahl index of amounts >= 0, in (0, 1] (eq. 106); not-a-number where all are zero.
double herfindahl(std::span<const double> amounts);

}  // namespace yuqian::model
