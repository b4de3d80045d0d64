// SPDX-License-Identifier: Apache-2.0
// Caps on CO2: what binds, what it costs, who gets the revenue.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

std::shared_ptr<const model::RegionalModel> priced(const std::string& regions = "default",
                                                   const std::string& variant = "central") {
  return tests::china_model(tests::china_benchmark(variant, regions),
                            tests::closure("carbon_pricing"));
}

model::Shock set(const char* parameter, std::vector<std::string> regions, double value) {
  model::Shock s;
  s.parameter = parameter;
  if (!regions.empty()) s.where = {{"region", std::move(regions)}};
  s.operation = model::Shock::Operation::set;
  s.amount = value;
  return s;
}

model::Scenario caps(double cap, std::vector<std::string> regions = {"Chongqing", "Guizhou"}) {
  model::Scenario s;
  s.id = "caps";
  s.shocks = {set("emission_cap", std::move(regions), cap)};
  return s;
}

model::Scenario joint(double cap) {
  model::Scenario s;
  s.id = "joint cap";
  s.shocks = {set("joint_cap_member", {"Chongqing", "Guizhou"}, 1),
              set("joint_emission_cap", {}, cap)};
  return s;
}

struct Carbon {
  explicit Carbon(const Outcome& o) : all(model::indicators(o.solution)) {}
  double price(int r) const { return tests::table(all, "carbon_price")(1, r); }  // yuan per tonne
  double sectors(int state, int r) const {
    const data::Table& t = tests::table(all, "sector_emissions");
    double sum = 0;
    for (int j = 0; j < t.axis(2).size(); ++j) sum += t(state, r, j);
    return sum;
  }
  double revenue(int r) const { return tests::table(all, "carbon_revenue")(1, r); }
  std::vector<data::Table> all;
};

model::Point point(const Outcome& o) {
  model::Equilibrium e(o.solution.model->model);
  e.set_target(o.solution.parameters);
  return e.evaluate(o.solution.x);
}

/// What the last tonne costs: the change of all final use at the prices of the moment that is left
/// when every other tax is accounted for, over the change of emissions. With zero profit in every
/// block,
///   sum over final uses of p dq = sum over leaves of t p dq + p dw,   and carbon's part of it is
///   price times dE.
double last_tonne(const std::shared_ptr<const model::RegionalModel>& m,
                  const model::Scenario& before, const model::Scenario& middle,
                  const model::Scenario& after) {
  const Outcome a = tests::solved(m, before), o = tests::solved(m, middle),
                z = tests::solved(m, after);
  const model::Point pa = point(a), po = point(o), pz = point(z);
  std::vector<bool> carbon(at(m->model->size()));
  for (const auto* agents : {&m->meter, &m->permits})
    for (const model::ConsumerId id : *agents) carbon[at(m->model->offsets()(id))] = true;
  double gain = 0, other = 0;
  for (int b = 0; b < static_cast<int>(m->model->blocks().size()); ++b) {
    const model::BlockData& block = m->model->blocks()[at(b)];
    for (int i = block.leaf_begin; i < block.leaf_end; ++i) {
      const model::Leaf& leaf = m->model->kernel().leaves[at(i)];
      const double value =
          po.level[at(leaf.price)] * (pz.quantity(*m->model, b, i) - pa.quantity(*m->model, b, i));
      if (block.kind == model::BlockKind::demand) gain += value;
      for (int t = leaf.tax_begin; t < leaf.tax_end; ++t) {
        const model::Tax& tax = m->model->kernel().taxes[at(t)];
        if (!carbon[at(tax.consumer)]) other += tax.rate.value(po.slots) * value;
      }
    }
  }
  const Carbon ca(a), cz(z);
  double capped = 0;  // only what is priced counts
  for (const char* region : {"Chongqing", "Guizhou"}) {
    const int r = a.regions().index(region);
    capped += cz.sectors(1, r) - ca.sectors(1, r);
  }
  return 100 * (gain - other) / capped;
}

}  // namespace

