// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/derivative_check.hpp>
#include <yuqian/solvers/forwarding.hpp>
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/scaling.hpp>
#include "tests/catch.hpp"
#include "tests/solvers/problems.hpp"

using namespace problems;

namespace {

/// F = (x0^2 x1, exp(x1)) with a chosen error in one entry.
Dense smooth(double error) {
  return nonnegative(
      2,
      [](double, In x, Out f) {
        f[0] = x[0] * x[0] * x[1];
        f[1] = std::exp(x[1]);
        return Evaluation::ok;
      },
      [error](double, In x, Out r) {
        r[0] = 2 * x[0] * x[1];
        r[1] = x[0] * x[0];
        r[2] = error;
        r[3] = std::exp(x[1]);
        return Evaluation::ok;
      });
}

/// The product is wrong although the Jacobian is right.
class WrongProduct final : public Forwarding {
 public:
  explicit WrongProduct(bool transpose) : Forwarding(inner_), transpose_(transpose) {}
  Evaluation jacobian_times(In x, In v, Out y) override {
    const auto e = inner_.jacobian_times(x, v, y);
    if (!transpose_) y[0] *= 1.001;
    return e;
  }
  Evaluation jacobian_transpose_times(In x, In v, Out y) override {
    const auto e = inner_.jacobian_transpose_times(x, v, y);
    if (transpose_) y[1] *= 1.001;
    return e;
  }

 private:
  Dense inner_ = smooth(0);
  bool transpose_;
};

}  // namespace

TEST_CASE("right derivatives pass") {
  auto p = smooth(0);
  const auto check = check_derivatives(p, Vector{1.3, 0.7});
  INFO(check.sentence());
  CHECK(check.good(1e-10));
  CHECK(check.columns == 2);
}

TEST_CASE("a wrong entry is found and named") {
  auto p = smooth(1e-4);
  const auto check = check_derivatives(p, Vector{1.3, 0.7});
  CHECK_FALSE(check.good());
  REQUIRE_FALSE(check.worst.empty());
  CHECK(check.largest == Approx(1e-4).epsilon(1e-3));
  CHECK(check.sentence().find("dF/dx of x[1] by x[0]") != std::string::npos);
}

TEST_CASE("a wrong product is found though the Jacobian is right") {
  for (bool transpose : {false, true}) {
    WrongProduct p(transpose);
    const auto check = check_derivatives(p, Vector{1.3, 0.7});
    CHECK_FALSE(check.good());
    CHECK(check.worst.front().what.substr(0, 3) == (transpose ? "J' " : "J v"));
  }
}

TEST_CASE("one-sided at the edge of the domain") {
  auto p = nonnegative(
      1,
      [](double, In x, Out f) {
        if (x[0] < 0) return Evaluation::outside_domain;
        f[0] = x[0] * std::sqrt(x[0] + 1);
        return Evaluation::ok;
      },
      [](double, In x, Out r) {
        r[0] = std::sqrt(x[0] + 1) + x[0] / (2 * std::sqrt(x[0] + 1));
        return Evaluation::ok;
      });
  CHECK(check_derivatives(p, Vector{0}).good(1e-8));
}

TEST_CASE("equilibration: largest entries near one after nine decades, powers of two") {
  Pattern p{{0, 2, 4}, {0, 1, 0, 1}};
  const Vector values{1e9, 1e3, 1e2, 1e-6};
  const auto s = equilibrate(p, values);
  for (Index j = 0; j < 2; ++j) {
    double top = 0;
    for (Index k = 2 * j; k < 2 * j + 2; ++k)
      top = std::max(top, values[k] * s.row[p.row[k]] * s.column[j]);
    CHECK(top > 0.4);
    CHECK(top < 2.5);
    int exponent;
    CHECK(std::frexp(s.row[j], &exponent) == 0.5);
    CHECK(std::frexp(s.column[j], &exponent) == 0.5);
  }
}

TEST_CASE("derivatives in other units") {
  auto p = kojima_shindo();
  ScaledMcp scaled(p, {{4, 0.5, 1, 0.125}, {0.25, 2, 1, 8}});
  const auto check = check_derivatives(scaled, Vector{1.2, 0.3, 0.4, 0.1});
  INFO(check.sentence());
  CHECK(check.good());
  Vector x{1, 0, 3, 0}, y(4), f(4);
  scaled.to_scaled(x, y);
  CHECK(y[0] == 4);
  CHECK(solve(scaled, y).iterations == 0);  // a solution in any units
}

TEST_CASE("a problem in bad units is solved in good ones") {
  // 1e7 (x0 - 3e5) + x1 = 0, x1 >= 0 _|_ 1e-6 x1 - 1e-4: x1 = 100.
  auto p = linear({1e7, 1, 0, 1e-6}, {-3e12, -1e-4}, {-infinity, 0}, {infinity, infinity});
  Vector x{1, 1}, values(4), y(2);
  p.jacobian(x, values);
  ScaledMcp scaled(p, equilibrate(p.pattern(), values));
  scaled.to_scaled(x, y);
  const auto report = solve(scaled, y);
  INFO(report.sentence());
  REQUIRE(report.solved());
  scaled.from_scaled(y, x);
  CHECK(x[1] == Approx(100));
  CHECK(x[0] == Approx(3e5));
}
