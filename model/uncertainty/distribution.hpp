// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace yuqian::data {
class Toml;
}

namespace yuqian::uncertainty {

/// One uncertain number: a law, cut to where the number has a meaning.
struct Distribution {
  enum class Law { lognormal, normal, uniform, triangular, beta };
  Law law = Law::lognormal;
  /// lognormal: mean and standard deviation of the logarithm; normal: of the number; uniform: the
  /// ends; triangular: the ends, with the mode in `c`; beta: its two shape parameters, on [0, 1].
  double a = 0, b = 1, c = 0;
  double lower = -std::numeric_limits<double>::infinity(),
         upper = std::numeric_limits<double>::infinity();  ///< what is admissible (eq. 350)

  double cdf(double x) const;  ///< before it is cut
  double mass() const;         ///< between `lower` and `upper`, of the law that is cut
  /// The number at probability p of (0, 1), cut.
  double quantile(double p) const;
  /// The number that belongs to a standard normal score: quantile(Phi(z)).
  double at_score(double z) const;
};

/// The words of Distribution::Law, in its order.
const std::vector<std::string>& law_words();

/// Keys of `table`: law, with interval = [low, high] and coverage (0.9) of lognormal and normal;
/// low, high of uniform; low, mode, high of triangular; mean, sd of beta; and admissible = [lower,
/// upper] of any. `lower`, `upper`: what the number may be in any case. Throws data::InputError
/// with its line where a value is impossible or no mass is on the admissible domain.
Distribution read_distribution(const data::Toml& table, double lower, double upper);

}  // namespace yuqian::uncertainty
