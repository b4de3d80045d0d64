// SPDX-License-Identifier: Apache-2.0
// Industrial chains: efficiency, spillovers, scale, and a target that a subsidy reaches.
#include "tests/regression/figures.hpp"

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include <yuqian/solvers/newton.hpp>

using namespace yuqian;
using tests::Outcome;

namespace {

std::shared_ptr<const model::RegionalModel> under(const char* closure) {
  return tests::china_model(tests::china_benchmark("central"), tests::closure(closure));
}

model::Shock shock(const char* parameter, std::map<std::string, std::vector<std::string>> where,
                   double value) {
  model::Shock s;
  s.parameter = parameter;
  s.where = std::move(where);
  s.operation = model::Shock::Operation::set;
  s.amount = value;
  return s;
}

model::Scenario one(model::Shock s) {
  model::Scenario scenario;
  scenario.id = s.parameter;
  scenario.shocks = {std::move(s)};
  return scenario;
}

/// Intermediates of a region from the other at the seller's price, as a share of all.
double share(const Outcome& o, int state, const char* from, const char* to) {
  const auto all = model::indicators(o.solution);
  const data::Table& t = tests::table(all, "partner_share");
  return t(state, t.axis(1).index(to), t.axis(2).index(from)) / 100;
}

}  // namespace

TEST_CASE("an input that does more is an iceberg that melts less, on intermediates only") {
  const auto m = under("long_run");
  model::Scenario chain = tests::scenario("S7"), melting = chain;
  melting.shocks.front().parameter = "iceberg";
  melting.shocks.front().where["use"] = {"intermediate"};
  melting.shocks.front().amount = 1 / 1.05;
  const Outcome a = tests::solved(m, chain), b = tests::solved(m, melting);
  for (int r = 0; r < a.regions().size(); ++r) CHECK(a.gain(r) == Approx(b.gain(r)).epsilon(1e-9));
  // What it saves at first: flow times the saving, and the model's gain a little above it.
  const auto all = model::indicators(a.solution);
  const model::Benchmark& bench = *m->benchmark;
  double flow = 0;
  for (const char* sector :
       {"transport_equipment", "metal_products", "general_machinery", "electronics",
        "electrical_machinery", "instruments", "coal", "oil_gas", "refining_coking", "chemicals",
        "electricity_heat", "gas_supply"}) {
    const int i = bench.sectors.index(sector);
    flow += a.before.trade(0, 1, i, 0) + a.before.trade(1, 0, i, 0);
  }
  const data::Table &first = tests::table(all, "first_order_gain"),
                    &grp = tests::table(all, "grp_nominal");
  const int nation = first.axis(0).index("China");
  CHECK(first(nation) / 100 * grp(0, nation) == Approx(flow * std::log(1.05)).epsilon(1e-9));
  CHECK(a.gain() > flow * std::log(1.05));
  CHECK(a.gain() < 1.4 * flow * std::log(1.05));
}

TEST_CASE("spillovers add to the gain what their elasticity says") {
  const auto m = under("chain_spillover");
  model::Scenario plain = tests::scenario("S7");
  const Outcome without = tests::solved(m, plain), with = tests::solved(m, tests::scenario("S7s"));
  double expected = 0;
  for (const auto& [from, to] :
       {std::pair{"Chongqing", "Guizhou"}, std::pair{"Guizhou", "Chongqing"}}) {
    const double growth = std::log(share(with, 1, from, to) / share(with, 0, from, to));
    CHECK(growth > 0);
    const int r = with.regions().index(to);
    // Hulten: productivity times output. Manufacturing stands in the tables from food to other
    // manufacturing.
    const data::Set& sectors = m->benchmark->sectors;
    for (int j = sectors.index("food"); j <= sectors.index("other_manufacturing"); ++j)
      expected += 0.02 * growth * m->benchmark->output(r, j);
  }
  INFO("gain " << with.gain() - without.gain() << ", at first " << expected);
  CHECK(with.gain() - without.gain() == Approx(expected).epsilon(0.25));
}

TEST_CASE("economies of scale raise the gain, and cost falls where output grows") {
  const auto m = under("external_scale");
  const Outcome constant = tests::solved(m, tests::scenario("S7")),
                scale = tests::solved(m, tests::scenario("S7e"));
  CHECK(scale.pair_gain() > constant.pair_gain());
  // Where output grows, cost falls by psi times as much: output is the activity to the power of 1 /
  // (1 - psi).
  model::Equilibrium e(m->model);
  e.set_target(scale.solution.parameters);
  const model::Point p = e.evaluate(scale.solution.x);
  const int c = scale.regions().index("Chongqing"), j = m->benchmark->sectors.index("electronics");
  const double activity = p.level[at(m->model->offsets()(m->output(c, j)))];
  const double psi = tests::scenario("S7e").shocks.back().amount;
  CHECK(scale.after.output(c, j) / scale.before.output(c, j) ==
        Approx(std::pow(activity, 1 / (1 - psi))).epsilon(1e-8));
  CHECK(activity > 1);
}

