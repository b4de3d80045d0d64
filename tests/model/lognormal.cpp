// SPDX-License-Identifier: Apache-2.0
// Closed forms of poverty and inequality of lognormal mixtures (eq. 76 to 79) against quadrature.
#include <yuqian/model/maths/lognormal.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "tests/catch.hpp"

using namespace yuqian::maths;

namespace {

const std::vector<Lognormal> mixture{
    {1932, 8869, 0.68}, {1648, 29080, 0.55}, {1105, 12638, 0.7}, {0, 5, 0.3}};

double simpson(const std::function<double(double)>& f, double a, double b, int n) {
  double sum = f(a) + f(b);
  const double h = (b - a) / n;
  for (int k = 1; k < n; ++k) sum += f(a + k * h) * (k % 2 ? 4 : 2);
  return sum * h / 3;
}

/// Mean of f(y) over all persons with log income up to `top`, by Simpson's rule over each group's
/// normal.
double average(const std::vector<Lognormal>& groups, const std::function<double(double)>& f,
               double top = 100) {
  double sum = 0, n = 0;
  for (const Lognormal& g : groups) {
    const double centre = std::log(g.mean) - g.sigma * g.sigma / 2;
    const double high = std::min(14.0, (top - centre) / g.sigma);
    const auto density = [&](double z) {
      return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) *
             f(std::exp(centre + g.sigma * z));
    };
    if (high > -14) sum += g.persons * simpson(density, -14, high, 40000);
    n += g.persons;
  }
  return sum / n;
}

}  // namespace

TEST_CASE("poverty of order 0, 1 and 2 is the integral that it stands for") {
  for (const double line : {1500.0, 2952.0, 4428.0, 20000.0})
    for (int order = 0; order < 3; ++order) {
      const double direct = average(
          mixture, [&](double y) { return std::pow(1 - std::min(y / line, 1.0), order); },
          std::log(line));
      INFO(line << ", order " << order);
      CHECK(poverty(mixture, line, order) == Approx(direct).epsilon(1e-10));
    }
  CHECK(headcount(mixture, 2952) == poverty(mixture, 2952, 0));
}

TEST_CASE("poverty falls with income, rises with the line, and falls with the order") {
  double before = 0;
  for (double line = 500; line < 50000; line *= 1.3)
    for (int order = 2; order >= 0; --order) {
      const double p = poverty(mixture, line, order);
      if (order < 2) CHECK(p > before);
      before = p;
      std::vector<Lognormal> richer = mixture;
      for (Lognormal& g : richer) g.mean *= 1.01;
      CHECK(poverty(richer, line, order) < p);
      CHECK(poverty(mixture, line * 1.01, order) > p);
      CHECK(poverty(richer, line * 1.01, order) == Approx(p).epsilon(1e-12));  // of degree zero
    }
}

TEST_CASE("Gini coefficient of a mixture against the integral of the distribution function") {
  // G = 1 - integral (1 - F)^2 / mean, in y = exp(t); below one yuan there is nobody.
  const auto below = [&](double t) { return headcount(mixture, std::exp(t)); };
  const double exact = 1 - (1 + simpson(
                                    [&](double t) {
                                      const double s = 1 - below(t);
                                      return s * s * std::exp(t);
                                    },
                                    0, 16, 20000)) /
                               mean(mixture);
  CHECK(gini(mixture) == Approx(exact).epsilon(1e-9));
}

TEST_CASE("two groups without spread: the Gini coefficient of two points") {
  // Shares p and q of persons at means a < b: G = p q (b - a) / mean.
  const std::vector<Lognormal> two{{60, 1000, 1e-9}, {40, 2500, 1e-9}};
  CHECK(gini(two) == Approx(0.6 * 0.4 * 1500 / 1600).epsilon(1e-8));
  CHECK(theil(two) == Approx(theil_between(two)).epsilon(1e-12));
}

TEST_CASE("a single group: Gini and Theil by its sigma alone") {
  for (const double sigma : {0.2, 0.5, 0.7, 1.2}) {
    const std::vector<Lognormal> one{{100, 12345, sigma}};
    CHECK(gini(one) == Approx(gini_of_sigma(sigma)).epsilon(1e-13));
    CHECK(sigma_of_gini(gini_of_sigma(sigma)) == Approx(sigma).epsilon(1e-12));
    CHECK(theil(one) == Approx(sigma * sigma / 2).epsilon(1e-13));
    CHECK(std::abs(theil_between(one)) < 1e-15);
  }
}

