// SPDX-License-Identifier: Apache-2.0
// What is said of results beside their figures (docs/results.md, "Judgements"; eq. 130 to 133).
#include <yuqian/model/regional/judgement/first_order.hpp>
#include <yuqian/model/regional/judgement/judgement.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/model/regional/tables/first_order.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;

namespace {

model::Judgement of(const model::Solution& s, const char* name) {
  for (const model::Judgement& j : model::judge(s))
    if (j.name == name) return j;
  throw data::InputError(std::string("no judgement ") + name);
}

std::string reasons(const model::Judgement& j) {
  std::string text;
  for (const model::LocalText& each : j.reasons) {
    CHECK_FALSE(each.zh.empty());
    text += each.en + "\n";
  }
  return text;
}

model::Solution solve(const char* id, const char* closure, const char* variant = "central",
                      const char* regions = "default") {
  return model::solve_scenario(
      tests::china_model(tests::china_benchmark(variant, regions, "17"), tests::closure(closure)),
      tests::scenario(id));
}

model::Scenario with(const char* family, double amount, model::Shock::Operation operation,
                     std::map<std::string, std::vector<std::string>> where) {
  model::Scenario s;
  s.id = family;
  model::Shock shock;
  shock.parameter = family;
  shock.where = std::move(where);
  shock.both_ways = true;
  shock.operation = operation;
  shock.amount = amount;
  s.shocks = {shock};
  return s;
}

}  // namespace

TEST_CASE("first order: every saving lies in its band under every closure that can have one") {
  for (const char* closure : {"long_run", "short_run", "fixed_investment", "fixed_government",
                              "small_country", "elastic_labour", "wage_curve", "migration",
                              "capital_mobile", "fixed_exchange_rate", "carbon_pricing"})
    for (const char* id : {"S1a", "S5", "S10", "S3"}) {
      const model::Solution s = solve(id, closure);
      REQUIRE(s.solved());
      const auto both = model::report::evaluate(s);
      const auto band = model::report::first_order_band(both);
      const auto allowed = band.allowed();
      INFO(closure << ", " << id << ": saved " << band.saved << ", " << allowed.low
                   << " <= " << band.gain << " <= " << allowed.high << "; taxes "
                   << band.taxes.middle() << ", terms of trade " << band.terms_of_trade.middle()
                   << ", labour " << band.labour.middle() << ", capital " << band.capital.middle()
                   << ", abroad " << band.foreign_saving.middle());
      CHECK(band.gain >= allowed.low);
      CHECK(band.gain <= allowed.high);
      CHECK(band.saved > 0);
    }
}

TEST_CASE("first order: the pair's cut passes, in all estimates, up and down") {
  for (const char* variant : {"low", "central", "high"}) {
    const auto j = of(solve("S1a", "long_run", variant), "first_order");
    INFO(variant << ": " << reasons(j));
    CHECK(j.verdict == model::Verdict::passed);
  }
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "17"));
  const auto up = model::solve_scenario(m, with("iceberg", 1.1, model::Shock::Operation::scale,
                                                {{"from", {"Chongqing"}}, {"to", {"Guizhou"}}}));
  const auto j = of(up, "first_order");
  INFO(reasons(j));
  CHECK(j.verdict == model::Verdict::passed);
}

TEST_CASE("first order: idle factors are the reason under a Keynesian closure") {
  const auto j = of(solve("S1a", "keynesian"), "first_order");
  INFO(reasons(j));
  CHECK(j.verdict == model::Verdict::warning);
  const std::string text = reasons(j);
  CHECK((text.find("labour") != std::string::npos || text.find("capital") != std::string::npos));
}

TEST_CASE("first order: a factor of 90 is not a first-order change, and 0.90 is named") {
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "17"));
  const auto s = model::solve_scenario(m, with("iceberg", 90, model::Shock::Operation::scale,
                                               {{"from", {"Chongqing"}}, {"to", {"Guizhou"}}}));
  REQUIRE(s.solved());
  const auto first = of(s, "first_order"), plausible = of(s, "plausible");
  CHECK(first.verdict == model::Verdict::warning);
  CHECK(reasons(first).find("too large") != std::string::npos);
  CHECK(plausible.verdict == model::Verdict::warning);
  CHECK(reasons(plausible).find("is 0.9 meant?") != std::string::npos);
}

TEST_CASE("first order: not applicable where no flow shows what happens") {
  for (const auto& [id, closure] : {std::pair{"S8", "carbon_pricing"},
                                    {"S11", "long_run"},
                                    {"S1d", "long_run"},
                                    {"S1a", "public_capital"},
                                    {"S9", "long_run"}}) {
    const auto j = of(solve(id, closure), "first_order");
    INFO(id << ", " << closure);
    CHECK(j.verdict == model::Verdict::not_applicable);
    CHECK_FALSE(reasons(j).empty());
  }
}

TEST_CASE("a cap that does not bind is told") {
  using enum model::Shock::Operation;
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "8"),
                                    tests::closure("carbon_pricing"));
  model::Scenario joint = with("joint_cap_member", 1, set, {{"region", {"Chongqing", "Guizhou"}}});
  joint.shocks.push_back(with("joint_emission_cap", 90, set, {}).shocks.front());
  const auto j = of(model::solve_scenario(m, joint), "plausible");
  CHECK(j.verdict == model::Verdict::warning);
  CHECK(reasons(j).find("never binds") != std::string::npos);
  CHECK(reasons(j).find("does not bind") != std::string::npos);
  joint.shocks.back().amount = 0.9;
  CHECK(of(model::solve_scenario(m, joint), "plausible").verdict == model::Verdict::passed);
  const auto loose =
      of(model::solve_scenario(m, with("emission_cap", 0.999, set, {{"region", {"Guizhou"}}})),
         "plausible");
  CHECK(loose.verdict == model::Verdict::passed);
}

TEST_CASE("every shipped scenario is of a plausible size") {
  const auto b = tests::china_benchmark("central", "with-sichuan", "8");
  for (const char* id : {"S1a", "S1d", "S1e", "S1q", "S3b", "S4", "S5c", "S6", "S7t", "S8", "S8b",
                         "S9", "S10t", "S11", "S11t", "S12"})
    for (const model::LocalText& text : model::implausible(tests::scenario(id), *b))
      FAIL_CHECK(id << ": " << text.en);
}
