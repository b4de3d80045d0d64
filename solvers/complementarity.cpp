// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/complementarity.hpp>

#include <limits>

namespace yuqian::solvers {

Distance distance(In x, In f, In lower, In upper) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  Distance d;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double r = std::abs(natural_residual(x[i], f[i], lower[i], upper[i]));
    const double g = row_gap(x[i], f[i], lower[i], upper[i]);
    d.residual = std::max(d.residual, std::isfinite(r) ? r : infinite);
    d.gap = std::max(d.gap, std::isfinite(g) ? g : infinite);
  }
  return d;
}

double merit(In x, In f, In lower, In upper, Out phi) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    phi[i] = row_equation(x[i], f[i], lower[i], upper[i]);
    sum += phi[i] * phi[i];
  }
  return 0.5 * sum;
}

}  // namespace yuqian::solvers
