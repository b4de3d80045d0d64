// SPDX-License-Identifier: Apache-2.0
// GRP by production beside income and expenditure, its volume by three indices, tables that add up.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>
#include <yuqian/model/regional/tables/volume_index.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

/// A table of the list with one of its cells raised by a share of itself.
double gap_after(std::vector<data::Table> tables, const model::Areas& areas, const char* name,
                 std::size_t cell) {
  for (data::Table& t : tables)
    if (t.name() == name) {
      REQUIRE(t.values()[cell] != 0);
      t.values()[cell] *= 1 + 1e-4;
    }
  return model::report::widest_gap(tables, areas).size;
}

}  // namespace

TEST_CASE(
    "value added of every sector is what it sells less what it buys, in every kind of scenario") {
  for (const char* id : {"S1a", "S1c", "S1q", "S4", "S4k", "S5", "S6", "S10", "S11"}) {
    const Outcome o = tests::solved_as_shipped(id);
    for (const model::Accounts* a : {&o.before, &o.after})
      for (int r = 0; r < o.regions().size(); ++r) {
        INFO(id << ", " << o.regions().label(r));
        const model::RegionAccounts& region = a->regions[at(r)];
        CHECK(region.grp_production() == Approx(region.grp_income()).epsilon(1e-9));
        for (int j = 0; j < a->output.axis(1).size(); ++j) {
          CHECK(a->production.value_added(r, j) ==
                Approx(a->value_added(r, j)).epsilon(1e-8).margin(1e-8));
          // At the benchmark all prices are one: the tables themselves.
          if (a != &o.before || !o.solution.scenario.reference.empty()) continue;
          CHECK(a->production.output(r, j) ==
                Approx(o.solution.model->benchmark->output(r, j)).epsilon(1e-9));
          double bought = 0;
          for (int i = 0; i < a->output.axis(1).size(); ++i)
            bought += o.solution.model->benchmark->intermediate(r, i, j);
          CHECK(a->production.intermediates(r, j) == Approx(bought).epsilon(1e-9));
        }
      }
  }
}

TEST_CASE("a wrong cell in any table of the accounts is a gap") {
  const Outcome o = tests::solved_as_shipped("S1a");
  const model::report::Compared both = model::report::evaluate(o.solution);
  std::vector<data::Table> tables;
  model::report::add_product(tables, both);
  model::report::add_sectors(tables, both);
  model::report::add_trade(tables, both);
  CHECK(model::report::widest_gap(tables, both.areas).size < 1e-9);
  for (const char* name : {"grp_nominal", "grp_real", "grp_expenditure", "grp_expenditure_real",
                           "grp_income", "grp_production", "sector_value_added", "sector_output",
                           "consumption", "outflow", "inflow"}) {
    INFO(name);
    CHECK(gap_after(tables, both.areas, name, 0) > 1e-9);
  }
  const data::Table& trade = tests::table(tables, "trade_volume");
  const auto cells = at(trade.axis(3).size() * trade.axis(4).size());
  CHECK(gap_after(tables, both.areas, "trade_volume", cells) >
        1e-9);  // to the second region from the first
  CHECK(gap_after(tables, both.areas, "trade_value", cells) > 1e-9);
}

TEST_CASE("real GRP by Fisher lies between Laspeyres and Paasche, each flow at its own price") {
  const Outcome o = tests::solved_as_shipped("S1a");
  const model::Benchmark& b = *o.solution.model->benchmark;
  // Quantities of the benchmark at the counterfactual's prices are its tables times the prices of
  // their goods.
  const model::Accounts crossed = model::revalued(*o.solution.model, o.before_point, o.after_point);
  for (int r = 0; r < b.regions.size(); ++r) {
    double consumption = 0, investment = 0, exports = 0;
    for (int i = 0; i < b.sectors.size(); ++i) {
      const double price = o.after.final_price(r, i);
      consumption += b.rural(r, i) > 0 ? b.rural(r, i) * price : 0;
      investment += b.investment(r, i) > 0 ? b.investment(r, i) * price : 0;
      exports += b.sold_abroad(r, i) > 0 ? b.sold_abroad(r, i) * o.after.producer_price(r, i) : 0;
    }
    CHECK(crossed.regions[at(r)].rural.value == Approx(consumption).epsilon(1e-9));
    CHECK(crossed.regions[at(r)].investment.value == Approx(investment).epsilon(1e-9));
    CHECK(crossed.regions[at(r)].exports.value == Approx(exports).epsilon(1e-9));
  }
  const auto all = model::indicators(o.solution);
  const data::Table &change = tests::table(all, "grp_volume_change"),
                    &fisher = tests::table(all, "grp_real_fisher"),
                    &real = tests::table(all, "grp_real");
  for (int a = 0; a < change.axis(0).size(); ++a) {
    INFO(change.axis(0).label(a));
    CHECK(change(a, 2) >= std::min(change(a, 0), change(a, 1)));
    CHECK(change(a, 2) <= std::max(change(a, 0), change(a, 1)));
    // The reference is the benchmark, whose prices real GRP is at: its growth is Laspeyres'.
    CHECK(change(a, 0) == Approx(100 * (real(1, a) / real(0, a) - 1)).margin(1e-8));
    CHECK(fisher(0, a) == Approx(real(0, a)));
    CHECK(fisher(1, a) == Approx(real(0, a) * (1 + change(a, 2) / 100)));
  }
  const auto still = model::indicators(tests::solved_as_shipped("S0").solution);
  for (const double v : tests::table(still, "grp_volume_change").values())
    CHECK(std::abs(v) < 1e-8);
}

TEST_CASE("a solution is read once and what is made of it is read again") {
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "8"));
  const model::Solution s = model::solve_scenario(m, tests::scenario("S1a"));
  const auto first = model::report::evaluate(s);
  CHECK(model::report::evaluate(s).read == first.read);
  model::Solution back = s;
  back.parameters = s.reference_parameters, back.x = s.reference_x;
  const auto second = model::report::evaluate(back);
  CHECK(second.accounts[1].regions[0].grp_income() == first.accounts[0].regions[0].grp_income());
  CHECK(second.accounts[1].regions[0].grp_income() != first.accounts[1].regions[0].grp_income());
  CHECK(first.accounts[1].output.values()[0] ==
        model::accounts(*m, first.point[1]).output.values()[0]);
}
