// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/error.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/uncertainty/beta_function.hpp>
#include <yuqian/model/uncertainty/distribution.hpp>
#include <yuqian/model/uncertainty/normal.hpp>
#include "tests/catch.hpp"

#include <cmath>
#include <limits>

using namespace yuqian;
using namespace yuqian::uncertainty;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

Distribution read(const std::string& text, double lower = 0, double upper = infinite) {
  return read_distribution(data::Toml::parse(text, "laws.toml"), lower, upper);
}

std::string refusal(const std::string& text, double lower = 0, double upper = infinite) {
  try {
    read(text, lower, upper);
  } catch (const data::InputError& e) {
    return e.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("quantiles of the normal law are those of published tables, and invert it") {
  CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-14));
  CHECK(normal_quantile(0.95) == Approx(1.6448536269514722).epsilon(1e-14));
  CHECK(normal_quantile(0.9) == Approx(1.2815515655446004).epsilon(1e-14));
  CHECK(normal_quantile(1e-9) == Approx(-5.9978070150076867).epsilon(1e-13));
  for (const double p : {1e-200, 1e-12, 0.01, 0.19, 0.21, 0.5, 0.7, 0.9999})
    CHECK(normal_cdf(normal_quantile(p)) == Approx(p).epsilon(1e-12));
}

TEST_CASE("the beta law agrees with its closed forms") {
  for (const double x : {0.01, 0.3, 0.5, 0.77, 0.99}) {
    CHECK(beta_cdf(1, 1, x) == Approx(x).epsilon(1e-13));
    CHECK(beta_cdf(3, 1, x) == Approx(x * x * x).epsilon(1e-13));
    CHECK(beta_cdf(2, 2, x) == Approx(x * x * (3 - 2 * x)).epsilon(1e-13));
    CHECK(beta_cdf(0.5, 0.5, x) == Approx(2 / M_PI * std::asin(std::sqrt(x))).epsilon(1e-12));
  }
}

TEST_CASE("a law has the quantiles and moments that its file states") {
  const Distribution factor = read("law = \"lognormal\"\ninterval = [0.5, 2.0]");
  CHECK(factor.quantile(0.05) == Approx(0.5).epsilon(1e-12));
  CHECK(factor.quantile(0.5) == Approx(1.0).epsilon(1e-12));
  CHECK(factor.at_score(1.6448536269514722) == Approx(2.0).epsilon(1e-12));
  const Distribution wide = read("law = \"lognormal\"\ninterval = [0.4, 2.5]\ncoverage = 0.8");
  CHECK(wide.quantile(0.9) == Approx(2.5).epsilon(1e-12));
  const Distribution sum = read("law = \"normal\"\ninterval = [-1, 3]", -infinite);
  CHECK(sum.quantile(0.95) == Approx(3).epsilon(1e-12));
  const Distribution even = read("law = \"uniform\"\nlow = 2\nhigh = 6");
  CHECK(even.quantile(0.25) == Approx(3).epsilon(1e-12));
  const Distribution peak = read("law = \"triangular\"\nlow = 0\nmode = 1\nhigh = 3");
  CHECK(peak.quantile(1.0 / 3) == Approx(1).epsilon(1e-12));  // (c - a) / (b - a)
  CHECK(peak.quantile(1 - 2.0 / 3 / 4) == Approx(2).epsilon(1e-12));
  const Distribution share = read("law = \"beta\"\nmean = 0.8\nsd = 0.1");
  double mean = 0, square = 0;
  constexpr int points = 20000;
  for (int k = 0; k < points; ++k) {
    const double x = share.quantile((k + 0.5) / points);
    mean += x / points, square += x * x / points;
  }
  CHECK(mean == Approx(0.8).epsilon(1e-6));
  CHECK(std::sqrt(square - mean * mean) == Approx(0.1).epsilon(1e-3));
}

TEST_CASE("a law is cut to what is admissible, and keeps its shape within") {
  const Distribution d =
      read("law = \"normal\"\ninterval = [-1, 3]\nadmissible = [0, 2]", -infinite);
  CHECK(d.mass() == Approx(2 * normal_cdf(1 / d.b) - 1).epsilon(1e-12));
  CHECK(d.quantile(0.5) == Approx(1).epsilon(1e-12));
  CHECK(d.quantile(1e-12) >= 0);
  CHECK(d.quantile(1 - 1e-12) <= 2);
  CHECK(d.quantile(0.1) ==
        Approx(1 + d.b * normal_quantile(normal_cdf(-1 / d.b) + 0.1 * d.mass())));
}

TEST_CASE("laws that mean nothing are refused with line and remedy") {
  CHECK(refusal("law = \"cauchy\"").find("laws.toml:1") != std::string::npos);
  CHECK(refusal("law = \"lognormal\"\ninterval = [2, 0.5]").find("laws.toml:2") !=
        std::string::npos);
  CHECK(refusal("law = \"lognormal\"\ninterval = [-1, 2]").find("positive") != std::string::npos);
  CHECK(refusal("law = \"normal\"\ninterval = [0, 1]\ncoverage = 1.0").find("laws.toml:3") !=
        std::string::npos);
  CHECK(refusal("law = \"triangular\"\nlow = 0\nmode = 4\nhigh = 3").find("mode 4") !=
        std::string::npos);
  CHECK(refusal("law = \"beta\"\nmean = 0.5\nsd = 0.6").find("give less than 0.5") !=
        std::string::npos);
  const std::string none = refusal("law = \"uniform\"\nlow = 2\nhigh = 3", 0, 1);
  CHECK(none.find("laws.toml:1") != std::string::npos);
  CHECK(none.find("from 0 to 1") != std::string::npos);
  CHECK(refusal("law = \"normal\"\ninterval = [8, 9]\nadmissible = [0, 1]").find("no mass") !=
        std::string::npos);
}
