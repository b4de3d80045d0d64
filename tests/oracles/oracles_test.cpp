// SPDX-License-Identifier: Apache-2.0
// Every oracle file promises numbers; the program keeps them.
#include <yuqian/model/maths/at.hpp>
#include "tests/catch.hpp"
#include "tests/oracles/oracle_files.hpp"

#include <random>
#include <set>
#include <thread>

using namespace yuqian;
using namespace yuqian::tests;

TEST_CASE("every oracle keeps what its file promises") {
  REQUIRE(oracle_paths().size() >= 25);
  int compared = 0;
  for (const Solved& s : solved_oracles()) {
    INFO(s.label);
    INFO(s.result.report.sentence());
    CHECK(s.result.report.solved());
    CHECK(s.result.expected > 0);
    CHECK(s.result.report.residual <= 1e-9);
    CHECK(s.result.report.gap <= 1e-9);
    for (const model::Miss& miss : s.result.misses) FAIL_CHECK(miss.sentence());
    compared += s.result.expected;
  }
  CHECK(compared > 400);
}

TEST_CASE("every oracle names its source") {
  for (const std::string& path : oracle_paths()) {
    INFO(path);
    CHECK(model::read_model_file(path).source.size() > 20);
  }
}

TEST_CASE("a broken promise is found, and says where") {
  const std::string text = R"(
[model]
name = "one good"
numeraire = "PL"
[commodities]
PX = 1
PL = 1
[[sector]]
name = "X"
inputs = { PL = 2 }
outputs = { PX = 1 }
[[consumer]]
name = "H"
demand = { PX = 10 }
endowments = { PL = 10 }
[[case]]
[case.expect]
prices = { PX = 2.001 }
activities = { X = 5 }
)";
  const model::ModelFileResult result = model::run_cases(model::read_model_text(text, "one.toml"));
  REQUIRE(result.cases.size() == 1);
  CHECK_FALSE(result.kept());
  REQUIRE(result.cases[0].misses.size() == 1);
  CHECK(result.cases[0].expected == 2);
  const std::string sentence = result.cases[0].misses[0].sentence();
  CHECK(sentence.find("one.toml:18:17: price of \"PX\": expected 2.001, found 2") == 0);
}

TEST_CASE("accounts that do not close are found by Walras' law") {
  // A tenth of income vanishes: the rate given away is received by nobody who spends.
  const std::string text = R"(
[model]
name = "a leak"
numeraire = "PL"
[commodities]
PX = 1
PL = 1
[[sector]]
name = "X"
inputs = { PL = 1 }
outputs = { PX = 1 }
[[consumer]]
name = "H"
demand = { PX = 10 }
endowments = { PL = 10 }
transfers = { SINK = 0.1 }
[[consumer]]
name = "SINK"
income = 1
transfers = { H = 0.5 }
)";
  const model::ModelFileResult result = model::run_cases(model::read_model_text(text, "leak.toml"));
  CHECK_FALSE(result.kept());
  CHECK_FALSE(result.cases[0].report.solved());
  CHECK(result.cases[0].report.word() == "unbalanced");
  REQUIRE(result.cases[0].objection);
  CHECK(result.cases[0].objection->name == "PL");
  CHECK(result.cases[0].objection->sentence.en.find("Walras' law fails") == 0);
}

TEST_CASE("all equilibria of the economies with three are found from scattered starts") {
  for (const std::string name :
       {"kehoe_exchange", "kehoe_production", "quasilinear_three_equilibria"}) {
    const model::ModelFile file =
        model::read_model_file(YUQIAN_SOURCE_DIR "/tests/oracles/" + name + ".toml");
    const model::Model& m = *file.model;
    std::mt19937 random(7);
    std::uniform_real_distribution<double> spread(-2.5, 2.5);  // on all sides of the equilibria
    std::set<long> seen;
    for (int k = 0; k < 60; ++k) {
      model::Case c = file.cases.front();
      c.start.clear();
      c.expect.values.clear();
      for (int i = 0; i < m.size(); ++i)
        if (m.role(i) == model::Role::commodity) c.start.emplace_back(i, std::exp(spread(random)));
      const model::CaseResult result = model::run_case(file, c);
      if (!result.kept()) continue;
      const double p = result.prices[0].value / result.prices[1].value;
      seen.insert(std::lround(1e5 * p / (1 + p)));
    }
    INFO(name);
    CHECK(seen.size() == 3);
  }
}

TEST_CASE("the optimal tariff found by search is the one of the formula") {
  const model::ModelFile file =
      model::read_model_file(YUQIAN_SOURCE_DIR "/tests/oracles/optimal_tariff.toml");
  const int given = *file.model->find_parameter("given"),
            rule = *file.model->find_parameter("rule");
  const auto real_income = [&](double tariff) {
    model::Case c = file.cases.front();
    c.expect = {};
    c.parameters[at(given)] = tariff;
    c.parameters[at(rule)] = 0;
    const model::CaseResult result = model::run_case(file, c);
    REQUIRE(result.kept());
    return result.activities[0].value;  // AH: home's composite
  };
  double low = 0, high = 2;
  const double golden = (std::sqrt(5.0) - 1) / 2;
  while (high - low > 1e-5) {
    const double a = high - golden * (high - low), b = low + golden * (high - low);
    (real_income(a) > real_income(b) ? high : low) = real_income(a) > real_income(b) ? b : a;
  }
  const model::CaseResult best = model::run_case(file, file.cases.back());
  REQUIRE(best.kept());
  CHECK((low + high) / 2 == Approx(best.auxiliaries[0].value).margin(1e-4));
  CHECK(real_income(0) < best.activities[0].value);
}

TEST_CASE("threads that share a model get the same bits") {
  for (const std::string name : {"hosoe_standard", "scarf_hansen_1973"}) {
    const model::ModelFile file =
        model::read_model_file(YUQIAN_SOURCE_DIR "/tests/oracles/" + name + ".toml");
    const std::vector<double> alone = model::run_case(file, file.cases.back()).x;
    std::vector<std::vector<double>> found(8);
    std::vector<std::thread> threads;
    for (auto& x : found)
      threads.emplace_back([&file, &x] { x = model::run_case(file, file.cases.back()).x; });
    for (std::thread& t : threads) t.join();
    for (const auto& x : found) CHECK(x == alone);
  }
}
