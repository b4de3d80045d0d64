// SPDX-License-Identifier: Apache-2.0
// What each lever is worth by hand (eq. 402 to 406): sign and size of a small move, held against
// flows of the benchmark.
#include "tests/regression/decomposed.hpp"

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/migration.hpp>
#include <yuqian/model/regional/analysis/sensitivity.hpp>

using namespace yuqian;
using tests::of;
using tests::Outcome;
using tests::set;

namespace {

std::shared_ptr<const model::RegionalModel> economy(const char* closure = "long_run") {
  static std::map<std::string, std::shared_ptr<const model::RegionalModel>> made;
  auto& m = made[closure];
  if (!m)
    m = tests::china_model(tests::china_benchmark("central", "default", "8"),
                           tests::closure(closure));
  return m;
}

/// The nation's gain of real absorption without what taxes and terms of trade add
/// (first_order.cpp).
double gain(const Outcome& o) { return tests::undistorted_gain(o); }

double sum(const data::Table& t, int r) {
  double total = 0;
  for (int j = 0; j < t.axis(1).size(); ++j) total += t(r, j);
  return total;
}

/// What a sector sells, by value, over the benchmark's.
double growth(const Outcome& o, int r, int j) {
  return o.after.output(r, j) * o.after.producer_price(r, j) /
         o.solution.model->benchmark->output(r, j);
}

constexpr double d = 0.01;

}  // namespace

TEST_CASE("a factor is worth its pay: endowments of labour, capital and land") {
  const auto m = economy();
  const model::Benchmark& b = *m->benchmark;
  const int g = b.regions.index("Guizhou");
  for (const auto& [factor, paid] : {std::pair{"labour", sum(b.labour, g)},
                                     {"capital", sum(b.capital, g)},
                                     {"land", sum(b.land, g)}}) {
    INFO(factor);
    const Outcome o = tests::solved(
        m, of({set("endowment", {{"region", {"Guizhou"}}, {"factor", {factor}}}, 1 + d)}));
    CHECK(gain(o) == Approx(d * paid).epsilon(0.02));
    CHECK(o.gain("Guizhou") > 0);
  }
}

TEST_CASE("the derivative of welfare by an endowment is the slope between full solves") {
  const auto m = economy();
  const model::Benchmark& b = *m->benchmark;
  const model::Areas areas(b.regions);
  const Outcome nothing = tests::sharply(m, tests::scenario("S0"));
  const model::Indicator welfare = model::parse_indicator("welfare[China]", areas);
  const model::Sensitivity found = model::sensitivity(nothing.solution, welfare);
  const double step = 1e-4;
  const int g = b.regions.index("Guizhou");
  for (const auto& [factor, column] : {std::pair{"labour", 0}, {"capital", 1}}) {
    const auto moved = [&](double by) {
      const Outcome o = tests::sharply(
          m, of({set("endowment", {{"region", {"Guizhou"}}, {"factor", {factor}}}, 1 + by)}));
      return model::indicator_value(*m, o.before_point, o.after_point, welfare);
    };
    for (const model::ParameterEffect& e : found.effects)
      if (e.family == "endowment")
        CHECK((moved(step) - moved(-step)) / (2 * step) ==
              Approx(e.derivative(g, column)).epsilon(1e-5));
  }
}

TEST_CASE("what a project has built is worth its return, in its sector or beside it") {
  for (const char* closure : {"short_run", "long_run"}) {
    const auto m = economy(closure);
    const model::Benchmark& b = *m->benchmark;
    const int g = b.regions.index("Guizhou"), j = b.sectors.size() / 2;
    REQUIRE(b.capital(g, j) > 0);
    const Outcome o = tests::solved(
        m, of({set("capital_stock", {{"region", {"Guizhou"}}, {"sector", {b.sectors.label(j)}}},
                   1 + d)}));
    CHECK(gain(o) == Approx(d * b.capital(g, j)).epsilon(0.03));
  }
}

