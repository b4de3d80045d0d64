// SPDX-License-Identifier: Apache-2.0
// Economies without a benchmark, from two countries to ninety-nine.
#include "tests/catch.hpp"
#include "tests/robustness/world_economy.hpp"

#include <yuqian/model/kernel/ladder.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace yuqian;

namespace {

/// Excess supply of the numeraire, the market that no equation clears, over all incomes: what the
/// others are off by gathers there, and each is off by a share of what is traded in it.
double walras(model::Equilibrium& problem, const std::vector<double>& x) {
  const model::Model& m = problem.model();
  std::vector<double> slack(x.size());
  problem.slacks(x, slack);
  const auto n = static_cast<std::size_t>(m.numeraire());
  double incomes = 0;
  for (int h = m.offsets().consumer; h < m.offsets().auxiliary; ++h)
    incomes += x[at(h)] * m.unknown(h).scale;
  return std::abs(slack[n]) * x[n] * m.unknown(m.numeraire()).scale / incomes;
}

void solve_worlds(tests::WorldSize size, std::uint64_t first, int count) {
  for (int k = 0; k < count; ++k) {
    const auto m = tests::world_economy(size, first + static_cast<std::uint64_t>(k));
    model::Equilibrium problem(m);
    std::vector<double> x = m->start();
    const model::Climb climb = model::climb(problem, x);
    const solvers::SolveReport& report = climb.report;
    CAPTURE(size.countries, size.goods, size.factors, k, report.sentence());
    REQUIRE(report.solved());
    CHECK(walras(problem, x) < 1e-8);
    const model::UnknownOffsets& o = m->offsets();
    const auto prices = std::minmax_element(x.begin() + o.commodity, x.begin() + o.consumer);
    CHECK(*prices.second / *prices.first > 3);  // nothing was calibrated to prices of one
    std::printf("  %d countries, %d unknowns, seed %d: %d iterations, %s; prices %.2g to %.2g\n",
                size.countries, m->size(), static_cast<int>(first) + k, report.iterations,
                climb.rungs.back().name.c_str(), *prices.first, *prices.second);
  }
}

}  // namespace

TEST_CASE("economies without a benchmark are solved from prices of one at every size") {
  solve_worlds({2, 3, 3}, 1, 20);
  solve_worlds({4, 4, 3}, 1, 20);
  solve_worlds({10, 5, 3}, 1, 10);
  solve_worlds({30, 8, 5}, 1, 2);
}

TEST_CASE("99 countries, 7,029 unknowns, from prices of one") { solve_worlds({99, 15, 10}, 1, 1); }