TEST_CASE(
    "with economies of scale as small as shipped the equilibrium is one from several starts") {
  for (const char* variant : {"low", "central", "high"}) {
    const auto m =
        tests::china_model(tests::china_benchmark(variant), tests::closure("external_scale"));
    const Outcome found = tests::solved(m, tests::scenario("S7e"));
    model::Equilibrium e(m->model);
    e.set_base(found.solution.parameters);
    e.set_target(found.solution.parameters);
    for (const int seed : {1, 2, 3}) {
      std::vector<double> x = m->model->start();
      for (std::size_t k = 0; k < x.size(); ++k)
        if (static_cast<int>(k) != m->model->numeraire())
          x[k] *= std::exp(0.2 * std::sin(static_cast<double>(k) * seed + seed));
      solvers::NewtonOptions options;
      options.tolerance = options.gap_tolerance = 1e-11;
      const solvers::SolveReport report = solvers::solve(e, x, options, {});
      INFO(variant << ", start " << seed << ": " << report.sentence());
      REQUIRE(report.solved());
      double gap = 0;
      for (std::size_t k = 0; k < x.size(); ++k)
        gap = std::max(gap, std::abs(x[k] - found.solution.x[k]));
      CHECK(gap < 1e-7);
    }
  }
}

TEST_CASE("a linkage target is reached by a subsidy that somebody pays") {
  const auto m = under("linkage_target");
  const Outcome o = tests::solved(m, tests::scenario("S7t"));
  const auto all = model::indicators(o.solution);
  const data::Table &rate = tests::table(all, "linkage_subsidy"),
                    &cost = tests::table(all, "linkage_cost"),
                    &by_trade = tests::table(all, "linkage_cost_per_trade");
  for (const auto& [from, to] :
       {std::pair{"Chongqing", "Guizhou"}, std::pair{"Guizhou", "Chongqing"}}) {
    const int r = o.regions().index(to);
    CHECK(share(o, 1, from, to) / share(o, 0, from, to) == Approx(1.10).epsilon(1e-9));
    CHECK(rate(1, r) > 0);
    CHECK(rate(1, r) < 10);
    CHECK(std::abs(rate(0, r)) < 1e-9);
    // The buyer's government pays, as a negative revenue of wedges.
    CHECK(o.after.regions[at(r)].wedge == Approx(-cost(1, r)).epsilon(1e-9));
    CHECK(o.after.regions[at(r)].government_income < o.before.regions[at(r)].government_income);
    CHECK(by_trade(r) > 0);
  }
  CHECK(std::isnan(rate(1, o.regions().index("RestOfChina"))));
  // The subsidy is a wedge of the opposite sign: the same rate set by hand gives the same
  // equilibrium.
  model::Scenario wedge;
  wedge.id = "wedge by hand";
  for (const auto& [from, to] :
       {std::pair{"Chongqing", "Guizhou"}, std::pair{"Guizhou", "Chongqing"}})
    wedge.shocks.push_back(shock("wedge",
                                 {{"from", {from}}, {"to", {to}}, {"use", {"intermediate"}}},
                                 -rate(1, o.regions().index(to)) / 100));
  const Outcome w = tests::solved(under("long_run"), wedge);
  for (int r = 0; r < 3; ++r) CHECK(w.gain(r) == Approx(o.gain(r)).epsilon(1e-6).margin(1e-6));
}

TEST_CASE(
    "a job has a cost where employment moves, and none by construction where labour is given") {
  const Outcome given = tests::solved(under("linkage_target"), tests::scenario("S7t")),
                moving = tests::solved(under("linkage_jobs"), tests::scenario("S7j"));
  const auto fixed = model::indicators(given.solution), all = model::indicators(moving.solution);
  const data::Table &none = tests::table(fixed, "linkage_cost_per_job"),
                    &job = tests::table(all, "linkage_cost_per_job"),
                    &employment = tests::table(all, "employment_total"),
                    &cost = tests::table(all, "linkage_cost"),
                    &product = tests::table(all, "linkage_cost_per_grp"),
                    &grp = tests::table(all, "grp_real"),
                    &unemployment = tests::table(all, "unemployment_rate"),
                    &real = tests::table(all, "real_wage");
  for (const double value : none.values()) CHECK(std::isnan(value));
  for (const char* region : {"Chongqing", "Guizhou"}) {
    const int r = moving.regions().index(region);
    // The wage curve by hand: ln v = -0.1 ln(u'/u), so that jobs follow from the real wage alone.
    const double u = unemployment(0, r) / 100, now = u * std::pow(real(1, r, 1), -1 / 0.1);
    CHECK(employment(1, r) / employment(0, r) == Approx((1 - now) / (1 - u)).epsilon(1e-9));
    CHECK(job(r) * (employment(1, r) - employment(0, r)) == Approx(1e4 * cost(1, r)).epsilon(1e-9));
    CHECK(product(r) * (grp(1, r) - grp(0, r)) == Approx(cost(1, r)).epsilon(1e-9));
    CHECK(job(r) > 0);
  }
  // Jobs of the two are partly others': over the nation's net gain the same money buys fewer.
  CHECK(job.at({"China"}) > job.at({"ChongqingGuizhou"}));
  CHECK(std::isnan(job.at({"RestOfChina"})));
}