TEST_CASE("a tax on production that falls costs revenue, and gains what output in excess bears") {
  const auto m = economy();
  const model::Benchmark& b = *m->benchmark;
  const int g = b.regions.index("Guizhou");
  int j = 0;  // the sector that pays most
  for (int k = 0; k < b.sectors.size(); ++k)
    if (b.production_tax(g, k) > b.production_tax(g, j)) j = k;
  const Outcome o = tests::solved(
      m, of({set("production_tax", {{"region", {"Guizhou"}}, {"sector", {b.sectors.label(j)}}},
                 1 - d, model::Shock::Operation::scale)}));
  const double lost =
      o.before.regions[at(g)].production_tax - o.after.regions[at(g)].production_tax;
  const double by_hand = d * b.production_tax(g, j);
  CHECK(lost > 0);
  CHECK(lost < by_hand);
  // Output that grows gives a large part of it back: goods of provinces substitute well.
  double back = 0;
  for (int k = 0; k < b.sectors.size(); ++k)
    if (b.output(g, k) > 0)
      back +=
          b.production_tax(g, k) / b.output(g, k) * (o.after.output(g, k) - o.before.output(g, k));
  CHECK(by_hand - lost == Approx(back).margin(0.2 * by_hand));
  CHECK(o.after.output(g, j) > o.before.output(g, j));
  // A tax is not a resource: the nation gains what growing output bears of it, a part of the
  // revenue.
  CHECK(tests::distortions(o).tax > 0);
  CHECK(std::abs(gain(o)) < 0.05 * by_hand);
}

TEST_CASE("an input that does more work is worth what is paid for it") {
  const auto m = economy();
  const model::Benchmark& b = *m->benchmark;
  const int g = b.regions.index("Guizhou");
  int j = 0;
  for (int k = 0; k < b.sectors.size(); ++k)
    if (b.labour(g, k) > b.labour(g, j)) j = k;
  double energy = 0;
  int burner = 0;
  const auto bought = [&](int k) {
    double total = 0;
    for (int c = 0; c < b.energy.carriers.size(); ++c) total += b.energy.value(g, c, k);
    return total;
  };
  for (int k = 0; k < b.sectors.size(); ++k)
    if (bought(k) > energy) energy = bought(k), burner = k;
  REQUIRE(energy > 0);
  for (const auto& [input, sector, paid] : {std::tuple{"labour", j, b.labour(g, j)},
                                            {"capital", j, b.capital(g, j)},
                                            {"energy", burner, energy}}) {
    INFO(input);
    const Outcome o = tests::solved(
        m, of({set(
               "input_productivity",
               {{"region", {"Guizhou"}}, {"sector", {b.sectors.label(sector)}}, {"input", {input}}},
               std::exp(d))}));
    CHECK(gain(o) == Approx(d * paid).epsilon(0.03));
  }
}

TEST_CASE("dearer imports cost what is imported") {
  const auto m = economy();
  const model::Benchmark& b = *m->benchmark;
  int i = 0;
  double imports = 0;
  for (int k = 0; k < b.sectors.size(); ++k) {
    double total = 0;
    for (int r = 0; r < b.regions.size(); ++r) total += b.imports(r, k);
    if (total > imports) imports = total, i = k;
  }
  const Outcome o =
      tests::solved(m, of({set("world_price", {{"good", {b.sectors.label(i)}}}, std::exp(d))}));
  CHECK(gain(o) == Approx(-d * imports).epsilon(0.05));
  double volume = 0;  // a volume at the benchmark's price, which falls
  for (const model::RegionAccounts& r : o.after.regions) volume += r.imports.volume;
  for (const model::RegionAccounts& r : o.before.regions) volume -= r.imports.volume;
  CHECK(volume < 0);
}

TEST_CASE("a world that wants more of a good buys more and pays more for it") {
  const auto m = economy();
  const model::Benchmark& b = *m->benchmark;
  int i = 0;
  const auto exports = [&](const data::Table& t, int k) {
    double total = 0;
    for (int r = 0; r < b.regions.size(); ++r) total += t(r, k);
    return total;
  };
  for (int k = 0; k < b.sectors.size(); ++k)
    if (exports(b.exports, k) > exports(b.exports, i)) i = k;
  const Outcome o =
      tests::solved(m, of({set("world_demand", {{"good", {b.sectors.label(i)}}}, 1 + d)}));
  CHECK(exports(o.after.exports, i) > exports(o.before.exports, i));
  // At a price that stays exports grow as demand does; they grow less, since they become dearer.
  CHECK(exports(o.after.exports, i) < (1 + d) * exports(o.before.exports, i));
  CHECK(tests::distortions(o).terms_of_trade > 0);
  CHECK(o.gain() > 0);
}

