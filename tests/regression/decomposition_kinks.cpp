// SPDX-License-Identifier: Apache-2.0
// The welfare decomposition where bounds begin or cease to hold on the way: kinks that are known by
// hand, every shipped scenario, large shocks, and closures in which something is rationed.
#include <filesystem>
#include <yuqian/model/maths/at.hpp>

#include "tests/regression/decomposed.hpp"

using namespace yuqian;
using tests::decomposed;
using tests::Decomposition;
using tests::set;
using tests::sharply;

namespace {

std::shared_ptr<const model::RegionalModel> model_of(const model::Scenario& s,
                                                     const std::string& sectors = "42") {
  const std::string regions = s.regions.empty() ? "default" : s.regions;
  return tests::china_model(tests::china_benchmark("central", regions, sectors),
                            model::closure_with_swaps(tests::closure(s.closure), s));
}

/// A shipped scenario with all amounts put to `amount` that are `from`.
model::Scenario with(const std::string& id, double from, double amount) {
  model::Scenario s = tests::scenario(id);
  int changed = 0;
  for (auto* list : {&s.reference, &s.shocks})
    for (model::Shock& shock : *list)
      if (shock.amount == from) shock.amount = amount, ++changed;
  REQUIRE(changed > 0);
  return s;
}

void check_kink(const Decomposition& d, double expected) {
  REQUIRE(d.kinks.size() == 1);
  CHECK(std::abs(d.kinks.front() - expected) < 1e-10);
}

const model::Shock& pair_quota(double amount, model::Shock& s) {
  s = set("quota", {{"from", {"Chongqing"}}, {"to", {"Guizhou"}}}, amount);
  s.both_ways = true;
  return s;
}

}  // namespace

TEST_CASE("welfare adds up to 1e-6 in every shipped scenario, whatever begins to bind on the way") {
  int scenarios = 0;
  for (const auto& file : std::filesystem::directory_iterator(tests::shipped("scenarios"))) {
    if (file.path().extension() != ".toml") continue;
    const model::Scenario s = model::read_scenario(file.path());
    INFO(s.id);
    ++scenarios;
    const auto m = model_of(s);
    if (s.shocks.empty() && s.parts.empty()) continue;  // the baseline, below
    if (model::moves_tastes(s)) {
      CHECK(s.id == "S16");
      CHECK_THROWS_AS(model::decompose_welfare(sharply(m, s).solution), model::ModelError);
      continue;
    }
    decomposed(sharply(m, s));
  }
  CHECK(scenarios >= 40);
}

TEST_CASE("welfare adds up to 1e-6 for provinces that gain next to nothing") {
  for (const char* id : {"S5", "S9", "S11t"}) {
    const model::Scenario s = tests::scenario(id);
    const auto m = tests::china_model(tests::china_benchmark("central", "all-31", "17"),
                                      tests::closure(s.closure));
    const tests::Outcome o = sharply(m, s);
    CHECK(o.solution.reference_report.residual < 1e-14);
    CHECK(o.solution.report.residual < 1e-14);
    const Decomposition d = decomposed(o);
    double least = 1;
    for (const std::string& area : d.parts.axis(0).labels())
      least = std::min(least, std::abs(tests::ev(d, area)));
    CHECK(least < 1);  // 10^8 yuan, of provinces that spend thousands
  }
}

TEST_CASE("the kink is where the bound meets the benchmark") {
  // Emissions, flows and shares are the benchmark's, 1, until the bound, on its way from 10 to 0.9,
  // is there.
  for (const char* id : {"S8", "S8s", "S8ns", "S8n", "S8b"}) {
    INFO(id);
    const model::Scenario s = tests::scenario(id);
    check_kink(decomposed(sharply(model_of(s, "17"), s)), (10 - 1) / (10 - 0.9));
  }
  const model::Scenario quotas = tests::scenario("S1q"), target = tests::scenario("S7t");
  check_kink(decomposed(sharply(model_of(quotas, "17"), quotas)), (1 - 0.9) / (10 - 0.9));
  check_kink(decomposed(sharply(model_of(target, "17"), target)), 1 / 1.1);
}

TEST_CASE("welfare adds up to 1e-6 where the shock is large") {
  for (const model::Scenario& s :
       {with("S1a", 0.9, 0.4), with("S8", 0.9, 0.4), with("S8n", 0.9, 0.4), with("S8ns", 0.9, 0.3),
        with("S8b", 0.2, 3), with("S1q", 0.9, 0.2), with("S7t", 1.1, 2.5), with("S4", 0.9, 0.3)}) {
    INFO(s.id);
    decomposed(sharply(model_of(s, "17"), s));
  }
}