TEST_CASE(
    "a cap binds exactly, the meter counts what is burnt, and the revenue is price times "
    "emissions") {
  const auto m = priced();
  for (const char* id : {"S8", "S8s", "S8n", "S8b"}) {
    INFO(id);
    const Outcome o = tests::solved(m, tests::scenario(id));
    const Carbon c(o);
    const model::Point p = point(o);
    const auto level = [&](auto unknown) { return p.level[at(m->model->offsets()(unknown))]; };
    double before = 0, after = 0;
    for (int r = 0; r < o.regions().size(); ++r) {
      CHECK(level(m->meter[at(r)]) == Approx(c.sectors(1, r)).epsilon(1e-10));
      CHECK(c.revenue(r) == Approx(c.price(r) / 100 * c.sectors(1, r)).epsilon(1e-9).margin(1e-9));
      CHECK(
          level(m->permits[at(r)]) ==
          Approx(c.revenue(r) + (std::string(id) == "S8n"
                                     ? c.price(r) / 100 * (0.9 * c.sectors(0, r) - c.sectors(1, r))
                                     : 0))
              .margin(1e-6));
      before += c.price(r) > 0 ? c.sectors(0, r) : 0;
      after += c.price(r) > 0 ? c.sectors(1, r) : 0;
    }
    CHECK(after / before == Approx(0.9).epsilon(1e-9));
  }
}

TEST_CASE("a cap on all emissions counts households', which pay the same price") {
  const auto m =
      tests::china_model(tests::china_benchmark("central"), tests::closure("carbon_all"));
  const Outcome o = tests::solved(m, tests::scenario("S8h"));  // GRP three ways among the checks
  const Carbon c(o);
  const model::Point p = point(o);
  const data::Table &emissions = tests::table(c.all, "emissions"),
                    &burnt = tests::table(c.all, "household_emissions"),
                    &consumption = tests::table(c.all, "consumption"),
                    &premium = tests::table(c.all, "consumer_price_carbon");
  CHECK((emissions(1, 0) + emissions(1, 1)) / (emissions(0, 0) + emissions(0, 1)) ==
        Approx(0.9).epsilon(1e-9));
  CHECK(c.price(0) == Approx(c.price(1)).epsilon(1e-12));
  for (int r = 0; r < 3; ++r) {
    CHECK(p.level[at(m->model->offsets()(m->meter[at(r)]))] ==
          Approx(emissions(1, r)).epsilon(1e-10));
    CHECK(c.revenue(r) == Approx(c.price(r) / 100 * emissions(1, r)).epsilon(1e-9).margin(1e-9));
    // The benchmark's basket is dearer by its tonnes at the price of every other tonne.
    for (int h = 0; h < 2; ++h) {
      CHECK(premium(1, r, h) == Approx(c.price(r) / 100 * burnt(0, r, h) / consumption(0, r, h))
                                    .epsilon(1e-9)
                                    .margin(1e-12));
      if (r < 2) CHECK(burnt(1, r, h) < burnt(0, r, h));
    }
    // Who buys pays: consumption at purchasers' prices is what income leaves after tax and saving.
    const auto& account = o.after.regions[at(r)];
    CHECK(account.household_carbon ==
          Approx(c.price(r) / 100 * (burnt(1, r, 0) + burnt(1, r, 1))).epsilon(1e-9).margin(1e-9));
    const double keep = (1 - m->benchmark->rural_direct_tax_rate[at(r)]) *
                        (1 - m->benchmark->rural_saving_rate[at(r)]);
    CHECK(account.rural.value == Approx(keep * account.rural_income).epsilon(1e-10));
  }
  // Households burn little less, so sectors abate more than under S8, and the price rises with what
  // they abate.
  const Carbon sectors(tests::solved(priced(), tests::scenario("S8")));
  const auto abated = [](const Carbon& x) {
    return x.sectors(0, 0) + x.sectors(0, 1) - x.sectors(1, 0) - x.sectors(1, 1);
  };
  CHECK(abated(c) > abated(sectors));
  CHECK(c.price(0) / sectors.price(0) == Approx(abated(c) / abated(sectors)).epsilon(0.02));
}

