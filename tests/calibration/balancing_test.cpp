// SPDX-License-Identifier: Apache-2.0
// RAS, GRAS and minimum cross-entropy: margins, signs, and that three methods find one matrix.
#include <cmath>
#include <functional>
#include <random>

#include <yuqian/calibration/balance/cross_entropy.hpp>
#include <yuqian/calibration/balance/gras.hpp>
#include <yuqian/calibration/balance/ras.hpp>
#include "tests/catch.hpp"

using namespace yuqian::calibration;

namespace {

using Random = std::mt19937_64;

double uniform(Random& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

/// Cells over four decades; a share of them zero, a share of the rest negative.
SparseMatrix random_matrix(Random& random, int rows, int columns, double zeros, double negatives) {
  SparseMatrix m{rows, columns, {}, {}, {}};
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c) {
      const double size = std::pow(10.0, uniform(random, -2.0, 2.0));
      if (uniform(random, 0, 1) < zeros) continue;
      m.add(r, c, uniform(random, 0, 1) < negatives ? -size : size);
    }
  return m;
}

/// Margins that the signs and zeros of a matrix allow: those of the same matrix with every cell
/// changed by a factor of its own, between 1/3 and 3.
Margins reachable_margins(Random& random, SparseMatrix m) {
  for (double& v : m.value) v *= std::exp(uniform(random, -1.1, 1.1));
  return {m.row_sums(), m.column_sums(), {}, {}};
}

double largest_difference(const SparseMatrix& a, const SparseMatrix& b) {
  double gap = 0.0, size = 0.0;
  for (std::size_t k = 0; k < a.value.size(); ++k) {
    gap = std::max(gap, std::abs(a.value[k] - b.value[k]));
    size = std::max(size, std::abs(a.value[k]));
  }
  return gap / size;
}

}  // namespace

TEST_CASE("the GRAS multiplier is the positive root of p m - n / m = total") {
  Random random(1);
  for (int k = 0; k < 2000; ++k) {
    const double p = std::pow(10.0, uniform(random, -6, 6)),
                 n = std::pow(10.0, uniform(random, -6, 6));
    const double total = uniform(random, -1, 1) * std::pow(10.0, uniform(random, -6, 6));
    const double m = gras_multiplier(p, n, total);
    REQUIRE(m > 0.0);
    REQUIRE(std::abs(p * m - n / m - total) <= 1e-12 * (p * m + n / m));
  }
  CHECK(gras_multiplier(2, 0, 6) == 3.0);
  CHECK(gras_multiplier(0, 6, -2) == 3.0);
  CHECK(gras_multiplier(4, 1, 0) == 0.5);
  CHECK(gras_multiplier(0, 0, 0) == 1.0);
}

TEST_CASE("GRAS reaches the margins and keeps every sign on random signed matrices") {
  Random random(2);
  for (int trial = 0; trial < 60; ++trial) {
    SparseMatrix m = random_matrix(random, 3 + trial % 12, 4 + trial % 9, 0.3, 0.25);
    Margins margins = reachable_margins(random, m);
    const SparseMatrix before = m;
    const BalancingReport report = gras(m, margins, {200000, 1e-12});
    REQUIRE(report.worst_gap <= 1e-12);
    REQUIRE(m.value.size() == before.value.size());
    for (std::size_t k = 0; k < m.value.size(); ++k) {
      INFO("trial " << trial << ", cell " << k << ": " << before.value[k] << " -> " << m.value[k]);
      REQUIRE(std::signbit(m.value[k]) == std::signbit(before.value[k]));
      REQUIRE(m.value[k] != 0.0);
    }
  }
}

TEST_CASE("a GRAS solution is the prior times multipliers, inverted for negative cells") {
  Random random(3);
  SparseMatrix m = random_matrix(random, 6, 7, 0.0, 0.3);
  const SparseMatrix before = m;
  gras(m, reachable_margins(random, m), {200000, 1e-12});
  // log |x / x0| times the sign of x0 is a row term plus a column term: mixed differences vanish.
  const auto term = [&](int r, int c) {
    const auto k = static_cast<std::size_t>(r * 7 + c);
    const double ratio = std::log(m.value[k] / before.value[k]);
    return before.value[k] > 0.0 ? ratio : -ratio;
  };
  for (int r = 1; r < 6; ++r)
    for (int c = 1; c < 7; ++c)
      CHECK(std::abs(term(r, c) - term(0, c) - term(r, 0) + term(0, 0)) < 1e-9);
}

