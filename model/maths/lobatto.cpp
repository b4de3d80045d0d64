// SPDX-License-Identifier: Apache-2.0
// Standard formulas (Canuto, Hussaini, Quarteroni, Zang 2006, Spectral Methods, section 2.3; quoted
// from memory); tests/model/lobatto.cpp holds them to what they must integrate and differentiate.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/lobatto.hpp>

#include <cmath>
#include <numbers>

namespace yuqian::maths {
namespace {

struct Legendre {
  double value, before;
};  ///< P_n and P_(n-1)

Legendre legendre(int n, double x) {
  double before = 1, value = x;
  for (int k = 2; k <= n; ++k) {
    const double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
    before = value;
    value = next;
  }
  return {value, before};
}

}  // namespace

Lobatto::Lobatto(int points) {
  const int n = points - 1;
  std::vector<double> x(static_cast<std::size_t>(points)), p(x.size());
  for (int j = 0; j <= n; ++j) {
    double z = -std::cos(std::numbers::pi * j / n);
    // Zeros of (1 - z^2) P_n'(z) by Newton from the Chebyshev points; the ends stay.
    for (int step = 0; step < 50 && j > 0 && j < n; ++step) {
      const Legendre l = legendre(n, z);
      const double move = (z * l.value - l.before) / ((n + 1) * l.value);
      z -= move;
      if (std::abs(move) < 1e-16) break;
    }
    x[at(j)] = z;
    p[at(j)] = legendre(n, z).value;
  }
  derivative.assign(x.size() * x.size(), 0);
  for (std::size_t j = 0; j < x.size(); ++j) {
    node.push_back((1 + x[j]) / 2);
    weight.push_back(1.0 / (n * (n + 1) * p[j] * p[j]));  // half of 2 / (n (n + 1) P_n^2)
    double sum = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      if (j == k) continue;
      const double d = 2 * p[j] / (p[k] * (x[j] - x[k]));  // twice: the interval is [0, 1]
      derivative[j * x.size() + k] = d;
      sum += d;
    }
    derivative[j * x.size() + j] = -sum;  // constants have no slope
  }
}

}  // namespace yuqian::maths
