// SPDX-License-Identifier: Apache-2.0
// Quantiles and shares of variance against closed forms.
#include <yuqian/model/uncertainty/design.hpp>
#include <yuqian/model/uncertainty/hashed.hpp>
#include <yuqian/model/uncertainty/normal.hpp>
#include <yuqian/model/uncertainty/quantile.hpp>
#include <yuqian/model/uncertainty/variance_shares.hpp>
#include "tests/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace yuqian::uncertainty;

namespace {

/// A sum of lognormal numbers a_i exp(s_i z_i), the first half drawn by node.
struct Sum {
  std::vector<double> a{3, 2, 1, 0.5}, s{0.5, 0.3, 0.6, 0.2};

  std::vector<Variable> variables(const Design& d) const {
    std::vector<Variable> list;
    for (int i = 0; i < 4; ++i)
      list.push_back({scores(d, "x" + std::to_string(i), i < 2), i < 2, i});
    return list;
  }
  std::vector<double> values(const Design& d, const std::vector<Variable>& v) const {
    std::vector<double> y(d.all_draws());
    for (std::size_t k = 0; k < y.size(); ++k)
      for (std::size_t i = 0; i < a.size(); ++i)
        y[k] += a[i] * std::exp(s[i] * v[i].scores[v[i].by_node ? d.node_of(k) : k]);
    return y;
  }
  double variance(std::size_t i) const {
    const double v = s[i] * s[i];
    return a[i] * a[i] * std::exp(v) * std::expm1(v);
  }
};

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double most = 0;
  for (std::size_t k = 0; k < a.size(); ++k) most = std::max(most, std::abs(a[k] - b[k]));
  return most;
}

}  // namespace

TEST_CASE("a design has about as many draws as asked for, and columns of its own stratified") {
  for (const std::size_t count : {20, 40, 200, 1000, 5000}) {
    const Design d = design_of(count, 1);
    CHECK(std::abs(static_cast<double>(d.all_draws()) - static_cast<double>(count)) <=
          0.02 * static_cast<double>(count));
    std::vector<double> z = scores(d, "x", false);
    REQUIRE(z.size() == d.all_draws());
    const std::size_t each = d.nodes * d.draws;  // a replicate is a Latin hypercube by itself
    std::vector<bool> met(each, false);
    for (std::size_t k = 0; k < each; ++k)
      met[static_cast<std::size_t>(normal_cdf(z[k]) * static_cast<double>(each))] = true;
    CHECK(std::all_of(met.begin(), met.end(), [](bool b) { return b; }));
  }
  const Design d = design_of(1000, 7);
  CHECK(scores(d, "x", true) == scores(d, "x", true));
  CHECK(scores(d, "x", true) != scores(d, "y", true));
  CHECK(scores(d, "x", true) != scores(design_of(1000, 8), "x", true));
}

TEST_CASE("quantiles of a lognormal product are those of its closed form, within their error") {
  int outside = 0, looked_at = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Design d = design_of(1000, seed);
    const auto u = scores(d, "u", true), v = scores(d, "v", false);
    std::vector<double> y(d.all_draws());
    for (std::size_t k = 0; k < y.size(); ++k)
      y[k] = 2 * std::exp(0.6 * u[d.node_of(k)] + 0.8 * v[k]);  // standard deviation 1
    for (const double p : {0.05, 0.5, 0.95}) {
      const QuantileEstimate q = quantile(d, y, p);
      const double truth = 2 * std::exp(normal_quantile(p));
      CHECK(q.value == Approx(truth).epsilon(0.3));
      // Student's t with four degrees of freedom: beyond 2.78 errors in a twentieth of the cases.
      if (std::abs(q.value - truth) > 2.78 * q.error) ++outside;
      ++looked_at;
    }
  }
  CHECK(outside <= looked_at / 6);
}

TEST_CASE("the Monte Carlo error is the spread that other seeds have") {
  std::vector<double> estimates;
  double printed = 0;
  constexpr int seeds = 40;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Design d = design_of(200, seed);
    const Sum sum;
    const auto v = sum.variables(d);
    const QuantileEstimate q = quantile(d, sum.values(d, v), 0.95);
    estimates.push_back(q.value);
    printed += q.error * q.error / seeds;
  }
  const double mean = std::accumulate(estimates.begin(), estimates.end(), 0.0) / seeds;
  double variance = 0;
  for (const double e : estimates) variance += (e - mean) * (e - mean) / (seeds - 1);
  const double ratio = std::sqrt(printed / variance);
  CAPTURE(ratio);
  CHECK(ratio > 0.7);
  CHECK(ratio < 1.5);
}

TEST_CASE("nodes and plain Monte Carlo give the same quantiles") {
  const Sum sum;
  const Design nodes = design_of(1000, 3);
  const std::vector<double> y = sum.values(nodes, sum.variables(nodes));
  std::vector<double> plain(200000);
  for (std::size_t k = 0; k < plain.size(); ++k)
    for (std::size_t i = 0; i < 4; ++i)
      plain[k] +=
          sum.a[i] *
          std::exp(sum.s[i] * normal_quantile(hashed_uniform(5, "plain " + std::to_string(i), k)));
  for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    const QuantileEstimate q = quantile(nodes, y, p);
    CAPTURE(p, q.value, q.error, quantile(plain, p));
    CHECK(std::abs(q.value - quantile(plain, p)) < 4 * q.error + 0.01);
  }
}

