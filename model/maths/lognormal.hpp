// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

namespace yuqian::maths {

/// A group whose incomes are lognormal but for what its lowest fifth receives beside them.
struct Lognormal {
  double persons = 0, mean = 0,
         sigma = 0;  ///< the mean without the lift; standard deviation of the logarithm
  double lift = 0;   ///< >= 0, added to every income of the lowest fifth (eq. 116)

  double income() const { return mean + lift / 5; }  ///< per capita, with the lift
};

// A mixture of such groups (eq. 76 to 79, 116); those without persons do not count. Closed forms,
// but for the Gini and Theil indices with a lift, which are integrals to 1e-9.

double persons(std::span<const Lognormal>);
double mean(std::span<const Lognormal>);
/// Share of persons below `line`.
double headcount(std::span<const Lognormal>, double line);
/// Foster, Greer and Thorbecke (1984) of order 0, 1 or 2: mean of (1 - y/line)^order over all
/// persons, nothing for those above the line. A share, not %.
double poverty(std::span<const Lognormal>, double line, int order);
double gini(std::span<const Lognormal>);
/// Theil's T, the mean of (y/mean) ln(y/mean).
double theil(std::span<const Lognormal>);
/// Theil's T between groups that are replaced by their means; theil() less this is within them.
double theil_between(std::span<const Lognormal>);
/// Income below which the share `p` of persons lies, 0 < p < 1.
double quantile(std::span<const Lognormal>, double p);
/// Mean income of each fifth of the persons, the poorest first.
std::array<double, 5> quintile_means(std::span<const Lognormal>);

/// Standard deviation of log income of a single lognormal with this Gini coefficient, and back.
double sigma_of_gini(double gini);
double gini_of_sigma(double sigma);

}  // namespace yuqian::maths
