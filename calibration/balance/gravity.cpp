// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/gravity.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

struct Moments {
  double log_distance = 0.0, contiguous = 0.0;
};

/// The pattern with the margins of the flows.
std::vector<double> fitted(const std::vector<double>& pattern, const Margins& margins, int n) {
  SparseMatrix m = sparse(pattern, n, n);
  ras(m, margins, {200, 100, 1e-12});
  return dense(m);
}

}  // namespace

std::vector<double> without_diagonal(std::vector<double> matrix, int n) {
  for (int s = 0; s < n; ++s) matrix[at(s, s, n)] = 0.0;
  return matrix;
}

std::vector<double> gravity_pattern(std::span<const double> distance,
                                    std::span<const double> contiguous, int n,
                                    const Gravity& gravity) {
  std::vector<double> pattern(distance.size(), 0.0);
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r)
      if (s != r)
        pattern[at(s, r, n)] = std::pow(distance[at(s, r, n)], -gravity.decay) *
                               std::exp(gravity.neighbour * contiguous[at(s, r, n)]);
  return pattern;
}

std::vector<double> doubly_stochastic(std::vector<double> pattern, int n) {
  Margins ones;
  ones.rows.assign(static_cast<std::size_t>(n), 1.0);
  ones.columns = ones.rows;
  return fitted(pattern, ones, n);
}

Gravity fit_gravity(std::span<const double> flows, std::span<const double> distance,
                    std::span<const double> contiguous, int n) {
  Margins margins;
  margins.rows.assign(static_cast<std::size_t>(n), 0.0);
  margins.columns = margins.rows;
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r)
      if (s != r) {
        margins.rows[at(s)] += flows[at(s, r, n)];
        margins.columns[at(r)] += flows[at(s, r, n)];
      }
  const auto moments = [&](std::span<const double> x) {
    Moments m;
    for (int s = 0; s < n; ++s)
      for (int r = 0; r < n; ++r)
        if (s != r) {
          m.log_distance += x[at(s, r, n)] * std::log(distance[at(s, r, n)]);
          m.contiguous += x[at(s, r, n)] * contiguous[at(s, r, n)];
        }
    return m;
  };
  const auto model = [&](const Gravity& g) {
    return moments(fitted(gravity_pattern(distance, contiguous, n, g), margins, n));
  };
  const Moments target = moments(flows);
  const bool neighbours =
      std::any_of(contiguous.begin(), contiguous.end(), [](double c) { return c != 0.0; });
  Gravity g{1.0, neighbours ? 0.5 : 0.0};
  constexpr double h = 1e-5;
  for (int step = 0; step < 50; ++step) {
    const Moments here = model(g), decay = model({g.decay + h, g.neighbour}),
                  neighbour = model({g.decay, g.neighbour + h});
    const double a = (decay.log_distance - here.log_distance) / h,
                 b = (neighbour.log_distance - here.log_distance) / h,
                 c = (decay.contiguous - here.contiguous) / h,
                 d = (neighbour.contiguous - here.contiguous) / h;
    const double u = target.log_distance - here.log_distance,
                 v = target.contiguous - here.contiguous;
    // Where nobody has a neighbour the second moment tells nothing.
    const double determinant = neighbours ? a * d - b * c : a;
    const double by_decay = std::clamp((neighbours ? d * u - b * v : u) / determinant, -0.5, 0.5),
                 by_neighbour =
                     neighbours ? std::clamp((a * v - c * u) / determinant, -0.5, 0.5) : 0.0;
    g.decay += by_decay;
    g.neighbour += by_neighbour;
    if (std::abs(by_decay) + std::abs(by_neighbour) < 1e-10) return g;
  }
  throw std::runtime_error(
      "the gravity model does not converge: are all flows between two provinces zero?");
}

}  // namespace yuqian::calibration