TEST_CASE("shares of variance of a sum of lognormals are those of its closed form") {
  const Sum sum;
  double all = 0;
  for (std::size_t i = 0; i < 4; ++i) all += sum.variance(i);
  // One design knows a share drawn by node to about a tenth: forty nodes. Their mean is closer.
  constexpr int seeds = 20;
  std::vector<double> mean(4), interaction(4);
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Design d = design_of(1000, seed);
    const auto v = sum.variables(d);
    const VarianceShares s = variance_shares(d, v, 4, sum.values(d, v));
    for (std::size_t i = 0; i < 4; ++i) {
      CAPTURE(seed, i);
      CHECK(std::abs(s.first[i] - sum.variance(i) / all) < 0.15);
      mean[i] += s.first[i] / seeds;
      interaction[i] += (s.total[i] - s.first[i]) / seeds;
    }
  }
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(std::abs(mean[i] - sum.variance(i) / all) < 0.04);
    CHECK(interaction[i] < 0.01);  // a sum has none
  }
}

TEST_CASE("first and total shares of a product differ as its closed form says") {
  // Y = exp(s u) exp(s v): D = e^(s^2) - 1; first D / (2 D + D^2), total (D + D^2) / (2 D + D^2).
  const double s = 0.8, dd = std::expm1(s * s), all = 2 * dd + dd * dd;
  const Design d = design_of(1000, 2);
  std::vector<Variable> v{{scores(d, "u", false), false, 0}, {scores(d, "v", false), false, 1}};
  std::vector<double> y(d.all_draws());
  for (std::size_t k = 0; k < y.size(); ++k) y[k] = std::exp(s * (v[0].scores[k] + v[1].scores[k]));
  const VarianceShares shares = variance_shares(d, v, 2, y, {.degree = 4});
  for (int g = 0; g < 2; ++g) {
    CHECK(shares.first[static_cast<std::size_t>(g)] == Approx(dd / all).margin(0.06));
    CHECK(shares.total[static_cast<std::size_t>(g)] == Approx((dd + dd * dd) / all).margin(0.06));
  }
}

TEST_CASE("shares of Ishigami's function are those of its closed form") {
  // sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, x uniform on [-pi, pi] (Ishigami and Homma 1990).
  const double a = 7, b = 0.1, pi4 = std::pow(M_PI, 4), pi8 = pi4 * pi4;
  const double all = a * a / 8 + b * pi4 / 5 + b * b * pi8 / 18 + 0.5;
  const double first[] = {0.5 * std::pow(1 + b * pi4 / 5, 2) / all, a * a / 8 / all, 0};
  const double third = b * b * pi8 * (1.0 / 18 - 1.0 / 50) / all;  // of x1 and x3 together
  Design d{.replicates = 5, .nodes = 400, .draws = 1, .seed = 4};
  std::vector<Variable> v;
  for (int i = 0; i < 3; ++i)
    v.push_back({scores(d, "x" + std::to_string(i), false), false, i, true});
  std::vector<double> y(d.all_draws());
  for (std::size_t k = 0; k < y.size(); ++k) {
    double x[3];
    for (std::size_t i = 0; i < 3; ++i) x[i] = M_PI * (2 * normal_cdf(v[i].scores[k]) - 1);
    y[k] =
        std::sin(x[0]) + a * std::pow(std::sin(x[1]), 2) + b * std::pow(x[2], 4) * std::sin(x[0]);
  }
  const VarianceShares s = variance_shares(d, v, 3, y, {.degree = 10});
  CAPTURE(s.unexplained);
  for (std::size_t i = 0; i < 3; ++i) CHECK(s.first[i] == Approx(first[i]).margin(0.02));
  CHECK(s.total[0] == Approx(first[0] + third).margin(0.02));
  CHECK(s.total[1] == Approx(first[1]).margin(0.02));
  CHECK(s.total[2] == Approx(third).margin(0.02));
}

TEST_CASE("variables without effect get no share, and what nobody explains is said") {
  const Design d = design_of(1000, 9);
  std::vector<Variable> v;
  for (int i = 0; i < 120; ++i)
    v.push_back({scores(d, "x" + std::to_string(i), i < 10), i < 10, i == 20 ? 0 : 1});
  std::vector<double> y(d.all_draws());
  for (std::size_t k = 0; k < y.size(); ++k)
    y[k] = v[20].scores[k] + normal_quantile(hashed_uniform(1, "noise", k));
  const VarianceShares s = variance_shares(d, v, 2, y);
  CHECK(s.first[0] == Approx(0.5).margin(0.08));
  CHECK(s.first[1] < 0.1);
  CHECK(s.unexplained == Approx(0.5).margin(0.12));
}

TEST_CASE("draws that failed leave the others as they are") {
  const Sum sum;
  const Design d = design_of(1000, 1);
  const auto v = sum.variables(d);
  const std::vector<double> whole = sum.values(d, v);
  std::vector<double> y = whole;
  for (std::size_t k = 0; k < y.size(); k += 50) y[k] = std::nan("");
  CHECK(quantile(d, y, 0.5).value == Approx(quantile(d, whole, 0.5).value).epsilon(0.01));
  const VarianceShares a = variance_shares(d, v, 4, whole), b = variance_shares(d, v, 4, y);
  CHECK(largest_difference(a.first, b.first) < 0.05);
}

TEST_CASE("a probability counts the draws, and its error tells how well it is known") {
  const Design d = design_of(1000, 1);
  std::vector<double> y = scores(d, "x", false);
  for (double& v : y) v += 1;
  const QuantileEstimate p = probability_above_zero(d, y);
  CHECK(p.value == Approx(normal_cdf(1)).margin(0.01));
  CHECK(p.error < 0.01);
}

TEST_CASE("a correlation that no numbers can have has no factor") {
  CHECK(cholesky({1, 0.5, 0.5, 1}, 2) == std::vector<double>{1, 0, 0.5, std::sqrt(0.75)});
  CHECK(cholesky({1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1}, 3).empty());
  CHECK(cholesky({1, 1, 1, 1}, 2).empty());
}
