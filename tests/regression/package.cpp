// SPDX-License-Identifier: Apache-2.0
// Packages decomposed on the shipped dataset (eq. 96, 97).
#include <yuqian/model/regional/analysis/package.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;

namespace {

const char* const two_parts = R"(
id = "both"
title = { zh = "两部分", en = "two parts" }
closure = "long_run"
[[part]]
scenario = "S1b"
[[part]]
scenario = "S1c"
)";

/// S1a with the shocks of its two halves as parts.
model::Scenario halves() {
  return model::parse_scenario(two_parts, tests::shipped("scenarios/both.toml"));
}

}  // namespace

TEST_CASE("barriers on intermediates and on final goods are the two parts of the whole cut") {
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "17"),
                                    tests::closure("long_run"));
  const auto whole = tests::solved(m, halves());
  const auto s1a = tests::solved(m, tests::scenario("S1a")),
             s1b = tests::solved(m, tests::scenario("S1b")),
             s1c = tests::solved(m, tests::scenario("S1c"));
  for (const char* r : {"Chongqing", "Guizhou", "RestOfChina"})
    CHECK(whole.gain(r) == Approx(s1a.gain(r)).epsilon(1e-9));
  const model::PackageEffects e = model::package_effects(whole.solution, true);
  CHECK(e.solves == 2);
  REQUIRE(e.alone.axis(2).labels() == std::vector<std::string>{"S1b", "S1c"});
  for (const char* r : {"Chongqing", "Guizhou", "RestOfChina"}) {
    CHECK(e.total.at({"absorption_real", r}) == Approx(whole.gain(r)).epsilon(1e-9));
    CHECK(e.alone.at({"absorption_real", r, "S1b"}) == Approx(s1b.gain(r)).epsilon(1e-8));
    CHECK(e.alone.at({"absorption_real", r, "S1c"}) == Approx(s1c.gain(r)).epsilon(1e-8));
  }
  for (int k = 0; k < e.total.axis(0).size(); ++k)
    for (int a = 0; a < e.total.axis(1).size(); ++a) {
      const double total = e.total(k, a), interaction = e.interaction(k, a);
      CHECK(e.alone(k, a, 0) + e.alone(k, a, 1) + interaction ==
            Approx(total).epsilon(1e-14).margin(1e-12));
      CHECK((*e.shapley)(k, a, 0) + (*e.shapley)(k, a, 1) ==
            Approx(total).epsilon(1e-12).margin(1e-9));
      // Two players share the interaction equally.
      for (int p = 0; p < 2; ++p)
        CHECK((*e.shapley)(k, a, p) ==
              Approx(e.alone(k, a, p) + interaction / 2).epsilon(1e-9).margin(1e-8));
      CHECK(std::abs(interaction) < 0.05 * std::abs(total) + 0.5);
    }
}

TEST_CASE("a part that moves nothing is a dummy, and equal parts have equal values") {
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "8"),
                                    tests::closure("long_run"));
  model::Scenario s = tests::scenario("S1a");
  const auto shock = [&](const char* part, double amount) {
    model::Shock one = s.shocks.front();
    one.part = part;
    one.operation = model::Shock::Operation::scale;
    one.amount = amount;
    return one;
  };
  s.shocks = {shock("first", 0.95), shock("second", 0.95), shock("idle", 1)};
  s.parts = {{"first", {}}, {"second", {}}, {"idle", {}}};
  const auto e = model::package_effects(tests::solved(m, s).solution, true);
  CHECK(e.solves == 6);
  for (int k = 0; k < e.total.axis(0).size(); ++k)
    for (int a = 0; a < e.total.axis(1).size(); ++a) {
      CHECK((*e.shapley)(k, a, 0) == Approx((*e.shapley)(k, a, 1)).epsilon(1e-7).margin(1e-7));
      CHECK((*e.shapley)(k, a, 2) == Approx(0).margin(1e-7));
      CHECK(e.alone(k, a, 2) == Approx(0).margin(1e-7));
    }
}

TEST_CASE("what is not a package is refused with what to do") {
  const auto m = tests::china_model(tests::china_benchmark("central", "default", "3"),
                                    tests::closure("long_run"));
  const auto s1a = tests::solved(m, tests::scenario("S1a"));
  CHECK_THROWS_WITH(model::package_effects(s1a.solution, false),
                    ContainsSubstring("fewer than two parts"));
  CHECK_THROWS_WITH(
      model::parse_scenario("id = \"p\"\ntitle = { zh = \"包\", en = \"p\" }\nclosure = "
                            "\"long_run\"\n[[part]]\nscenario = \"S1d\"\n",
                            tests::shipped("scenarios/p.toml")),
      ContainsSubstring("[[reference]]"));
  CHECK_THROWS_WITH(
      model::parse_scenario("id = \"p\"\ntitle = { zh = \"包\", en = \"p\" }\nclosure = "
                            "\"long_run\"\n[[part]]\nscenario = \"S1x\"\n",
                            "p.toml"),
      ContainsSubstring("S1x"));
}

TEST_CASE("the package S12: five parts under one closure, their signs, and little interaction") {
  for (const char* regions : {"default", "seven-neighbours"}) {
    const auto m =
        tests::china_model(tests::china_benchmark("central", regions), tests::closure("package"));
    const auto whole = tests::solved(m, tests::scenario("S12"));
    const model::PackageEffects e = model::package_effects(whole.solution, false);
    REQUIRE(e.alone.axis(2).labels() == std::vector<std::string>{"S1a", "S4", "S5", "S7", "S8"});
    const auto chains = tests::solved(m, tests::scenario("S7"));
    for (const char* r : {"Chongqing", "Guizhou"}) {
      CHECK(e.alone.at({"absorption_real", r, "S7"}) == Approx(chains.gain(r)).epsilon(1e-8));
      const auto part = [&](const char* id) { return e.alone.at({"absorption_real", r, id}); };
      const double total = e.total.at({"absorption_real", r});
      INFO(regions << ", " << r << ": " << total);
      // Barriers carry the package; what saves resources gains, what caps them costs.
      CHECK(part("S1a") > 0.5 * total);
      CHECK(part("S5") > 0);
      CHECK(part("S7") > part("S5"));
      CHECK(part("S8") < 0);
      double parts = 0;
      for (const char* id : {"S1a", "S4", "S5", "S7", "S8"}) parts += part(id);
      CHECK(std::abs(total - parts) < 0.1 * total);
      CHECK(total == Approx(whole.gain(r)).epsilon(1e-9));
    }
  }
}
