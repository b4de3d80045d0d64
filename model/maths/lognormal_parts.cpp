// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/lognormal_parts.hpp>

#include <numbers>

namespace yuqian::maths::lognormal {
namespace {

constexpr double everybody = 40;                      ///< standard deviations
constexpr double lowest_fifth = -0.8416212335729143;  ///< Phi of it is a fifth

}  // namespace

// erfc keeps the lower tail exact.
double normal(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

double centre(const Lognormal& g) { return std::log(g.mean) - g.sigma * g.sigma / 2; }

Parts::Parts(const Lognormal& g)
    : list_{{{-everybody, everybody, 0}, {lowest_fifth, everybody, 0}}}, size_(1) {
  if (!(g.lift > 0)) return;
  list_[0] = {-everybody, lowest_fifth, g.lift};
  size_ = 2;
}

double position(const Lognormal& g, const Part& part, double x) {
  const double own = x - part.lift;
  if (!(own > 0)) return part.from;
  return std::clamp((std::log(own) - centre(g)) / g.sigma, part.from, part.to);
}

double moment(const Lognormal& g, const Part& part, double z, int k) {
  const double s = g.sigma;
  return std::exp(k * (k - 1) * s * s / 2) * (normal(z - k * s) - normal(part.from - k * s));
}

double end_of_lowest_fifth(const Lognormal& g) {
  return std::exp(centre(g) + g.sigma * lowest_fifth);
}

double entropy(const Lognormal& g, const Part& p, double m) {
  const double s = g.sigma, c = centre(g);
  if (p.lift > 0)
    return integral(
        [&](double z) {
          const double y = (std::exp(c + s * z) + p.lift) / m;
          return y * std::log(y) * density(z);
        },
        std::max(p.from, -14.0), p.to, 0.5);
  const double relative = c - std::log(m) + s * s;
  return g.mean / m *
         (relative * (normal(p.to - s) - normal(p.from - s)) -
          s * (density(p.to - s) - density(p.from - s)));
}

}  // namespace yuqian::maths::lognormal