TEST_CASE(
    "members that enter a joint cap that stands already: a corner in a parameter, which halving "
    "finds") {
  model::Scenario s = tests::scenario("S8");
  s.reference.push_back(set("joint_emission_cap", {}, 0.9));
  const Decomposition d = decomposed(sharply(model_of(s, "8"), s));
  // With both members in by half the cap has to hold: the slack of (84) is gone at 1/2, and the cap
  // binds before.
  REQUIRE(d.kinks.size() == 1);
  CHECK(d.kinks.front() < 0.5);
  CHECK(d.kinks.front() > 0.49);
}

TEST_CASE("a quota that binds exactly at the benchmark: the path has one side there") {
  model::Scenario s = tests::pair_cut(0.3);
  model::Shock quota;
  s.reference.push_back(pair_quota(1, quota));
  s.shocks.push_back(quota);
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "17"),
                                    tests::closure("pair_quota"));
  const Decomposition d = decomposed(sharply(m, s));
  for (const double t : d.kinks) CHECK(t > 0);
  // What arrives stays, at the price that buyers pay, so the cut is worth the value shipped times
  // its logarithm; as much less leaves, on which the rent 1/tau - 1 was earned.
  const model::Benchmark& b = *m->benchmark;
  const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
  double flow = 0;
  for (int i = 0; i < b.sectors.size(); ++i) flow += b.trade(c, g, i) + b.trade(g, c, i);
  CHECK(tests::part(d, "ChongqingGuizhou", "barriers") == Approx(0.3 * flow).epsilon(0.01));
  CHECK(tests::part(d, "ChongqingGuizhou", "wedge") ==
        Approx((1 - std::exp(-0.3) - 0.3) * flow).epsilon(0.02));
  CHECK(tests::part(d, "China", "productivity") == 0);
}

TEST_CASE("lifting quotas gains the nation their triangles, and technology does not move") {
  const model::Scenario s = tests::scenario("S1q");
  const auto m = model_of(s);
  const tests::Outcome o = sharply(m, s);
  const Decomposition d = decomposed(o);
  double triangles = 0;
  for (const model::QuotaRoute& route : m->quotas) {
    const double more = o.after.trade(route.from, route.to, route.good, route.use) -
                        o.before.trade(route.from, route.to, route.good, route.use);
    triangles += o.solution.reference_x[at(m->model->offsets()(route.rent))] * more / 2;
  }
  CHECK(tests::part(d, "China", "wedge") == Approx(triangles).epsilon(0.03));
  CHECK(tests::part(d, "China", "barriers") == 0);
  CHECK(tests::part(d, "China", "productivity") == 0);
}

TEST_CASE("quotas that give way one after the other: as many kinks, and the parts add up") {
  model::Scenario s = tests::pair_cut(-0.2);
  model::Shock quota;
  s.reference.push_back(pair_quota(0.9, quota));
  s.shocks.push_back(quota);
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "8"),
                                    tests::closure("pair_quota"));
  const tests::Outcome o = sharply(m, s);
  const Decomposition d = decomposed(o);
  // Dearer routes: every quota that held at the start gives way, each where its own flow falls to
  // it.
  int held = 0, slack = 0;
  for (const model::QuotaRoute& route : m->quotas) {
    const auto at = static_cast<std::size_t>(m->model->offsets()(route.rent));
    held += o.solution.reference_x[at] > 1e-9;
    slack += o.solution.reference_x[at] > 1e-9 && o.solution.x[at] < 1e-9;
  }
  REQUIRE(slack > 5);
  CHECK(held >= slack);
  CHECK(static_cast<int>(d.kinks.size()) == slack);
  CHECK(std::is_sorted(d.kinks.begin(), d.kinks.end()));
}

TEST_CASE(
    "welfare adds up under closures in which factors move, idle, or work and carbon are rationed") {
  for (const char* closure :
       {"migration", "capital_mobile", "keynesian", "carbon_pricing", "pair_quota", "wage_curve",
        "elastic_labour", "public_migration", "fixed_exchange_rate", "linkage_target", "package"}) {
    const auto m = tests::china_model(tests::china_benchmark("central", "default", "17"),
                                      tests::closure(closure));
    for (const char* id : {"S1a", "S1d", "S10", "S9"}) {
      INFO(closure << ", " << id);
      decomposed(sharply(m, tests::scenario(id)));
    }
  }
}
