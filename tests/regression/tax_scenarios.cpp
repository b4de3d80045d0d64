// SPDX-License-Identifier: Apache-2.0
// Scenarios on single taxes (S14v, S14x, S14s, S14r): sign and size, held against what a reader
// computes from the benchmark's own taxes, output and exports.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/chains.hpp>

#include <vector>

#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

const model::Benchmark& benchmark(const Outcome& o) { return *o.solution.model->benchmark; }

/// Of the nation, 10^8 yuan: what a kind brings more than at the benchmark.
double more(const Outcome& o, int kind) {
  const data::Table t = tests::table(model::indicators(o.solution), "tax_revenue");
  const int nation = t.axis(1).index("China");
  return t(1, nation, kind) - t(0, nation, kind);
}

/// Sectors of a chain.
std::vector<int> chain(const Outcome& o, const char* name) {
  return model::chain_positions(name, benchmark(o).sectors, {});
}

}  // namespace

TEST_CASE(
    "S14v: value-added tax of manufacturing falls by 4/17, and the nation gains a part of it") {
  const Outcome o = tests::solved_as_shipped("S14v");
  const model::Benchmark& b = benchmark(o);
  double paid = 0;
  for (int r = 0; r < b.regions.size(); ++r)
    for (const int j : chain(o, "manufacturing")) paid += b.taxes(r, j, model::value_added_tax);
  REQUIRE(paid > 0);
  const double lost = -more(o, model::value_added_tax), by_hand = 4.0 / 17 * paid;
  INFO("lost " << lost << ", by hand " << by_hand << ", gain " << o.gain());
  CHECK(lost > 0.9 * by_hand);  // output that grows gives some back, prices that fall take some
  CHECK(lost < 1.1 * by_hand);
  CHECK(tests::distortions(o).tax > 0);
  CHECK(std::abs(o.gain()) < 0.5 * by_hand);  // a tax is not a resource
}

TEST_CASE("S14x: a higher consumption tax brings most of what it would at unchanged output") {
  const Outcome o = tests::solved_as_shipped("S14x");
  const model::Benchmark& b = benchmark(o);
  const int food = b.sectors.index("food");
  double paid = 0;
  for (int r = 0; r < b.regions.size(); ++r) paid += b.taxes(r, food, model::excise);
  const double by_hand = 0.24 * paid, brought = more(o, model::excise);
  INFO("brought " << brought << ", by hand " << by_hand << ", gain " << o.gain());
  REQUIRE(by_hand > 0);
  CHECK(brought > 0.8 * by_hand);
  CHECK(brought < 1.1 * by_hand);
  const int g = b.regions.index("Guizhou");
  CHECK(o.after.output(g, food) < o.before.output(g, food));
  CHECK(tests::distortions(o).tax < 0);
}

TEST_CASE("S14s: a subsidy costs more than its rate on what was made, and moves output to it") {
  const Outcome o = tests::solved_as_shipped("S14s");
  const model::Benchmark& b = benchmark(o);
  double made = 0;
  for (const char* place : {"Chongqing", "Guizhou"})
    for (const char* name : {"automobiles", "electronics"})
      for (const int j : chain(o, name)) {
        const int r = b.regions.index(place);
        made += b.output(r, j);
        INFO(place << ' ' << b.sectors.label(j));
        if (b.output(r, j) > 0) CHECK(o.after.output(r, j) > o.before.output(r, j));
      }
  const double cost = -more(o, model::subsidies);
  INFO("cost " << cost << ", by hand " << 0.01 * made << ", gain " << o.gain());
  CHECK(cost > 0.01 * made);
  CHECK(cost < 0.02 * made);
}

TEST_CASE("S14r: a rebate is worth its rate on exports to those abroad") {
  const Outcome o = tests::solved_as_shipped("S14r");
  const model::Benchmark& b = benchmark(o);
  double exports = 0, before = 0, after = 0;
  for (int r = 0; r < b.regions.size(); ++r)
    for (const int i : chain(o, "electronics")) {
      exports += b.exports(r, i);
      before += o.before.exports(r, i), after += o.after.exports(r, i);
    }
  INFO("exports " << exports << ", gain " << o.gain() << ", undistorted "
                  << tests::undistorted_gain(o));
  CHECK(after > before);
  CHECK(tests::undistorted_gain(o) == Approx(-0.01 * exports).epsilon(0.05));
}

TEST_CASE("S10: a sixth of what Chongqing's product grows by is taxes on what is made more") {
  const Outcome o = tests::solved_as_shipped("S10");
  const model::Benchmark& b = benchmark(o);
  const int c = b.regions.index("Chongqing"), trade = b.sectors.index("trade");
  double taxes = 0, of_trade = 0;
  for (int j = 0; j < b.sectors.size(); ++j) {
    if (!(b.output(c, j) > 0)) continue;
    const double part =
        b.production_tax(c, j) / b.output(c, j) * (o.after.output(c, j) - o.before.output(c, j));
    taxes += part;
    if (j == trade) of_trade = part;
  }
  const double growth = o.after.regions[at(c)].grp_volume() - o.before.regions[at(c)].grp_volume();
  INFO("taxes " << taxes << " of " << growth << ", wholesale and retail " << of_trade);
  CHECK(growth == Approx(403).margin(1));
  CHECK(taxes == Approx(70).margin(1));
  CHECK(of_trade > 0.9 * taxes);
  CHECK(b.production_tax(c, trade) / b.output(c, trade) == Approx(0.26).margin(0.005));
}