TEST_CASE(
    "covering households is the same model where no cap binds, and real wages know the price where "
    "one does") {
  model::Closure closure = tests::closure("package");
  closure.emission_scope = model::Closure::EmissionScope::all;
  const auto b = tests::china_benchmark("central", "default", "17");
  const auto all = tests::china_model(b, closure),
             some = tests::china_model(b, tests::closure("package"));
  const Outcome a = tests::solved(all, tests::scenario("S1a")),
                c = tests::solved(some, tests::scenario("S1a"));
  for (int r = 0; r < 3; ++r) CHECK(a.gain(r) == Approx(c.gain(r)).epsilon(1e-8));
  const Outcome capped = tests::solved(all, joint(0.9));
  const model::Point p = point(capped);
  const auto tables = model::indicators(capped.solution);
  const data::Table& real = tests::table(tables, "real_wage");
  for (int r = 0; r < 3; ++r)
    for (int k = 0; k < 2; ++k)
      CHECK(
          real(1, r, k) ==
          Approx(p.level[at(all->model->offsets()(all->migration.real_wage(r, k)))]).epsilon(1e-9));
}

TEST_CASE("caps that do not bind change nothing, and cost no price") {
  const auto m = priced();
  for (const model::Scenario& s : {caps(1.05), joint(1.05)}) {
    const Outcome o = tests::solved(m, s);
    const Carbon c(o);
    for (int r = 0; r < o.regions().size(); ++r) {
      CHECK(std::abs(o.gain(r)) < 1e-6);
      CHECK(std::abs(c.price(r)) < 1e-9);
    }
  }
}

TEST_CASE("priced and counted emissions are the same model where no cap binds") {
  const Outcome a = tests::solved(priced(), tests::scenario("S1a"));
  const Outcome b =
      tests::solved(tests::china_model(tests::china_benchmark("central")), tests::scenario("S1a"));
  const Carbon ca(a), cb(b);
  for (int r = 0; r < a.regions().size(); ++r) {
    CHECK(a.gain(r) == Approx(b.gain(r)).epsilon(1e-8));
    CHECK(ca.sectors(1, r) == Approx(cb.sectors(1, r)).epsilon(1e-9));
    CHECK(std::isnan(cb.price(r)));
  }
}

TEST_CASE("the price of carbon is what the last tonne costs") {
  const auto m = priced();
  const double h = 1e-3;
  for (const double cap : {0.97, 0.9}) {
    const double price = Carbon(tests::solved(m, joint(cap))).price(0);
    INFO("cap " << cap << ": " << price << " yuan per tonne");
    CHECK(price > 0);
    CHECK(last_tonne(m, joint(cap + h), joint(cap), joint(cap - h)) == Approx(price).epsilon(1e-4));
  }
}

TEST_CASE("the price rises with the cap's tightness from nothing, and the cost with its square") {
  const auto m = priced();
  double slope = 0;
  for (const double cut : {0.005, 0.01, 0.02}) {
    const Carbon c(tests::solved(m, joint(1 - cut)));
    if (slope > 0) CHECK(c.price(0) / cut == Approx(slope).epsilon(0.05));
    slope = c.price(0) / cut;
    CHECK(c.price(0) == Approx(c.price(1)).epsilon(1e-12));
  }
}

TEST_CASE(
    "without taxes on production and at given foreign prices one cap costs less than two of the "
    "same total") {
  model::Closure closure = tests::closure("small_country");
  closure.emissions = model::Closure::Emissions::priced;
  const auto b = tests::calibrated(tests::untaxed("central"), tests::mapping("regions", "default"),
                                   tests::mapping("sectors", "42"));
  const auto m = tests::china_model(b, closure);
  const Outcome one = tests::solved(m, tests::scenario("S8")),
                two = tests::solved(m, tests::scenario("S8s"));
  const Carbon c1(one), c2(two);
  CHECK(c1.sectors(1, 0) + c1.sectors(1, 1) ==
        Approx(c2.sectors(1, 0) + c2.sectors(1, 1)).epsilon(1e-9));
  CHECK(one.gain() < 0);
  CHECK(one.gain() > two.gain());
  // One price lies between the two, and whoever abates cheaply abates more.
  const int cheap = c2.price(0) < c2.price(1) ? 0 : 1, dear = 1 - cheap;
  CHECK((c2.price(cheap) < c1.price(0) && c1.price(0) < c2.price(dear)));
  CHECK(c1.sectors(1, cheap) < c2.sectors(1, cheap));
  // The triangle under a price that rises evenly with abatement.
  const double triangle = c1.price(0) / 100 * 0.1 * (c1.sectors(0, 0) + c1.sectors(0, 1)) / 2;
  CHECK(-one.gain() == Approx(triangle).epsilon(0.15));
}

