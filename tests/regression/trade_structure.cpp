// SPDX-License-Identifier: Apache-2.0
// What the pair's opening replaces, and linkages, against the tables themselves.
#include <yuqian/model/regional/blocks/use.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;

namespace {

const std::vector<data::Table>& opened() {
  static const std::vector<data::Table> all = model::indicators(
      tests::solved(tests::china_model(tests::china_benchmark("central")), tests::scenario("S1a"))
          .solution);
  return all;
}

}  // namespace

TEST_CASE(
    "trade creation and diversion add up to what the partner delivers more, and both are there") {
  const data::Table &effects = tests::table(opened(), "trade_effects"),
                    &trade = tests::table(opened(), "trade_volume");
  const int c = trade.axis(1).index("Chongqing"), g = trade.axis(1).index("Guizhou");
  for (const auto& [s, r] : {std::pair{c, g}, std::pair{g, c}}) {
    double own = 0, diverted = 0, all = 0;
    for (int i = 0; i < effects.axis(2).size(); ++i) {
      double change = 0, sum = 0;
      for (int use = 0; use < 2; ++use) change += trade(1, s, r, i, use) - trade(0, s, r, i, use);
      for (int k = 0; k < 4; ++k) sum += effects(s, r, i, k);
      CHECK(sum == Approx(change).margin(1e-8));
      own += effects(s, r, i, 0), diverted += effects(s, r, i, 2) + effects(s, r, i, 3),
          all += change;
    }
    CHECK(all > 0);
    CHECK(own > 0);                      // the partner's goods come in place of own ones
    CHECK(diverted > 0);                 // and of third parties'
    CHECK(own + diverted > 0.45 * all);  // the rest is growth of use
  }
  for (int r = 0; r < effects.axis(1).size(); ++r)
    for (int k = 0; k < 4; ++k) CHECK(effects(r, r, 0, k) == 0);
}

TEST_CASE("backward linkages of the benchmark solve the interregional table's own equations") {
  const auto b = tests::china_benchmark("central");
  const data::Table& link = tests::table(opened(), "backward_linkage");
  const auto backward = [&](int r, int j) { return link(0, r, j, 0) + link(0, r, j, 1); };
  for (int r = 0; r < b->regions.size(); ++r)
    for (int j = 0; j < b->sectors.size(); ++j) {
      if (!(b->output(r, j) > 0)) continue;
      // A unit for final use calls forth itself and what its inputs call forth, from wherever they
      // come.
      double called = 1;
      for (int i = 0; i < b->sectors.size(); ++i)
        for (int s = 0; s < b->regions.size(); ++s)
          if (b->trade(s, r, i) > 0 && b->intermediate(r, i, j) > 0)
            called += b->intermediate(r, i, j) / b->output(r, j) * b->trade(s, r, i) /
                      model::spec::total_use(*b, r, i) * backward(s, i);
      INFO(b->regions.label(r) << ", " << b->sectors.label(j));
      CHECK(backward(r, j) == Approx(called).epsilon(1e-9));
      CHECK(link(0, r, j, 0) >= 1);
    }
}

TEST_CASE(
    "mean concentration of suppliers is by what is bought, and opening to the partner lowers it") {
  const auto o =
      tests::solved(tests::china_model(tests::china_benchmark("central", "default", "8")),
                    tests::scenario("S1a"));
  const auto all = model::indicators(o.solution);
  const data::Table& mean = tests::table(all, "supplier_concentration_mean");
  for (int r = 0; r < 3; ++r)
    for (int state = 0; state < 2; ++state) {
      const model::Accounts& a = state == 0 ? o.before : o.after;
      double squares = 0, bought = 0;  // sum_i v_i sum_s (v_si / v_i)^2 over sum_i v_i
      for (int i = 0; i < o.solution.model->benchmark->sectors.size(); ++i) {
        double value = a.imports_value(r, i, 0), square = value * value;
        for (int s = 0; s < 3; ++s) {
          value += a.trade_value(s, r, i, 0);
          square += a.trade_value(s, r, i, 0) * a.trade_value(s, r, i, 0);
        }
        squares += square / value, bought += value;
      }
      CHECK(mean(state, r) == Approx(squares / bought).epsilon(1e-12));
    }
  for (const char* region : {"Chongqing", "Guizhou"})
    CHECK(mean(1, o.regions().index(region)) < mean(0, o.regions().index(region)));
}

TEST_CASE("location quotients average to one, and a region is like itself") {
  const data::Table &quotient = tests::table(opened(), "location_quotient"),
                    &output = tests::table(opened(), "sector_output"),
                    &alike = tests::table(opened(), "structural_similarity"),
                    &apart = tests::table(opened(), "specialisation"),
                    &concentration = tests::table(opened(), "supplier_concentration"),
                    &single = tests::table(opened(), "single_source_share");
  for (int r = 0; r < quotient.axis(1).size(); ++r) {
    CHECK(alike(1, r, r) == Approx(1));
    CHECK(apart(1, r, r) == 0);
    double mean = 0;  // by the nation's structure
    const int china = output.axis(1).index("China");
    double all = 0;
    for (int i = 0; i < quotient.axis(2).size(); ++i) all += output(1, china, i);
    for (int i = 0; i < quotient.axis(2).size(); ++i) {
      mean += quotient(1, r, i) * output(1, china, i) / all;
      if (!std::isfinite(concentration(1, r, i))) continue;
      // No supplier's share is above the root of the index.
      CHECK(single(1, r, i) <= 100 * std::sqrt(concentration(1, r, i)) + 1e-9);
      CHECK(concentration(1, r, i) <= 1 + 1e-12);
    }
    CHECK(mean == Approx(1));
  }
}
