// SPDX-License-Identifier: Apache-2.0
// Capital that moves between regions, and a tax on its use (docs/equations.md, eq. 66 and 67).
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

model::Shock set(const char* parameter, double value,
                 std::map<std::string, std::vector<std::string>> where = {}) {
  model::Shock shock;
  shock.parameter = parameter;
  shock.where = std::move(where);
  shock.operation = model::Shock::Operation::set;
  shock.amount = value;
  return shock;
}

model::Scenario taxed(double rate, std::vector<std::string> regions, double mobility = 3) {
  model::Scenario s;
  s.id = "capital tax";
  s.shocks = {set("capital_tax", rate, {{"region", std::move(regions)}}),
              set("capital_mobility", mobility)};
  return s;
}

std::shared_ptr<const model::RegionalModel> mobile_capital() {
  static const auto m =
      tests::china_model(tests::china_benchmark("central"), tests::closure("capital_mobile"));
  return m;
}

double rent(const Outcome& o, int r) {
  const model::RegionalModel& m = *o.solution.model;
  return o.after_point.level[at(m.model->offsets()(m.regional_rent[at(r)]))];
}

double capital(const Outcome& o, int r) {
  double value = 0, base = 0;
  for (int j = 0; j < o.solution.model->benchmark->sectors.size(); ++j) {
    value += o.after.capital(r, j);
    base += o.solution.model->benchmark->capital(r, j);
  }
  return value / rent(o, r) / base;
}

}  // namespace

TEST_CASE(
    "capital moves by its return: the ratio of stocks is the ratio of returns to the elasticity") {
  for (const double mobility : {0.0, 2.0, 4.0}) {
    model::Scenario s = tests::scenario("S1a");
    s.shocks.push_back(set("capital_mobility", mobility));
    const Outcome o = tests::solved(mobile_capital(), s);
    for (int r = 1; r < o.regions().size(); ++r)
      CHECK(capital(o, r) / capital(o, 0) ==
            Approx(std::pow(rent(o, r) / rent(o, 0), mobility)).epsilon(1e-8));
    if (mobility == 0)  // product as where capital stays in its region; who owns the income does
                        // matter a little
      for (int r = 0; r < o.regions().size(); ++r) CHECK(capital(o, r) == Approx(1).epsilon(1e-9));
    else
      CHECK((capital(o, 0) > 1 && capital(o, 1) > 1 && capital(o, 2) < 1));
  }
}

TEST_CASE("the more mobile capital is, the nearer returns are to each other, until they are one") {
  double before = 1;
  for (const double mobility : {4.0, 40.0, 400.0}) {
    model::Scenario s = tests::scenario("S1a");
    s.shocks.push_back(set("capital_mobility", mobility));
    const Outcome o = tests::solved(mobile_capital(), s);
    const double gap = std::abs(
        rent(o, o.regions().index("Guizhou")) / rent(o, o.regions().index("RestOfChina")) - 1);
    if (mobility > 4)
      CHECK(gap < 0.2 * before);  // stocks settle, so the gap falls as one over the elasticity
    before = gap;
  }
  CHECK(before < 1e-4);
}

TEST_CASE(
    "income from capital that works elsewhere goes back to its owners, and adds up to nothing") {
  const Outcome o = tests::solved(mobile_capital(), tests::scenario("S1a"));
  const auto all = model::indicators(o.solution);
  const data::Table& net = tests::table(all, "net_capital_income");
  double sum = 0, size = 0;
  for (int r = 0; r < o.regions().size(); ++r) {
    sum += net(1, r);
    size += std::abs(net(1, r));
    CHECK(std::abs(net(0, r)) < 1e-6);
  }
  CHECK(size > 1);
  CHECK(std::abs(sum) < 1e-6 * size);
  for (const char* region : {"Chongqing", "Guizhou"}) CHECK(net(1, o.regions().index(region)) < 0);
}

TEST_CASE(
    "a tax on capital drives it out where it may leave, and is borne by its owners where it may "
    "not") {
  const Outcome local = tests::solved(mobile_capital(), taxed(0.10, {"Guizhou"}));
  const int g = local.regions().index("Guizhou");
  CHECK(capital(local, g) < 1);
  CHECK(local.gain() < 0);
  const model::RegionAccounts& account = local.after.regions[at(g)];
  CHECK(account.capital_tax == Approx(0.10 * account.capital).epsilon(1e-9));
  // Users pay r (1 + t). Of a tax in one small region those elsewhere who own mobile capital bear
  // little, so its users bear most; the less mobile, the more falls on the return.
  CHECK(rent(local, g) * 1.10 > rent(local, local.regions().index("RestOfChina")));
  const Outcome stuck = tests::solved(mobile_capital(), taxed(0.10, {"Guizhou"}, 0));
  CHECK(rent(stuck, g) < rent(local, g));
  // Of a tax everywhere on a given stock the owners bear all: user cost over the wage hardly moves.
  const Outcome everywhere = tests::solved(mobile_capital(), taxed(0.10, {"*"}));
  double national = 0;
  for (int r = 0; r < everywhere.regions().size(); ++r) {
    CHECK(capital(everywhere, r) == Approx(1).epsilon(0.01));
    national += everywhere.after.regions[at(r)].capital_tax;
    const double wage = tests::table(model::indicators(everywhere.solution), "wage")(1, r);
    CHECK(rent(everywhere, r) * 1.10 / wage == Approx(1).epsilon(0.03));
  }
  CHECK(national > 0);
}

TEST_CASE("a small tax on capital costs the triangle of the capital that it moves") {
  // The loss is of second order: half as much tax, a quarter of the loss, once what it does to
  // taxed production and to the terms of trade is taken out.
  const auto loss = [&](double rate) {
    return tests::undistorted_gain(tests::solved(mobile_capital(), taxed(rate, {"Guizhou"})));
  };
  const double whole = loss(0.02), half = loss(0.01);
  CHECK(whole < 0);
  CHECK(half / whole == Approx(0.25).epsilon(0.05));
}

TEST_CASE(
    "S4k: the wedge gone, capital comes to Guizhou, its product grows and its revenue falls") {
  const Outcome o = tests::solved(mobile_capital(), tests::scenario("S4k"));
  const auto all = model::indicators(o.solution);
  const data::Table &use = tests::table(all, "capital_in_use"),
                    &tax = tests::table(all, "capital_tax_revenue"),
                    &grp = tests::table(all, "grp_real"),
                    &net = tests::table(all, "net_capital_income");
  const int g = o.regions().index("Guizhou"), rest = o.regions().index("RestOfChina");
  CHECK(use(1, g) > use(0, g));
  CHECK(use(1, rest) < use(0, rest));
  CHECK(grp(1, g) > grp(0, g));
  CHECK((tax(0, g) > 0 && std::abs(tax(1, g)) < 1e-6));
  CHECK(net(1, g) < net(0, g));
  CHECK(o.gain() > 0);
}
