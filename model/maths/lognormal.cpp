// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/lognormal.hpp>

#include <yuqian/model/maths/lognormal_parts.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace yuqian::maths {
namespace {

using namespace lognormal;

/// Persons and income below x.
double persons_below(const Lognormal& g, double x) {
  double share = 0;
  for (const Part& p : Parts(g)) share += moment(g, p, position(g, p, x), 0);
  return g.persons * share;
}
double income_below(const Lognormal& g, double x) {
  double sum = 0;
  for (const Part& p : Parts(g)) {
    const double z = position(g, p, x);
    sum += g.mean * moment(g, p, z, 1) + p.lift * moment(g, p, z, 0);
  }
  return g.persons * sum;
}

bool lifted(std::span<const Lognormal> groups) {
  return std::any_of(groups.begin(), groups.end(),
                     [](const Lognormal& g) { return g.persons > 0 && g.lift > 0; });
}

/// Mean absolute difference of two persons: twice the integral of F (1 - F), which has kinks where
/// a lifted fifth begins and ends and where the others of its group begin.
double difference_by_integral(std::span<const Lognormal> groups) {
  std::vector<double> kinks;
  for (const Lognormal& g : groups) {
    if (!(g.persons > 0)) continue;
    kinks.insert(kinks.end(), {centre(g) - 12 * g.sigma, centre(g) + 12 * g.sigma});
    const double last = end_of_lowest_fifth(g);
    if (g.lift > 0)
      for (const double x : {g.lift, last, last + g.lift}) kinks.push_back(std::log(x));
  }
  std::sort(kinks.begin(), kinks.end());
  const double all = persons(groups);
  double sum = 0;
  for (std::size_t k = 0; k + 1 < kinks.size(); ++k)
    sum += integral(
        [&](double t) {
          double below = 0;
          for (const Lognormal& g : groups)
            if (g.persons > 0) below += persons_below(g, std::exp(t)) / all;
          return below * (1 - below) * std::exp(t);
        },
        kinks[k], kinks[k + 1], 0.2);
  return 2 * sum * all * all;
}

/// Root of an increasing function between two points, to the last digits: by false position, where
/// the value at an end that stays is halved (the Illinois rule), with a bisection now and then for
/// functions that are flat at one end.
template <class F>
double root(F&& f, double low, double high) {
  double at_low = f(low), at_high = f(high), last = low;
  if (at_low >= 0) return low;
  if (at_high <= 0) return high;
  int moved = 0;  // the end that moved last
  for (int k = 0; k < 200; ++k) {
    const bool bisect = k % 4 == 3;
    const double x = low + (high - low) * (bisect ? 0.5 : at_low / (at_low - at_high));
    constexpr double digits = 4 * std::numeric_limits<double>::epsilon();
    if (x <= low || x >= high || std::abs(x - last) <= digits * std::abs(x)) return x;
    last = x;
    const double here = f(x);
    if (here == 0) return x;
    if (here < 0) {
      low = x, at_low = here;
      if (moved < 0) at_high /= 2;
      moved = -1;
    } else {
      high = x, at_high = here;
      if (moved > 0) at_low /= 2;
      moved = 1;
    }
  }
  return last;
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
  for (const Lognormal& g : groups) sum += g.persons * g.income();
  return sum / persons(groups);
}

double headcount(std::span<const Lognormal> groups, double line) {
  return poverty(groups, line, 0);
}

double poverty(std::span<const Lognormal> groups, double line, int order) {
  double sum = 0;
  for (const Lognormal& g : groups)
    for (const Part& p : Parts(g)) {
      // (1 - (own + lift) / line)^order = (a - m y)^order, y the own income over its mean.
      const double z = position(g, p, line), a = 1 - p.lift / line, m = g.mean / line;
      double share = moment(g, p, z, 0);
      if (order == 1) share = a * share - m * moment(g, p, z, 1);
      if (order == 2)
        share = a * a * share - 2 * a * m * moment(g, p, z, 1) + m * m * moment(g, p, z, 2);
      sum += g.persons * share;
    }
  return sum / persons(groups);
}

double gini(std::span<const Lognormal> groups) {
  const double n = persons(groups);
  double difference = 0;  // of two persons drawn at random, in absolute value, times n^2
  if (lifted(groups)) {
    difference = difference_by_integral(groups);
  } else {
    for (const Lognormal& a : groups)
      for (const Lognormal& b : groups)
        if (a.persons > 0 && b.persons > 0)
          difference += 2 * a.persons * b.persons * expected_excess(a, b);
  }
  return difference / (n * n) / (2 * mean(groups));
}

double theil_between(std::span<const Lognormal> groups) {
  const double average = mean(groups), n = persons(groups);
  double sum = 0;
  for (const Lognormal& g : groups)
    if (g.persons > 0)
      sum += g.persons / n * (g.income() / average) * std::log(g.income() / average);
  return sum;
}

double theil(std::span<const Lognormal> groups) {
  const double average = mean(groups);
  double sum = 0;
  for (const Lognormal& g : groups)
    if (g.persons > 0)
      for (const Part& p : Parts(g)) sum += g.persons * entropy(g, p, average);
  return sum / persons(groups);
}

double quantile(std::span<const Lognormal> groups, double p) {
  // It lies between those of the groups, and a lift raises it by no more than itself.
  const double z = root([&](double x) { return normal(x) - p; }, -40, 40);
  double low = std::numeric_limits<double>::infinity(), high = -low, lift = 0;
  for (const Lognormal& g : groups) {
    if (!(g.persons > 0)) continue;
    low = std::min(low, centre(g) + g.sigma * z);
    high = std::max(high, centre(g) + g.sigma * z);
    lift = std::max(lift, g.lift);
  }
  if (lift > 0) high = std::log(std::exp(high) + lift);
  low -= 1e-9, high += 1e-9;
  const double wanted = p * persons(groups);
  return std::exp(root(
      [&](double x) {
        double below = 0;
        for (const Lognormal& g : groups) below += persons_below(g, std::exp(x));
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
      const double x = quantile(groups, 0.2 * static_cast<double>(k + 1));
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

}  // namespace yuqian::maths