TEST_CASE("what is paid back on exports is lost to those who buy them abroad") {
  const auto m = economy();
  const model::Benchmark& b = *m->benchmark;
  const int c = b.regions.index("Chongqing");
  int i = 0;
  for (int k = 0; k < b.sectors.size(); ++k)
    if (b.exports(c, k) > b.exports(c, i)) i = k;
  const Outcome o = tests::sharply(
      m,
      of({set("export_rebate", {{"region", {"Chongqing"}}, {"good", {b.sectors.label(i)}}}, d)}));
  CHECK(gain(o) == Approx(-d * b.exports(c, i)).epsilon(0.05));
  CHECK(o.after.exports(c, i) > o.before.exports(c, i));
  // Product by its three routes: the world pays less than the good is worth at home.
  const model::RegionAccounts& seller = o.after.regions[at(c)];
  const double paid_back = d / (1 + d) * o.after.exports(c, i) * o.after.producer_price(c, i);
  CHECK(seller.export_rebate == Approx(paid_back).epsilon(0.2));  // margins on exports are none
  for (const model::RegionAccounts& r : o.after.regions) {
    CHECK(r.grp_income() == Approx(r.grp_expenditure()).epsilon(1e-9));
    CHECK(r.grp_income() == Approx(r.grp_production()).epsilon(1e-9));
  }
  const tests::Decomposition parts = tests::decomposed(o);
  for (const char* none : {"tariff", "wedge", "other_tax"})
    CHECK(tests::part(parts, "China", none) == Approx(0).margin(1e-6));
  CHECK(tests::part(parts, "China", "transfers") == Approx(0).margin(1e-6));
  CHECK(tests::part(parts, "China", "terms_of_trade_abroad") < 0);
  // Revenue by kind adds up, and the centre's budget bears it.
  const auto tables = model::indicators(o.solution);
  const data::Table &taxes = tests::table(tables, "tax_revenue"),
                    &income = tests::table(tables, "grp_income"),
                    &fiscal = tests::table(tables, "fiscal");
  for (int s = 0; s < 2; ++s)
    for (int a = 0; a < taxes.axis(1).size(); ++a) {
      double kinds = 0;
      for (int k = 0; k < taxes.axis(2).size(); ++k) kinds += taxes(s, a, k);
      CHECK(kinds == Approx(income(s, a, income.axis(2).index("production_tax"))).epsilon(1e-9));
    }
  CHECK(taxes(1, c, taxes.axis(2).index("export_rebates")) == Approx(-seller.export_rebate));
  for (int row = 0; row < fiscal.axis(1).size(); ++row) {
    double all = 0;
    for (int k = 0; k < fiscal.axis(2).size(); ++k) all += fiscal(1, row, k);
    CHECK(all == Approx(0).margin(1e-6));
  }
}

TEST_CASE("a lower rate on a sector lowers its taxes alike and leaves subsidies") {
  const auto m = economy();
  const auto b = m->benchmark;
  const int g = b->regions.index("Guizhou");
  const Outcome o = tests::solved(
      m,
      of({set("production_tax", {{"region", {"Guizhou"}}}, 0.9, model::Shock::Operation::scale)}));
  const data::Table taxes = tests::table(model::indicators(o.solution), "tax_revenue");
  double kinds = 0;
  for (const int k : {model::value_added_tax, model::excise, model::subsidies}) {
    INFO(model::tax_kinds().label(k));
    double before = 0, after = 0;
    for (int j = 0; j < b->sectors.size(); ++j) {
      const double paid = b->taxes(g, j, k), all = b->production_tax(g, j),
                   gross = all - b->taxes(g, j, model::subsidies);
      before += paid;
      after += paid * growth(o, g, j) * (k == model::subsidies ? 1 : 1 - 0.1 * all / gross);
    }
    CHECK(taxes(0, g, k) == Approx(before).epsilon(1e-8));
    CHECK(taxes(1, g, k) == Approx(after).epsilon(1e-8));
    kinds += taxes(1, g, k);
  }
  const int other = model::other_taxes;
  CHECK(taxes(1, g, other) == Approx(o.after.regions[at(g)].production_tax - kinds).epsilon(1e-8));
  CHECK(taxes(1, g, other) < taxes(0, g, other));
}

