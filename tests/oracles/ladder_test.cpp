// SPDX-License-Identifier: Apache-2.0
// What a model file's case does where the first attempt fails, and what it says then.
#include "tests/catch.hpp"
#include "tests/oracles/oracle_files.hpp"

#include <yuqian/model/io/start_file.hpp>
#include <yuqian/model/kernel/ladder.hpp>
#include <yuqian/model/kernel/tatonnement.hpp>
#include <yuqian/solvers/newton.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include <nlohmann/json.hpp>

using namespace yuqian;

namespace {

/// Kehoe's exchange economy with nothing declared but tastes and endowments.
constexpr const char* kehoe = R"(
[model]
name = "Kehoe, nothing declared"
numeraire = "P2"
[commodities]
P1 = 1
P2 = 1
[[consumer]]
name = "one"
sigma = 0.2
demand = { P1 = 4, P2 = 1 }
endowments = { P1 = 12, P2 = 1 }
[[consumer]]
name = "two"
sigma = 0.2
demand = { P1 = 1, P2 = 4 }
endowments = { P1 = 1, P2 = 12 }
)";

/// Of two goods made of labour the government wants more the larger g is; beyond g = 1 it wants
/// more than there is.
constexpr const char* no_equilibrium = R"(
[model]
name = "a claim that cannot be met"
numeraire = "PL"
[parameters]
g = 0.5
[commodities]
PX = 1
PL = 1
[[sector]]
name = "X"
start = 10
inputs = { PL = 1 }
outputs = { PX = 1 }
[[consumer]]
name = "H"
demand = { PX = 10 }
endowments = { PL = 10 }
[[auxiliary]]
name = "claim"
start = 5
lower = -100
upper = 100
equation = "claim - 10 * g"
[[auxiliary]]
name = "rest"
start = 5
lower = 0
equation = "10 - claim - rest^2 / 5"
[[case]]
name = "met"
[[case]]
name = "not met"
parameters = { g = 1.5 }
)";

std::string scratch(const std::string& name) {
  return (std::filesystem::temp_directory_path() / ("yuqian_ladder_" + name)).string();
}

}  // namespace

TEST_CASE("incomes that are not stated begin at what is received at the starting prices") {
  const model::ModelFile file = model::read_model_text(kehoe, "kehoe.toml");
  REQUIRE(file.valued_incomes.size() == 2);
  const model::CaseResult result = model::run_case(file, file.cases.front());
  INFO(result.report.sentence());
  REQUIRE(result.report.solved());
  CHECK(result.report.iterations == 0);  // equal prices are an equilibrium, incomes 13 each
  CHECK(result.incomes[0].value == Approx(13));

  model::Case dear = file.cases.front();
  dear.start = {{*file.model->find_unknown("P1"), 7.5}};  // incomes follow: 91 and 19.5
  const model::CaseResult other = model::run_case(file, dear);
  REQUIRE(other.report.solved());
  const double p = other.prices[0].value / other.prices[1].value;
  CHECK(p / (1 + p) == Approx(0.8871).margin(5e-5));
}

TEST_CASE("a case that cannot be solved says what was tried and how far it came") {
  const model::ModelFile file = model::read_model_text(no_equilibrium, "claim.toml");
  const model::ModelFileResult result = model::run_cases(file);
  REQUIRE(result.cases.size() == 2);
  CHECK(result.cases[0].report.solved());
  const model::CaseResult& failed = result.cases[1];
  REQUIRE_FALSE(failed.report.solved());
  // The square of "rest" would have to be negative past g = 1, half of the way from 0.5 to 1.5.
  CHECK(failed.report.status == solvers::Status::path_ended);
  CHECK(failed.report.reached == Approx(0.5).margin(1e-3));
  CHECK(failed.report.sentence().find("and no further") != std::string::npos);
  std::vector<std::string> names;
  for (const model::Rung& r : failed.rungs) names.push_back(r.name);
  CHECK(names == std::vector<std::string>{"newton", "continuation", "price adjustment",
                                          "transient phases", "fixed-point homotopy", "ipopt"});
  const auto json = nlohmann::json::parse(model::to_json(result))["cases"][1];
  CHECK(json["rungs"].size() == 6);
  // Newton, patience, patience, a path of a thousand corrections and Newton, Ipopt's own.
  const std::map<std::string, int> most{{"newton", 40},
                                        {"price adjustment", 400},
                                        {"transient phases", 400},
                                        {"fixed-point homotopy", 1400},
                                        {"ipopt", 300}};
  for (const model::Rung& r : failed.rungs)
    if (most.contains(r.name)) CHECK(r.iterations <= most.at(r.name));
  CHECK(json["reached"].get<double>() == failed.report.reached);
  CHECK(json["point"].size() == static_cast<std::size_t>(file.model->size()));
  CHECK_FALSE(json["worst"].empty());
}

TEST_CASE("running out of patience is not told as equations that cannot be evaluated") {
  model::ModelFile file = model::read_model_text(no_equilibrium, "claim.toml");
  model::Equilibrium problem(file.model);
  problem.set_target(file.cases[1].parameters);
  for (const int patience : {1, 2, 5, 30}) {
    solvers::NewtonOptions options;
    options.patience = patience;
    std::vector<double> x = file.model->start();
    const solvers::SolveReport report = solvers::solve(problem, x, options);
    CAPTURE(patience, report.sentence());
    CHECK_FALSE(report.solved());
    CHECK(report.status != solvers::Status::evaluation_failed);
  }
}

TEST_CASE("a solve goes on from the results of another") {
  const std::string path = scratch("start.json");
  const model::ModelFile file = model::read_model_text(kehoe, "kehoe.toml");
  model::ModelFile dear = file;
  dear.cases.front().start = {{*file.model->find_unknown("P1"), 7.5}};
  const model::ModelFileResult far = model::run_cases(dear);
  std::ofstream(path) << model::to_json(far);
  model::ModelFile again = file;
  model::start_from_results(again, path);
  const model::CaseResult result = model::run_case(again, again.cases.front());
  REQUIRE(result.report.solved());
  CHECK(result.report.iterations == 0);
  CHECK(result.prices[0].value == Approx(far.cases[0].prices[0].value));

  for (const char* text : {"{", "[]", R"({"cases": [{"name": "x"}]})", R"({"cases": []})",
                           R"({"cases": [{"name": "CASE", "point": {"P3": 1}}]})",
                           R"({"cases": [{"name": "CASE", "point": {"P1": "one"}}]})"}) {
    std::string changed = text;
    if (const auto at = changed.find("CASE"); at != std::string::npos)
      changed.replace(at, 4, file.cases.front().name);
    std::ofstream(path) << changed;
    CAPTURE(changed);
    CHECK_THROWS_AS(model::start_from_results(again, path), data::InputError);
  }
  std::filesystem::remove(path);
}

TEST_CASE("price adjustment stays where an equilibrium is") {
  int held = 0;
  for (const tests::Solved& s : tests::solved_oracles()) {
    const auto& x = s.result.x;
    const auto end = x.begin() + s.file->model->offsets().consumer;
    if (std::any_of(x.begin(), end, [](double v) { return v < 1e-6; })) continue;
    const auto problem = tests::problem_of(s);
    std::vector<double> y = x;
    INFO(s.label);
    CHECK(model::adjust_prices(*problem, y) == 0);
    CHECK(y == x);
    ++held;
  }
  CHECK(held > 30);
}
