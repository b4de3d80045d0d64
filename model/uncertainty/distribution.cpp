// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/uncertainty/distribution.hpp>

#include <yuqian/model/uncertainty/beta_function.hpp>
#include <yuqian/model/uncertainty/normal.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::uncertainty {
namespace {

double triangular_cdf(double low, double high, double mode, double x) {
  if (x <= low) return 0;
  if (x >= high) return 1;
  return x < mode ? (x - low) * (x - low) / ((high - low) * (mode - low))
                  : 1 - (high - x) * (high - x) / ((high - low) * (high - mode));
}

double triangular_quantile(double low, double high, double mode, double p) {
  return p < (mode - low) / (high - low) ? low + std::sqrt(p * (high - low) * (mode - low))
                                         : high - std::sqrt((1 - p) * (high - low) * (high - mode));
}

/// By bisection: the distribution function is monotonous, and sixty halvings leave rounding.
double beta_quantile(double a, double b, double p) {
  double low = 0, high = 1;
  for (int k = 0; k < 60; ++k) {
    const double middle = (low + high) / 2;
    (beta_cdf(a, b, middle) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

double Distribution::cdf(double x) const {
  switch (law) {
    case Law::lognormal:
      return x > 0 ? normal_cdf((std::log(x) - a) / b) : 0;
    case Law::normal:
      return normal_cdf((x - a) / b);
    case Law::uniform:
      return std::clamp((x - a) / (b - a), 0.0, 1.0);
    case Law::triangular:
      return triangular_cdf(a, b, c, x);
    case Law::beta:
      return beta_cdf(a, b, x);
  }
  return 0;
}

double Distribution::mass() const { return cdf(upper) - cdf(lower); }

double Distribution::quantile(double p) const {
  constexpr double edge = 1e-16;
  const double q = std::clamp(cdf(lower) + p * mass(), edge, 1 - edge);
  const double x = [&] {
    switch (law) {
      case Law::lognormal:
        return std::exp(a + b * normal_quantile(q));
      case Law::normal:
        return a + b * normal_quantile(q);
      case Law::uniform:
        return a + (b - a) * q;
      case Law::triangular:
        return triangular_quantile(a, b, c, q);
      case Law::beta:
        return beta_quantile(a, b, q);
    }
    return a;
  }();
  return std::clamp(x, lower, upper);
}

double Distribution::at_score(double z) const {
  const double p = normal_cdf(z);
  return quantile(std::clamp(p, 1e-300, 1 - 1e-16));
}

const std::vector<std::string>& law_words() {
  static const std::vector<std::string> words{"lognormal", "normal", "uniform", "triangular",
                                              "beta"};
  return words;
}

}  // namespace yuqian::uncertainty
