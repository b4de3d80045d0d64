// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/lobatto.hpp>
#include "tests/catch.hpp"

#include <cmath>

using yuqian::maths::Lobatto;

TEST_CASE("Lobatto nodes integrate and differentiate the polynomials that they must, and no more") {
  for (const int points : {2, 3, 5, 9}) {
    const Lobatto rule(points);
    CHECK(rule.node.front() == 0);
    CHECK(rule.node.back() == 1);
    for (int degree = 0; degree <= 2 * points - 2; ++degree) {
      double integral = 0;
      for (int j = 0; j < points; ++j)
        integral += rule.weight[static_cast<std::size_t>(j)] *
                    std::pow(rule.node[static_cast<std::size_t>(j)], degree);
      const double error = std::abs(integral - 1.0 / (degree + 1));
      if (degree <= 2 * points - 3)
        CHECK(error < 1e-14);
      else
        CHECK(error > 1e-11);  // far above rounding
    }
    for (int degree = 0; degree < points; ++degree)
      for (int j = 0; j < points; ++j) {
        double slope = 0;
        for (int k = 0; k < points; ++k)
          slope += rule.derivative[static_cast<std::size_t>(j * points + k)] *
                   std::pow(rule.node[static_cast<std::size_t>(k)], degree);
        const double exact =
            degree == 0 ? 0 : degree * std::pow(rule.node[static_cast<std::size_t>(j)], degree - 1);
        CHECK(slope == Approx(exact).margin(1e-11));
      }
  }
}

TEST_CASE("integration by parts is exact on Lobatto nodes, whatever the functions") {
  const Lobatto rule(6);
  double sum = 0;
  const auto f = [](double x) { return std::exp(3 * x); };
  const auto g = [](double x) { return 1 / (1 + x); };
  for (std::size_t j = 0; j < 6; ++j) {
    double df = 0, dg = 0;
    for (std::size_t k = 0; k < 6; ++k) {
      df += rule.derivative[j * 6 + k] * f(rule.node[k]);
      dg += rule.derivative[j * 6 + k] * g(rule.node[k]);
    }
    sum += rule.weight[j] * (f(rule.node[j]) * dg + g(rule.node[j]) * df);
  }
  CHECK(sum == Approx(f(1) * g(1) - f(0) * g(0)).epsilon(1e-12));
}