TEST_CASE("partners are any two sets of regions") {
  model::Closure closure = tests::closure("linkage_target");
  closure.partners = "Chongqing, Guizhou; Sichuan";
  const auto m =
      tests::china_model(tests::china_benchmark("central", "with-sichuan", "17"), closure);
  const Outcome o =
      tests::solved(m, one(shock("linkage_target", {{"region", {"Chongqing", "Sichuan"}}}, 1.10)));
  const auto all = model::indicators(o.solution);
  const data::Table& shares = tests::table(all, "partner_share");
  const auto of = [&](int state, const char* to, std::initializer_list<const char*> suppliers) {
    double sum = 0;
    for (const char* s : suppliers)
      sum += shares(state, shares.axis(1).index(to), shares.axis(2).index(s));
    return sum;
  };
  CHECK(of(1, "Chongqing", {"Sichuan"}) / of(0, "Chongqing", {"Sichuan"}) ==
        Approx(1.10).epsilon(1e-9));
  CHECK(of(1, "Sichuan", {"Chongqing", "Guizhou"}) / of(0, "Sichuan", {"Chongqing", "Guizhou"}) ==
        Approx(1.10).epsilon(1e-9));
  const data::Table& rate = tests::table(all, "linkage_subsidy");
  CHECK(std::abs(rate(1, o.regions().index("Guizhou"))) < 1e-9);  // a partner, but without a target
  CHECK(std::isnan(rate(1, o.regions().index("RestOfChina"))));
  // "*" is what the first set leaves; here the same sets.
  closure.partners = "Guizhou; *";
  const auto rest = tests::china_model(tests::china_benchmark("central", "default", "8"), closure);
  CHECK(rest->partner[at(rest->benchmark->regions.index("Guizhou"))].regions.size() == 2);
  CHECK(rest->partner[at(rest->benchmark->regions.index("RestOfChina"))].regions.size() == 1);
}

TEST_CASE("partners that are not two sets, or that the regions lack, are refused with what to do") {
  const auto read = [](const std::string& words) {
    return model::parse_closure(
        "id = \"x\"\ntitle = { zh = \"甲\", en = \"x\" }\npartners = \"" + words + "\"\n",
        "x.toml");
  };
  for (const auto& [words, why] : {std::pair{"Chongqing", "is not two sets"},
                                   {"Chongqing; Chongqing", "is in both sets"},
                                   {"*; Guizhou", "write it second"},
                                   {"Chongqing; ", "nothing stands beside"}})
    CHECK_THROWS_WITH(read(words), ContainsSubstring("x.toml:3:") && ContainsSubstring(why) &&
                                       ContainsSubstring("two sets of regions"));
  model::Closure closure = read("Chongqing; Guizhuo");
  closure.linkage = model::Closure::Linkage::target;
  CHECK_THROWS_WITH(tests::china_model(tests::china_benchmark("central", "default", "8"), closure),
                    ContainsSubstring("\"Guizhuo\" as a region of its own") &&
                        ContainsSubstring("did you mean \"Guizhou\"?"));
}

TEST_CASE("a target that is met already costs nothing") {
  const Outcome o = tests::solved(under("linkage_target"), one(shock("linkage_target", {}, 0.9)));
  for (int r = 0; r < o.regions().size(); ++r) CHECK(std::abs(o.gain(r)) < 1e-6);
}

TEST_CASE(
    "chains are lists of sectors: on merged ones what can be told apart, else an error that lists "
    "them") {
  model::Scenario s = tests::scenario("S7");
  tests::solved(tests::china_model(tests::china_benchmark("central", "default", "17")), s);
  const auto coarse = tests::china_model(tests::china_benchmark("central", "default", "3"));
  CHECK_THROWS_WITH(
      tests::solved(coarse, s),
      ContainsSubstring("cannot be told apart in these sectors") && ContainsSubstring("--sectors"));
  s.shocks.front().where["good"] = {"chain:automobile"};
  CHECK_THROWS_WITH(tests::solved(coarse, s),
                    ContainsSubstring("no chain is named \"automobile\"") &&
                        ContainsSubstring("electronics") && ContainsSubstring("energy_chemicals"));
}

TEST_CASE("closures on chains need the two as regions of their own") {
  auto b = std::make_shared<model::Benchmark>(*tests::china_benchmark("central"));
  const data::Set named("region", {"A", "B", "C"});
  b->regions = named;
  CHECK_THROWS_WITH(tests::china_model(b, tests::closure("linkage_target")),
                    ContainsSubstring("as a region of its own"));
}
