// SPDX-License-Identifier: Apache-2.0
#include "model/report/lognormal.hpp"

#include <cmath>
#include <numbers>

namespace yuqian::model {
namespace {

/// Standard normal distribution function; erfc keeps the lower tail exact.
double normal(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double centre(const Lognormal& g) { return std::log(g.mean) - g.sigma * g.sigma / 2; }

/// Persons and income below x.
double persons_below(const Lognormal& g, double log_x) {
  return g.persons * normal((log_x - centre(g)) / g.sigma);
}
double income_below(const Lognormal& g, double log_x) {
  return g.persons * g.mean * normal((log_x - centre(g)) / g.sigma - g.sigma);
}

/// Root of an increasing function between two points, to the last digit.
template <class F>
double root(F&& f, double low, double high) {
  for (int k = 0; k < 200; ++k) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (f(middle) < 0 ? low : high) = middle;
  }
  return high;
}

/// E max(X - Y, 0) of independent lognormals: an option to exchange one for the other (Margrabe
/// 1978).
double expected_excess(const Lognormal& x, const Lognormal& y) {
  const double s = std::hypot(x.sigma, y.sigma), d = std::log(x.mean / y.mean) / s + s / 2;
  return x.mean * normal(d) - y.mean * normal(d - s);
}

}  // namespace

double persons(std::span<const Lognormal> groups) {
  double sum = 0;
  for (const Lognormal& g : groups) sum += g.persons;
  return sum;
}

double mean(std::span<const Lognormal> groups) {
  double sum = 0;
  for (const Lognormal& g : groups) sum += g.persons * g.mean;
  return sum / persons(groups);
}

double headcount(std::span<const Lognormal> groups, double line) {
  return poverty(groups, line, 0);
}

double poverty(std::span<const Lognormal> groups, double line, int order) {
  double sum = 0;
  for (const Lognormal& g : groups) {
    const double s = g.sigma, d = (std::log(line) - centre(g)) / s, m = g.mean / line;
    double share = normal(d);
    if (order == 1) share -= m * normal(d - s);
    if (order == 2) share += -2 * m * normal(d - s) + m * m * std::exp(s * s) * normal(d - 2 * s);
    sum += g.persons * share;
  }
  return sum / persons(groups);
}

double gini(std::span<const Lognormal> groups) {
  double difference = 0;  // mean absolute difference of two persons drawn at random
  for (const Lognormal& a : groups)
    for (const Lognormal& b : groups)
      if (a.persons > 0 && b.persons > 0)
        difference += 2 * a.persons * b.persons * expected_excess(a, b);
  const double n = persons(groups);
  return difference / (n * n) / (2 * mean(groups));
}

double theil_between(std::span<const Lognormal> groups) {
  const double average = mean(groups), n = persons(groups);
  double sum = 0;
  for (const Lognormal& g : groups)
    if (g.persons > 0) sum += g.persons / n * (g.mean / average) * std::log(g.mean / average);
  return sum;
}

double theil(std::span<const Lognormal> groups) {
  const double income = mean(groups) * persons(groups);
  double within = 0;
  for (const Lognormal& g : groups) within += g.persons * g.mean / income * g.sigma * g.sigma / 2;
  return within + theil_between(groups);
}

double quantile(std::span<const Lognormal> groups, double p) {
  double low = std::log(mean(groups)) - 40, high = low + 80;
  const double wanted = p * persons(groups);
  return std::exp(root(
      [&](double x) {
        double below = 0;
        for (const Lognormal& g : groups) below += persons_below(g, x);
        return below - wanted;
      },
      low, high));
}

std::array<double, 5> quintile_means(std::span<const Lognormal> groups) {
  std::array<double, 5> means{};
  const double n = persons(groups), total = n * mean(groups);
  double below = 0;
  for (std::size_t k = 0; k < 5; ++k) {
    double up_to = total;
    if (k < 4) {
      const double x = std::log(quantile(groups, 0.2 * static_cast<double>(k + 1)));
      up_to = 0;
      for (const Lognormal& g : groups) up_to += income_below(g, x);
    }
    means[k] = (up_to - below) / (n / 5);
    below = up_to;
  }
  return means;
}

double sigma_of_gini(double gini) {
  return root([&](double sigma) { return gini_of_sigma(sigma) - gini; }, 0, 20);
}

double gini_of_sigma(double sigma) { return std::erf(sigma / 2); }  // 2 Phi(sigma / sqrt 2) - 1

}  // namespace yuqian::model