TEST_CASE("a column of net flows that must add up to zero stays two-sided") {
  SparseMatrix m{2, 2, {}, {}, {}};
  m.add(0, 0, 10);
  m.add(1, 0, 20);
  m.add(0, 1, 3);
  m.add(1, 1, -7);
  gras(m, {{14, 18}, {32, 0}, {}, {}});
  CHECK(m.value[2] == Approx(-m.value[3]));
  CHECK(m.value[2] > 0.0);
}

TEST_CASE("RAS, GRAS and minimum cross-entropy agree on positive matrices") {
  Random random(4);
  for (int trial = 0; trial < 20; ++trial) {
    const SparseMatrix prior = random_matrix(random, 4 + trial % 8, 5 + trial % 6, 0.2, 0.0);
    const Margins margins = reachable_margins(random, prior);
    SparseMatrix by_ras = prior, by_gras = prior, by_entropy = prior;
    ras(by_ras, margins);
    gras(by_gras, margins, {200000, 1e-13});
    const BalancingReport report = cross_entropy(by_entropy, margins);
    INFO("trial " << trial << ", gap of cross-entropy " << report.worst_gap);
    CHECK(largest_difference(by_gras, by_ras) < 1e-9);
    CHECK(largest_difference(by_gras, by_entropy) < 1e-7);
  }
}

TEST_CASE("GRAS and minimum cross-entropy agree on signed matrices") {
  Random random(5);
  for (int trial = 0; trial < 20; ++trial) {
    const SparseMatrix prior = random_matrix(random, 4 + trial % 8, 5 + trial % 6, 0.2, 0.2);
    const Margins margins = reachable_margins(random, prior);
    SparseMatrix by_gras = prior, by_entropy = prior;
    gras(by_gras, margins, {500000, 1e-13});
    cross_entropy(by_entropy, margins);
    INFO("trial " << trial);
    CHECK(largest_difference(by_gras, by_entropy) < 1e-7);
  }
}

TEST_CASE("RAS converges where scaling alone would crawl") {
  // One supplier makes almost all and buys almost all: what it cannot sell to itself.
  SparseMatrix m = sparse(std::vector<double>{0, 1, 1, 1, 0, 1, 1, 1, 0}, 3, 3);
  const Margins margins{{100, 60, 40.1}, {99.9, 60.1, 40.1}, {}, {}};
  const BalancingReport report = ras(m, margins);
  CHECK(report.worst_gap <= 1e-13);
  CHECK(worst_gap(m, margins) <= 1e-13);
  for (const double v : m.value) CHECK(v > 0.0);
}

TEST_CASE("margins that no matrix has are refused by name") {
  const std::vector<double> cells{1, 2, 0, 0};
  const auto refused = [&](std::vector<double> rows, std::vector<double> columns, auto method) {
    SparseMatrix m = sparse(cells, 2, 2);
    try {
      method(
          m,
          Margins{std::move(rows), std::move(columns), {"coal", "food"}, {"Chongqing", "Guizhou"}});
    } catch (const InfeasibleMargins& e) {
      return e;
    }
    return InfeasibleMargins("nothing was refused", {}, {});
  };
  const auto by_gras = [](SparseMatrix& m, const Margins& g) { gras(m, g, {500, 1e-12}); };
  const auto by_ras = [](SparseMatrix& m, const Margins& g) { ras(m, g, {50, 50, 1e-12}); };
  const auto by_entropy = [](SparseMatrix& m, const Margins& g) { cross_entropy(m, g); };

  SECTION("a row without cells") {
    for (const auto& e : {refused({3, 1}, {2, 2}, by_gras), refused({3, 1}, {2, 2}, by_ras),
                          refused({3, 1}, {2, 2}, by_entropy)}) {
      REQUIRE(e.rows() == std::vector<std::string>{"food"});
      CHECK_THAT(e.what(), ContainsSubstring("row food should add up to 1"));
    }
  }
  SECTION("totals that differ") {
    CHECK_THAT(refused({3, 0}, {2, 2}, by_gras).what(), ContainsSubstring("must be equal"));
  }
  SECTION("margins that exclude each other") {
    // The first column holds one cell of the first row only: 5 of it cannot leave a total of 4.
    SparseMatrix m = sparse(std::vector<double>{1, 0, 0, 1}, 2, 2);
    const Margins margins{{4, 3}, {5, 2}, {"coal", "food"}, {"Chongqing", "Guizhou"}};
    for (const auto& method :
         {std::function<void(SparseMatrix&, const Margins&)>(by_gras), {by_ras}, {by_entropy}}) {
      SparseMatrix copy = m;
      try {
        method(copy, margins);
        FAIL("nothing was refused");
      } catch (const InfeasibleMargins& e) {
        CHECK(e.rows().size() + e.columns().size() > 0);
        CHECK_THAT(e.what(), ContainsSubstring("exclude each other"));
      }
    }
  }
}
