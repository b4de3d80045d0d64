// SPDX-License-Identifier: Apache-2.0
// "Solved" means an equilibrium, on the shipped dataset: nobody buys less than nothing, parameters
// stay in their domains wherever their values come from, and the branch is that of the benchmark.
#include <yuqian/data/schema.hpp>
#include <yuqian/model/regional/batch/run.hpp>
#include "tests/regression/figures.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>

using namespace yuqian;

namespace {

std::shared_ptr<const model::Benchmark> small() {
  static const auto b = tests::china_benchmark("central", "default", "3");
  return b;
}

model::Scenario scenario_of(const std::string& closure, const std::string& shocks) {
  return model::parse_scenario(
      "id = \"t\"\ntitle = { zh = \"试\", en = \"t\" }\nclosure = \"" + closure + "\"\n" + shocks,
      "t.toml");
}

model::Solution solved(const std::string& closure, const std::string& shocks,
                       model::SolveSettings settings = {}) {
  const model::Scenario s = scenario_of(closure, shocks);
  return model::solve_scenario(
      tests::china_model(small(), model::closure_with_swaps(tests::closure(closure), s)), s,
      settings);
}

std::string shock(const std::string& parameter, const std::string& where,
                  const std::string& operation) {
  return "[[shock]]\nparameter = \"" + parameter + "\"\n" +
         (where.empty() ? "" : "where = { " + where + " }\n") + operation + "\n";
}

}  // namespace

TEST_CASE("who would have to buy less than nothing is named, and nothing else is solved") {
  const std::string rural = "region = \"Guizhou\", household = \"rural\"";
  struct Case {
    std::string shock, buyer;
  };
  for (const Case& c :
       {Case{shock("horizontal_transfer", "from = \"Guizhou\", to = \"Chongqing\"", "add = 6000"),
             "GOV[Guizhou]"},
        Case{shock("foreign_saving", "region = \"Guizhou\"", "add = -15000"), "INV[Guizhou]"},
        Case{shock("transfer_to_household", rural, "add = -6000"), "RURAL[Guizhou]"},
        Case{shock("saving_rate", rural, "set = 0.9"), "RURAL[Guizhou]"}}) {
    const model::Solution s = solved("long_run", c.shock);
    INFO(c.shock << s.report.sentence());
    CHECK_FALSE(s.solved());
    CHECK_FALSE(s.report.solved());
    REQUIRE(s.objection);  // whether a point was found or the path ended where the purse is empty
    CHECK(s.report.word() == "overspent");
    CHECK(s.objection->name == c.buyer);
    CHECK(s.objection->amount > 0);
  }
}

TEST_CASE("a start from where an impossible change ended is given up as soon as without it") {
  const std::string all_they_have = shock(
      "transfer_to_household", "region = \"Guizhou\", household = \"rural\"", "add = -100000");
  const model::Solution plain = solved("long_run", all_they_have);
  model::SolveSettings settings;
  settings.start = plain.point();
  const model::Solution again = solved("long_run", all_they_have, settings);
  REQUIRE_FALSE(plain.solved());
  CHECK_FALSE(again.solved());
  CHECK(again.report.reached == Approx(plain.report.reached).margin(1e-3));
  REQUIRE(plain.objection);
  REQUIRE(again.objection);
  CHECK(again.objection->sentence.en == plain.objection->sentence.en);
  std::vector<std::string> names;
  int iterations = 0;
  for (const model::Rung& r : again.rungs) {
    names.push_back(r.name);
    iterations += r.iterations;
  }
  CHECK(names ==
        std::vector<std::string>{"newton from the stated start", "newton", "continuation"});
  CHECK(iterations <= plain.report.iterations + 40);
  CHECK(again.report.iterations == iterations);
}

TEST_CASE("a transfer that can be paid is solved, and its budgets are checked") {
  const model::Solution s =
      solved("long_run",
             shock("horizontal_transfer", "from = \"Guizhou\", to = \"Chongqing\"", "add = 100"));
  REQUIRE(s.solved());
  int budgets = 0;
  for (const model::StandingCheck& c : s.checks)
    if (c.name == "budgets") budgets += c.value == 0;
  CHECK(budgets == 1);
}

TEST_CASE("a parameter that a swap lets adjust stays in its domain") {
  const model::Solution s = solved(
      "long_run",
      "[[swap]]\nexogenous = \"GOV[Guizhou]\"\nendogenous = { parameter = \"direct_tax\", where = "
      "{ region = \"Guizhou\" } }\ntogether = \"add\"\n" +
          shock("target", "unknown = \"GOV[Guizhou]\"", "set = 0.5"));
  INFO(s.report.sentence());
  CHECK_FALSE(s.report.solved());
  REQUIRE(s.objection);
  CHECK(s.report.word() == "out_of_domain");
  CHECK(s.objection->sentence.en.find("direct_tax[Guizhou, ") != std::string::npos);
  CHECK(s.objection->sentence.en.find("it must be from 0 to less than 1") != std::string::npos);
}

