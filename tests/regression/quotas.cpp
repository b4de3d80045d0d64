// SPDX-License-Identifier: Apache-2.0
// Quotas (docs/equations.md, eq. 57, 58): idle they change nothing; binding they are the wedge that
// yields the same flow, whoever owns the rent.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

model::Closure under_quota(const std::string& ways, model::Closure::QuotaOwner owner =
                                                        model::Closure::QuotaOwner::destination) {
  model::Closure c = tests::closure("long_run");
  c.quota = ways;
  c.quota_owner = owner;
  return c;
}

model::Shock shock(const std::string& parameter, const std::string& good, const std::string& use,
                   double value) {
  model::Shock s;
  s.parameter = parameter;
  s.where = {{"from", {"Chongqing"}}, {"to", {"Guizhou"}}, {"good", {good}}, {"use", {use}}};
  s.operation = model::Shock::Operation::set;
  s.amount = value;
  return s;
}

model::Scenario scenario(std::vector<model::Shock> shocks) {
  model::Scenario s;
  s.id = "test";
  s.shocks = std::move(shocks);
  return s;
}

double level(const Outcome& o, model::AuxiliaryId id) {
  const int i = o.solution.model->model->offsets()(id);
  return o.solution.x[at(i)];
}

}  // namespace

TEST_CASE("an idle quota changes nothing") {
  const auto b = tests::china_benchmark("central");
  const auto plain = tests::china_model(b, tests::closure("long_run")),
             limited = tests::china_model(b, tests::closure("pair_quota"));
  REQUIRE(plain->quotas.empty());
  REQUIRE(limited->quotas.size() > 100);
  const Outcome a = tests::solved(plain, tests::scenario("S1a")),
                q = tests::solved(limited, tests::scenario("S1a"));
  for (int r = 0; r < b->regions.size(); ++r) CHECK(q.gain(r) == Approx(a.gain(r)).margin(1e-6));
  for (const model::QuotaRoute& route : limited->quotas) {
    CHECK(level(q, route.rent) == Approx(0).margin(1e-9));
    CHECK(q.after.trade(route.from, route.to, route.good, route.use) ==
          Approx(a.after.trade(route.from, route.to, route.good, route.use)).epsilon(1e-8));
  }
}

TEST_CASE("a binding quota is the wedge that yields the same flow") {
  const auto b = tests::china_benchmark("central");
  const auto limited = tests::china_model(b, under_quota("Chongqing>Guizhou: chemicals, metals"));
  const Outcome q = tests::solved(limited, scenario({shock("quota", "chemicals", "*", 0.8),
                                                     shock("quota", "metals", "*", 0.6)}));
  std::vector<model::Shock> wedges;
  for (const model::QuotaRoute& route : limited->quotas) {
    CHECK(level(q, route.rent) > 0.01);
    const bool chemicals = b->sectors.label(route.good) == "chemicals";
    CHECK(q.after.trade(route.from, route.to, route.good, route.use) ==
          Approx((chemicals ? 0.8 : 0.6) *
                 q.before.trade(route.from, route.to, route.good, route.use))
              .epsilon(1e-9));
    wedges.push_back(shock("wedge", b->sectors.label(route.good),
                           route.use == 0 ? "intermediate" : "final", level(q, route.rent)));
  }
  REQUIRE(wedges.size() == 4);
  const Outcome w =
      tests::solved(tests::china_model(b, tests::closure("long_run")), scenario(wedges));
  for (const model::QuotaRoute& route : limited->quotas)
    CHECK(w.after.trade(route.from, route.to, route.good, route.use) ==
          Approx(q.after.trade(route.from, route.to, route.good, route.use)).epsilon(1e-8));
  for (int r = 0; r < b->regions.size(); ++r) {
    const auto at = static_cast<std::size_t>(r);
    CHECK(w.gain(r) == Approx(q.gain(r)).epsilon(1e-8).margin(1e-6));
    CHECK(w.after.regions[at].wedge ==
          Approx(q.after.regions[at].wedge).epsilon(1e-8).margin(1e-8));
    CHECK(w.after.regions[at].grp_income() ==
          Approx(q.after.regions[at].grp_income()).epsilon(1e-9));
  }
}

