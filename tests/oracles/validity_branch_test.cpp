// SPDX-License-Identifier: Apache-2.0
// An equilibrium of another branch than the benchmark's is not passed off as its own.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/orientation.hpp>
#include "tests/catch.hpp"
#include "tests/oracles/oracle_files.hpp"
#include "tests/oracles/validity.hpp"

using namespace yuqian;
using namespace yuqian::tests;

TEST_CASE("orientation alternates along the three equilibria of Kehoe's economy") {
  int compared = 0;
  std::map<std::string, int> sign;
  for (const Solved& s : solved_oracles()) {
    if (s.label.find("kehoe_exchange") != 0) continue;
    const auto problem = problem_of(s);
    sign[s.result.name] = solvers::orientation(*problem, s.result.x);
    ++compared;
  }
  REQUIRE(compared == 3);
  CHECK(sign["good 1 cheap"] == sign["good 1 dear"]);
  CHECK(sign["symmetric"] == -sign["good 1 dear"]);
  CHECK(sign["symmetric"] != 0);
}

TEST_CASE("beyond the fold of its branch an equilibrium is not found, or told as another's") {
  // Kehoe's economy at its middle equilibrium. As the first consumer gets more of good 1 that
  // branch meets another and ends; what is left belongs to the third.
  const std::string text = R"(
[model]
name = "past the fold"
numeraire = "P2"
[parameters]
more = 0
[commodities]
P1 = 1
P2 = 1
[[consumer]]
name = "one"
income = 13
sigma = 0.2
demand = { P1 = 4, P2 = 1 }
endowments = { P1 = "12 + more", P2 = 1 }
[[consumer]]
name = "two"
income = 13
sigma = 0.2
demand = { P1 = 1, P2 = 4 }
endowments = { P1 = 1, P2 = 12 }
[[case]]
name = "before"
parameters = { more = 0.05 }
[[case]]
name = "beyond"
parameters = { more = 3 }
)";
  for (const bool ipopt : {false, true}) {
    const auto cases = solved(text, ipopt);
    INFO(cases[0].report.sentence() << cases[1].report.sentence());
    CHECK(cases[0].report.solved());
    CHECK_FALSE(cases[1].report.solved());
  }
  const auto file = model::read_model_text(text, "m.toml");
  model::Equilibrium problem(file.model);
  problem.set_target(file.cases[1].parameters);
  // The third equilibrium, where good 1 is cheap, holds and has the other orientation.
  std::vector<double> x = file.model->start();
  const auto set = [&](const char* name, double level) {
    const int i = *file.model->find_unknown(name);
    x[at(i)] = level / file.model->unknown(i).scale;
  };
  set("P1", 0.1), set("one", 2.5), set("two", 12.1);
  REQUIRE(solvers::solve(problem, x).solved());
  const int beyond = solvers::orientation(problem, x);
  problem.set_target(file.model->parameters());
  const auto found =
      model::branch_objection(solvers::orientation(problem, file.model->start()), beyond);
  REQUIRE(found);
  CHECK(model::word(found->kind) == "other_branch");
  CHECK(found->sentence.en.find("not connected to the benchmark") != std::string::npos);
}