TEST_CASE("a factor or a size of a batch does not bring a parameter out of its domain") {
  const model::Scenario s = scenario_of(
      "long_run", shock("saving_rate", "region = \"Guizhou\", household = \"rural\"", "set = 0.4"));
  const auto outcome = [&](const std::string& more, double size, double factor) {
    const model::BatchPlan plan = model::parse_batch_plan(
        "id = \"p\"\ntitle = { zh = \"试\", en = \"t\" }\nscenarios = [\"t\"]\n"
        "benchmark.trade = [\"central\"]\n" +
            more,
        "p.toml");
    model::CaseSolver solver(std::make_shared<const model::CaseGroup>(
        tests::china_model(small(), tests::closure("long_run")), &s, plan));
    std::vector<double> factors(plan.factors.size(), factor);
    return solver.solve(size, factors);
  };
  const std::string factor = "[[factor]]\nparameter = \"direct_tax\"\nvalues = [1.1, 1000]\n";
  CHECK(outcome(factor, 1, 1.1).status == model::BatchResult::Status::solved);
  const model::BatchResult taxed = outcome(factor, 1, 1000);
  CHECK(taxed.status == model::BatchResult::Status::refused);
  CHECK(taxed.reason.en.find("direct_tax[") != std::string::npos);
  CHECK(taxed.reason.en.find("it must be from 0 to less than 1") != std::string::npos);
  CHECK(std::isnan(taxed.values.front()));
  const model::BatchResult saved = outcome("sizes = [1, 100]\n", 100, 1);
  CHECK(saved.status == model::BatchResult::Status::refused);
  CHECK(saved.reason.en.find("saving_rate[Guizhou, rural]") != std::string::npos);
}

TEST_CASE("external economies past a singularity are not solved, and it is said how far they go") {
  const auto grown = [](const std::string& scale) {
    return solved("external_scale",
                  shock("scale_elasticity", "", "set = " + scale) +
                      shock("productivity", "region = \"Chongqing\", sector = \"secondary\"",
                            "scale = 1.01"));
  };
  const model::Solution near = grown("0.1");
  INFO(near.report.sentence());
  CHECK(near.solved());
  CHECK(std::any_of(near.checks.begin(), near.checks.end(),
                    [](const model::StandingCheck& c) { return c.name == "branch"; }));
  // Past one singular point the sign of the determinant tells, past two only the way there. Whether
  // a solver lands on the other branch or stops where the path turns, it says how far it came.
  for (const char* scale : {"0.8", "0.9"}) {
    const model::Solution far = grown(scale);
    INFO(scale << ": " << far.report.sentence());
    CHECK_FALSE(far.report.solved());
    CHECK(far.report.word() == (far.objection ? "other_branch" : "path_ended"));
    const std::string told = far.objection ? far.objection->sentence.en : far.report.sentence();
    CHECK(told.find(" % and no further") != std::string::npos);
  }
}

TEST_CASE("the records of parameters name closures and words that there are") {
  const data::Schema records = data::shipped_schema("parameters");
  int conditions = 0;
  for (const data::SchemaEntry& entry : records.entries()) {
    const std::string &size = entry.more.at("size"), &ranked = entry.more.at("ranked");
    INFO(entry.where.text() << ": size " << size << ", ranked " << ranked);
    CHECK(std::string(" factor logarithm rate points cap target elasticity response amount ")
              .find(" " + size + (size.empty() ? "" : " ")) != std::string::npos);
    CHECK((ranked == "yes" || ranked == "no"));
    std::istringstream list(entry.more.at("closures"));
    for (std::string condition; std::getline(list >> std::ws, condition, ';');) {
      INFO(entry.where.text() << ": " << condition);
      const auto equals = condition.find('=');
      if (equals == std::string::npos) {
        CHECK((condition == "swap" || condition == "quota"));
        continue;
      }
      const std::string text = "id = \"c\"\ntitle = { zh = \"规则\", en = \"rule\" }\n" +
                               condition.substr(0, equals) + " = \"" +
                               condition.substr(equals + 1) + "\"\n";
      CHECK_NOTHROW(model::parse_closure(text, "c.toml"));
      ++conditions;
    }
  }
  CHECK(conditions > 10);
}

TEST_CASE("every family of a regional model has its record, and its benchmark lies in the domain") {
  for (const char* name :
       {"long_run", "migration", "wage_curve", "elastic_labour", "carbon_pricing", "capital_mobile",
        "chain_spillover", "external_scale", "public_capital"}) {
    const auto m = tests::china_model(small(), tests::closure(name));
    for (const model::ParameterFamily& f : m->parameters.families()) {
      INFO(name << ", " << f.name);
      REQUIRE(model::parameter_record(f.name));
      for (const model::ParameterId p : f.ids)
        if (p.valid() && f.part.empty())
          CHECK(f.domain.contains(m->model->parameters()[at(p.value)]));
    }
  }
}
