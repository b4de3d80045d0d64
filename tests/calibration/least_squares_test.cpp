// SPDX-License-Identifier: Apache-2.0
// Generalised least squares against hand computation, positive cells, and what it leaves alone.
#include <yuqian/calibration/evidence/least_squares.hpp>
#include "tests/catch.hpp"

#include <cmath>
#include <random>

using namespace yuqian::calibration;

namespace {

/// Rows and columns of a square matrix stay as they are.
void keep_margins(LeastSquares& p, int n) {
  for (int direction = 0; direction < 2; ++direction)
    for (int i = 0; i < n; ++i) {
      Statement s;
      for (int j = 0; j < n; ++j) {
        s.cell.push_back(direction == 0 ? i * n + j : j * n + i);
        s.weight.push_back(1);
      }
      s.value = s.at(p.prior);
      p.statements.push_back(s);
    }
}

/// [[50, 30], [20, 40]] with standard deviations 10, 24, 16, 8.
LeastSquares two_by_two() {
  LeastSquares p{{50, 30, 20, 40}, {100, 576, 256, 64}, {}};
  keep_margins(p, 2);
  return p;
}

Statement cell(int k, double value, double sd) { return {{k}, {1}, value, sd}; }

}  // namespace

TEST_CASE("two by two: the posterior weighs prior and survey by inverse variance") {
  // With both margins fixed one number is free: +d off the diagonal, -d on it. Its precision is the
  // sum of the four cells' (eq. 382), and the survey's comes on top.
  const double precision = 1 / 100.0 + 1 / 576.0 + 1 / 256.0 + 1 / 64.0, survey = 1 / (4.0 * 4.0);
  LeastSquares p = two_by_two();
  const Adjustment prior(p);
  CHECK(prior.cells() == p.prior);
  CHECK(prior.standard_error(cell(1, 0, 0)) == Approx(1 / std::sqrt(precision)).epsilon(1e-9));

  p.statements.push_back(cell(1, 40, 4));
  const Adjustment after(p);
  const double moved = 10 * survey / (survey + precision);
  REQUIRE(after.reached());
  CHECK(after.cells()[0] == Approx(50 - moved).epsilon(1e-12));
  CHECK(after.cells()[1] == Approx(30 + moved).epsilon(1e-12));
  CHECK(after.cells()[2] == Approx(20 + moved).epsilon(1e-12));
  CHECK(after.cells()[3] == Approx(40 - moved).epsilon(1e-12));
  CHECK(after.standard_error(cell(1, 0, 0)) ==
        Approx(1 / std::sqrt(survey + precision)).epsilon(1e-9));
  // A second survey of the same cell: three inverse variances.
  p.statements.push_back(cell(1, 34, 2));
  const Adjustment twice(p);
  CHECK(twice.cells()[1] ==
        Approx((30 * precision + 40 * survey + 34 * 0.25) / (precision + survey + 0.25))
            .epsilon(1e-12));
}

TEST_CASE("a statement without error holds exactly, and nothing is left to know") {
  LeastSquares p = two_by_two();
  p.statements.push_back(cell(1, 44, 0));
  const Adjustment a(p);
  REQUIRE(a.reached());
  CHECK(a.cells()[1] == Approx(44).epsilon(1e-13));
  CHECK(a.cells()[0] == Approx(36).epsilon(1e-13));
  CHECK(a.standard_error(cell(1, 0, 0)) == 0);
  CHECK(a.standard_error(cell(0, 0, 0)) == 0);  // the margins tell the rest
}

TEST_CASE("cells above zero stay above zero, and are moved by the logarithm below half") {
  // 78 of the first row's 80 are asked for, and the last cell allows 70. With d the one free number
  // the sum of +-t is the survey's pull (eq. 381), and t of a cell below half its prior is
  // (ln(2 x / prior) - 1) prior / 2 v.
  LeastSquares p = two_by_two();
  p.statements.push_back(cell(1, 78, 1));
  const Adjustment a(p);
  REQUIRE(a.reached());
  const std::vector<double>& x = a.cells();
  CHECK(x[0] > 0);
  CHECK(x[0] + x[1] == Approx(80).epsilon(1e-12));
  CHECK(x[0] < 25);
  CHECK(x[3] < 20);
  const auto price = [&](std::size_t k) {
    const double half = 0.5 * p.prior[k];
    return x[k] >= half ? (x[k] - p.prior[k]) / p.variance[k]
                        : (std::log(x[k] / half) - 1) * half / p.variance[k];
  };
  CHECK(price(1) + price(2) - price(0) - price(3) == Approx(78 - x[1]).epsilon(1e-9));
  p.statements.back() = cell(1, 69.5, 0);
  CHECK(Adjustment(p).cells()[3] == Approx(0.5).epsilon(1e-10));
  p.statements.back() = cell(1, 71, 0);
  CHECK_FALSE(Adjustment(p).reached());
}

TEST_CASE("what excludes itself is not reached, and its multipliers are the largest") {
  LeastSquares p = two_by_two();
  p.statements.push_back(cell(0, 10, 0));
  p.statements.push_back(cell(3, 39, 0));  // the first asks for 0
  const Adjustment a(p);
  CHECK_FALSE(a.reached());
  const auto size = [&](std::size_t k) { return std::abs(a.multipliers()[k]); };
  CHECK(size(4) > 1);
  CHECK(size(5) > 1);
}

TEST_CASE("large matrices: margins, the optimum, and the cells that nothing links to a gap") {
  const int n = 20;
  std::mt19937 random(3);
  std::lognormal_distribution<double> draw(2, 1.5);
  LeastSquares p;
  for (int k = 0; k < n * n; ++k) {
    p.prior.push_back(draw(random));
    p.variance.push_back(0.64 * p.prior.back() * p.prior.back());
  }
  keep_margins(p, n);
  const std::size_t balances = p.statements.size();
  p.statements.push_back(cell(7, 3 * p.prior[7], 0.1 * p.prior[7]));
  p.prior.push_back(5);  // a cell of its own, with a balance of its own
  p.variance.push_back(1);
  p.statements.push_back(cell(n * n, 5, 0));
  const Adjustment a(p);
  REQUIRE(a.reached());
  CHECK(a.cells().back() == 5);
  for (std::size_t k = 0; k < balances; ++k)
    CHECK(p.statements[k].at(a.cells()) == Approx(p.statements[k].value).epsilon(1e-12));
  // First-order conditions: each free cell's move is its variance times its statements'
  // multipliers.
  for (int r = 0; r < n; ++r)
    for (int c = 0; c < n; ++c) {
      const auto k = static_cast<std::size_t>(r * n + c);
      double t = a.multipliers()[static_cast<std::size_t>(r)] +
                 a.multipliers()[static_cast<std::size_t>(n + c)];
      if (k == 7) t += a.multipliers()[balances];
      const double half = 0.5 * p.prior[k], moved = p.variance[k] * t;
      CHECK(a.cells()[k] ==
            Approx(moved >= -half ? p.prior[k] + moved : half * std::exp(moved / half + 1))
                .epsilon(1e-9));
    }
}