TEST_CASE("a single tax moves the rate of all by its own change, and its own revenue") {
  const auto m = economy();
  const auto b = m->benchmark;
  const int g = b->regions.index("Guizhou");
  int j = 0;  // the sector that pays most consumption tax
  for (int k = 0; k < b->sectors.size(); ++k)
    if (b->taxes(g, k, model::excise) > b->taxes(g, j, model::excise)) j = k;
  const std::map<std::string, std::vector<std::string>> where{{"region", {"Guizhou"}},
                                                              {"sector", {b->sectors.label(j)}}};
  const double total = b->production_tax(g, j) / b->output(g, j);
  for (const auto& [family, kind, sign] : {std::tuple{"vat", model::value_added_tax, 1},
                                           {"excise", model::excise, 1},
                                           {"production_subsidy", model::subsidies, -1}}) {
    INFO(family);
    const double rate = sign * b->taxes(g, j, kind) / b->output(g, j);
    const Outcome one = tests::sharply(m, of({set(family, where, rate + d)})),
                  all = tests::sharply(m, of({set("production_tax", where, total + sign * d)}));
    for (std::size_t x = 0; x < one.solution.x.size(); ++x)
      CHECK(one.solution.x[x] == Approx(all.solution.x[x]).epsilon(1e-9).margin(1e-9));
    const data::Table taxes = tests::table(model::indicators(one.solution), "tax_revenue");
    // Its own move on what the sector sells, and everywhere what it was on what is sold more.
    double by_hand = sign * d * b->output(g, j) * growth(one, g, j);
    for (int k = 0; k < b->sectors.size(); ++k)
      by_hand += b->taxes(g, k, kind) * (growth(one, g, k) - 1);
    CHECK(taxes(1, g, kind) - taxes(0, g, kind) == Approx(by_hand).epsilon(1e-7));
  }
}

TEST_CASE("a taste moves what is bought and makes nothing") {
  const auto m = economy();
  const model::Benchmark& b = *m->benchmark;
  const int g = b.regions.index("Guizhou");
  int i = 0;
  double total = 0;
  for (int k = 0; k < b.sectors.size(); ++k) {
    total += b.urban(g, k);
    if (b.urban(g, k) > b.urban(g, i)) i = k;
  }
  const Outcome o = tests::solved(
      m,
      of({set("household_taste",
              {{"region", {"Guizhou"}}, {"household", {"urban"}}, {"good", {b.sectors.label(i)}}},
              1 + d)}));
  // By hand: the discretionary part of the good grows by d (1 - its share), all else shrinks.
  const double least = 0.2 * d * b.urban(g, i) * (1 - b.urban(g, i) / total);
  const int block = m->model->block_of(m->urban[at(g)]);
  const model::BlockData& data = m->model->blocks()[at(block)];
  double more = 0;
  const int price = m->model->offsets()(m->final_price(g, i));
  for (int leaf = data.leaf_begin; leaf < data.leaf_end; ++leaf)
    if (m->model->kernel().leaves[at(leaf)].price == price)
      more += o.after_point.quantity(*m->model, block, leaf) -
              o.before_point.quantity(*m->model, block, leaf);
  CHECK(more > least);
  CHECK(more < d * b.urban(g, i));
  CHECK(std::abs(o.gain()) < 0.1 * more);
}

TEST_CASE("workers registered in a place are so many more, wherever they work") {
  const auto m = economy("migration");
  const model::Benchmark& b = *m->benchmark;
  const int g = b.regions.index("Guizhou");
  const Outcome o = tests::solved(
      m, of({set("population", {{"region", {"Guizhou"}}, {"registered", {"farm"}}}, 1 + d)}));
  const data::Table now = model::workers(*m, o.after_point, o.solution.parameters);
  const data::Table& then = b.factor_markets.workers;
  for (int r = 0; r < b.regions.size(); ++r)
    for (int k = 0; k < 2; ++k) {
      double before = 0, after = 0;
      for (int to = 0; to < b.regions.size(); ++to)
        for (int work = 0; work < 2; ++work)
          before += then(r, k, to, work), after += now(r, k, to, work);
      CHECK(after ==
            Approx(before * (r == g && k == model::farm_labour ? 1 + d : 1)).epsilon(1e-8));
    }
  CHECK(o.gain() > 0);
}

TEST_CASE("where foreign prices are given, world demand and rebates on exports are refused") {
  const auto m = economy("small_country");
  for (const char* family : {"export_rebate", "world_demand"}) try {
      const std::vector<model::Shock> shocks{set(family, {}, 0.01)};
      model::apply_shocks(m->parameters, shocks, m->model->parameters());
      FAIL(family << " was accepted");
    } catch (const data::InputError& e) {
      const std::string said = e.what();
      INFO(said);
      CHECK(said.find(family) != std::string::npos);
      CHECK(said.find("there is no") != std::string::npos);
      CHECK(said.find("exports = \"world_demand\"") != std::string::npos);
    }
}