TEST_CASE("Theil's index is the integral, and its parts add up") {
  const double m = mean(mixture);
  const double direct = average(mixture, [&](double y) { return y / m * std::log(y / m); });
  CHECK(theil(mixture) == Approx(direct).epsilon(1e-10));
  double within = 0;
  for (const Lognormal& g : mixture)
    if (g.persons > 0)
      within += g.persons * g.mean / (persons(mixture) * m) * theil(std::vector<Lognormal>{g});
  CHECK(std::abs(theil(mixture) - within - theil_between(mixture)) < 1e-12);
}

TEST_CASE("quintiles hold a fifth of the persons each and all of the income") {
  const auto means = quintile_means(mixture);
  double sum = 0;
  for (std::size_t k = 0; k < 5; ++k) {
    if (k > 0) CHECK(means[k] > means[k - 1]);
    sum += means[k] / 5;
  }
  CHECK(sum == Approx(mean(mixture)).epsilon(1e-13));
  for (const double p : {0.2, 0.5, 0.8})
    CHECK(headcount(mixture, quantile(mixture, p)) == Approx(p).epsilon(1e-12));
  const double top = std::log(quantile(mixture, 0.2));
  CHECK(means[0] == Approx(5 * average(mixture, [](double y) { return y; }, top)).epsilon(1e-9));
}

namespace {

/// Incomes of so many equally spaced persons of each group, by brute force, with their weights.
std::vector<std::pair<double, double>> people(const std::vector<Lognormal>& groups, int each) {
  std::vector<std::pair<double, double>> list;
  for (const Lognormal& g : groups) {
    const Lognormal plain{1, g.mean, g.sigma};
    for (int k = 0; k < each; ++k) {
      const double rank = (k + 0.5) / each, own = quantile(std::vector<Lognormal>{plain}, rank);
      list.emplace_back(own + (rank < 0.2 ? g.lift : 0), g.persons / each);
    }
  }
  std::sort(list.begin(), list.end());
  return list;
}

}  // namespace

TEST_CASE(
    "a lowest fifth that receives the same amount each: every measure against persons counted one "
    "by one") {
  // The second group's lift passes the rest of its group, so that ranks change.
  const std::vector<Lognormal> groups{
      {40, 8869, 0.68, 1200}, {25, 12638, 0.7, 9000}, {35, 29080, 0.55}};
  const auto all = people(groups, 20000);
  double n = 0, income = 0, ordered = 0, entropy = 0;
  for (const auto& [y, weight] : all) {
    ordered += weight * y * (n + weight / 2);
    n += weight, income += weight * y;
  }
  const double average = income / n;
  for (const auto& [y, weight] : all) entropy += weight / n * y / average * std::log(y / average);
  CHECK(mean(groups) == Approx(average).epsilon(2e-4));
  CHECK(persons(groups) == Approx(n));
  for (const double line : {1000.0, 2952.0, 4428.0, 9500.0, 15000.0})
    for (int order = 0; order < 3; ++order) {
      double direct = 0;
      for (const auto& [y, weight] : all)
        if (y < line) direct += weight / n * std::pow(1 - y / line, order);
      INFO(line << ", order " << order);
      CHECK(poverty(groups, line, order) == Approx(direct).epsilon(1e-4).margin(1e-4));
    }
  CHECK(gini(groups) == Approx(2 * ordered / (n * income) - 1).epsilon(3e-4));
  CHECK(theil(groups) == Approx(entropy).epsilon(1e-3));
  const auto fifths = quintile_means(groups);
  double sum = 0, below = 0;
  std::array<double, 5> direct{};
  for (const auto& [y, weight] : all) {
    direct[std::min<std::size_t>(4, static_cast<std::size_t>(5 * below / n))] += 5 * weight / n * y;
    below += weight;
  }
  for (std::size_t k = 0; k < 5; ++k) {
    sum += fifths[k] / 5;
    CHECK(fifths[k] == Approx(direct[k]).epsilon(1e-3));
  }
  CHECK(sum == Approx(mean(groups)).epsilon(1e-12));
}

TEST_CASE("a lift that vanishes leaves the closed forms of Gini and Theil") {
  std::vector<Lognormal> groups = mixture;
  for (Lognormal& g : groups) g.lift = 1e-9;
  CHECK(gini(groups) == Approx(gini(mixture)).epsilon(1e-9));
  CHECK(theil(groups) == Approx(theil(mixture)).epsilon(1e-9));
}