TEST_CASE("with the economy's taxes one cap still costs the nation less than two") {
  for (const char* variant : {"low", "central", "high"}) {
    const auto m = priced("default", variant);
    INFO(variant);
    CHECK(tests::solved(m, tests::scenario("S8")).gain() >
          tests::solved(m, tests::scenario("S8s")).gain());
  }
}

TEST_CASE(
    "national trading lowers the nation's cost markedly, and somebody else emits what the capped "
    "do not") {
  const auto m = priced("all-31");
  const Outcome trading = tests::solved(m, tests::scenario("S8n")),
                alone = tests::solved(m, tests::scenario("S8ns"));
  CHECK(trading.gain() < 0);
  // The China Regional Energy Model: about a fifth less of households' welfare. Absorption, which
  // counts investment, falls by a quarter less.
  const auto households = [](const Outcome& o) {
    const auto all = model::indicators(o.solution);
    const data::Table& ev = tests::table(all, "equivalent_variation");
    return ev.at({"China", "rural"}) + ev.at({"China", "urban"});
  };
  CHECK(households(trading) / households(alone) == Approx(0.8).margin(0.05));
  CHECK(trading.gain() / alone.gain() == Approx(0.75).margin(0.02));
  const Outcome pair = tests::solved(m, tests::scenario("S8"));
  const auto all = model::indicators(pair.solution);
  const data::Table& leakage = tests::table(all, "carbon_leakage");
  CHECK(leakage.at({"ChongqingGuizhou"}) > 0);
  CHECK(leakage.at({"ChongqingGuizhou"}) < 100);
  CHECK(std::isnan(leakage.at({"Chongqing"})));
}

TEST_CASE("revenue goes where the rule says, and compensation from one government to the other") {
  const auto m = priced();
  const Outcome government = tests::solved(m, joint(0.9));
  model::Scenario rule = joint(0.9);
  rule.shocks.push_back(set("permit_revenue_to_households", {}, 1));
  const Outcome households = tests::solved(m, rule);
  const Carbon c(households);
  for (int r = 0; r < 2; ++r) {
    const auto& a = government.after.regions[at(r)];
    const auto& b = households.after.regions[at(r)];
    CHECK(b.rural_income + b.urban_income - a.rural_income - a.urban_income ==
          Approx(c.revenue(r)).epsilon(0.1));
    CHECK(b.rural.volume + b.urban.volume > a.rural.volume + a.urban.volume);
  }
  const model::Scenario paid = tests::scenario("S8b");
  model::Scenario unpaid = paid;
  unpaid.shocks.pop_back();
  const Outcome with = tests::solved(m, paid), without = tests::solved(m, unpaid);
  const Carbon cw(with);
  const int c_ = with.regions().index("Chongqing"), g = with.regions().index("Guizhou");
  const double amount = 0.2 * (cw.sectors(0, g) - cw.sectors(1, g));
  CHECK(amount == Approx(0.2 * 0.1 * cw.sectors(0, g)).epsilon(1e-9));
  const auto change = [&](int r) {
    return with.after.regions[at(r)].government_income -
           without.after.regions[at(r)].government_income;
  };
  CHECK(change(g) == Approx(amount).epsilon(0.1));
  CHECK(change(c_) == Approx(-amount).epsilon(0.1));
  // Every public budget adds up, payments between provinces included.
  const auto tables = model::indicators(with.solution);
  const data::Table& fiscal = tests::table(tables, "fiscal");
  for (int budget = 0; budget < fiscal.axis(1).size(); ++budget) {
    double sum = 0;
    for (int item = 0; item < fiscal.axis(2).size(); ++item) sum += fiscal(1, budget, item);
    CHECK(std::abs(sum) < 1e-5);
  }
}

TEST_CASE("a closure that prices emissions refuses a benchmark without any") {
  auto b = std::make_shared<model::Benchmark>(*tests::china_benchmark("central"));
  b->fuel_emissions = {};
  CHECK_THROWS_WITH(tests::china_model(b, tests::closure("carbon_pricing")),
                    Catch::Matchers::Contains("the benchmark has none"));
}