TEST_CASE("the rent of a quota goes to its owner, and product is counted there") {
  using Owner = model::Closure::QuotaOwner;
  const auto b = tests::china_benchmark("central");
  const auto c = static_cast<std::size_t>(b->regions.index("Chongqing")),
             g = static_cast<std::size_t>(b->regions.index("Guizhou"));
  const auto at_owner = [&](Owner owner) {
    return tests::solved(tests::china_model(b, under_quota("Chongqing>Guizhou", owner)),
                         scenario({shock("quota", "*", "*", 0.9)}));
  };
  const Outcome destination = at_owner(Owner::destination), origin = at_owner(Owner::origin),
                households = at_owner(Owner::households);
  // Standing checks hold in solved(): product by income and expenditure agree with the rent on
  // either side.
  const double rent = destination.after.quota_rent.sum();
  CHECK(rent > 10);
  CHECK(destination.after.regions[g].wedge == Approx(rent));
  CHECK(destination.after.regions[c].wedge == Approx(0).margin(1e-9));
  CHECK(origin.after.regions[c].wedge == Approx(origin.after.quota_rent.sum()));
  CHECK(origin.after.regions[g].wedge == Approx(0).margin(1e-9));
  // The owner is richer by about the rent.
  CHECK(destination.after.regions[g].government_income -
            origin.after.regions[g].government_income ==
        Approx(rent).epsilon(0.2));
  CHECK(origin.after.regions[c].government_income -
            destination.after.regions[c].government_income ==
        Approx(rent).epsilon(0.2));
  CHECK(destination.after.regions[g].government_income -
            households.after.regions[g].government_income ==
        Approx(rent).epsilon(0.2));
  // To the last digit: what urban households have beside their factors and what the province
  // transfers to them is the rent. (Their income rises by less: the government buys fewer local
  // services, and factors earn less.)
  const model::RegionAccounts& a = households.after.regions[g];
  double spent = b->social_to_rural[g] + b->social_to_urban[g] +
                 std::max(0.0, b->public_investment[g] - b->public_borrowing[g]);
  for (int i = 0; i < b->sectors.size(); ++i) spent += b->government(static_cast<int>(g), i);
  const double transfers = a.government_income * b->social_to_urban[g] / spent;
  const double factors = (1 - b->rural_labour_share[g]) * a.labour +
                         (1 - b->rural_capital_share[g]) *
                             (1 - b->retained_capital[g] - b->enterprise_capital[g]) * a.capital +
                         (1 - b->rural_land_share[g]) * a.land;
  CHECK(a.urban_income - factors - transfers ==
        Approx(households.after.quota_rent.sum()).epsilon(1e-8));
  CHECK(a.labour + a.capital + a.land < destination.after.regions[g].labour +
                                            destination.after.regions[g].capital +
                                            destination.after.regions[g].land);
  CHECK(origin.gain("Chongqing") > destination.gain("Chongqing"));
  CHECK(origin.gain("Guizhou") < destination.gain("Guizhou"));
}

TEST_CASE("lifting quotas gains the triangle, and the destination's rent is gone") {
  for (const char* variant : {"low", "central", "high"}) {
    const Outcome o = tests::solved(
        tests::china_model(tests::china_benchmark(variant), tests::closure("pair_quota")),
        tests::scenario("S1q"));
    INFO(variant << ": gain " << o.gain());
    CHECK(o.gain() > 0);
    CHECK(o.after.quota_rent.sum() == Approx(0).margin(1e-6));
    // Half the rate times what was held back, flow by flow; the demand curve is convex, so a little
    // less.
    double triangle = 0;
    for (const model::QuotaRoute& route : o.solution.model->quotas) {
      const double held = o.after.trade(route.from, route.to, route.good, route.use) -
                          o.before.trade(route.from, route.to, route.good, route.use);
      const double rate = o.before.quota_rent(route.from, route.to, route.good, route.use) /
                          o.before.trade_value(route.from, route.to, route.good, route.use);
      triangle += 0.5 * rate * held;
    }
    const model::Benchmark& b = *o.solution.model->benchmark;
    double distorted = 0;
    for (int r = 0; r < b.regions.size(); ++r)
      for (int j = 0; j < b.sectors.size(); ++j)
        if (b.output(r, j) > 0)
          distorted += b.production_tax(r, j) / b.output(r, j) *
                           (o.after.output(r, j) - o.before.output(r, j)) -
                       b.sold_abroad(r, j) * (o.before.producer_price(r, j) - 1);
    INFO("triangle " << triangle << ", taxes and terms of trade " << distorted);
    CHECK(o.gain() - distorted == Approx(triangle).epsilon(0.05));
  }
}

TEST_CASE("quotas that cannot be are refused in words") {
  const auto refused = [](const std::string& ways) {
    try {
      model::parse_closure(
          "id = \"c\"\ntitle = { zh = \"c\", en = \"c\" }\nquota = \"" + ways + "\"\n", "c.toml");
    } catch (const data::InputError& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  CHECK(refused("Chongqing").find("not a route from one region to another") != std::string::npos);
  CHECK(refused("Chongqing>Chongqing").find("leaves a region for itself") != std::string::npos);
  CHECK(refused("Chongqing>Guizhou:").find("nothing stands beside") != std::string::npos);
  CHECK(refused("Chongqing>Guizhou: coal; Guizhou>Chongqing").empty());
  CHECK_THROWS_AS(
      tests::china_model(tests::china_benchmark("central"), under_quota("Chongqing>Guizhu")),
      data::InputError);
  CHECK_THROWS_AS(model::solve_scenario(tests::china_model(tests::china_benchmark("central")),
                                        tests::scenario("S1q")),
                  data::InputError);
}
