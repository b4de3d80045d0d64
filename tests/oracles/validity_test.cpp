// SPDX-License-Identifier: Apache-2.0
// "Solved" means an equilibrium: points at which the equations hold and that are none are rejected
// with a word of their own, and coefficients are held to their domains wherever they come from.
#include <yuqian/model/io/run_cases.hpp>
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/orientation.hpp>
#include "tests/catch.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/oracles/oracle_files.hpp"

#include <cmath>

using namespace yuqian;
using namespace yuqian::tests;

namespace {

std::vector<model::CaseResult> solved(const std::string& text, bool ipopt = false) {
  model::RunOptions options;
  if (ipopt) options.solver = model::RunOptions::Solver::ipopt;
  return model::run_cases(model::read_model_text(text, "m.toml"), options).cases;
}

std::string refusal(const std::string& text) {
  return error_text([&] { model::read_model_text(text, "m.toml"); });
}

double price(const model::CaseResult& c, const std::string& name) {
  for (const model::Level& l : c.prices)
    if (l.name == name) return l.value;
  return std::nan("");
}

/// One good from labour; who owns the labour gives a share of the income away.
std::string giving(const std::string& rate, const std::string& more = "") {
  return R"(
[model]
name = "gives"
numeraire = "PA"
[parameters]
r = 0.5
[commodities]
PA = 1
PL = 1
[[sector]]
name = "A"
inputs = { PL = 100 }
outputs = { PA = 100 }
[[consumer]]
name = "giver"
income = 40
demand = { PA = 40 }
endowments = { PL = 40 }
transfers = { taker = )" +
         rate + " }\n" + more + R"([[consumer]]
name = "taker"
income = 60
demand = { PA = 60 }
endowments = { PL = 60 }
)";
}

/// Labour makes a good that the household buys 20 of beyond the 40 that it is committed to.
const std::string subsistence = R"(
[model]
name = "a bad harvest"
numeraire = "PL"
[parameters]
labour = 100
[commodities]
PF = 1
PM = 1
PL = 1
[[sector]]
name = "F"
start = 60
inputs = { PL = 1 }
outputs = { PF = 1 }
[[sector]]
name = "M"
start = 40
inputs = { PL = 1 }
outputs = { PM = 1 }
[[consumer]]
name = "H"
income = 100
MAY_OWE
demand = { PF = { quantity = 20, subsistence = 40 }, PM = { quantity = 30, subsistence = 10 } }
endowments = { PL = "labour" }
[[case]]
name = "just enough"
parameters = { labour = 50 }
[case.expect]
activities = { F = 40, M = 10 }
[[case]]
name = "income 45, committed 50"
parameters = { labour = 45 }
)";

std::string replaced(std::string text, const std::string& word, const std::string& by) {
  text.replace(text.find(word), word.size(), by);
  return text;
}

/// Capital and labour make the one good; the endowment of capital is what cases change.
std::string vanishing_capital(const std::string& sigma) {
  return R"(
[model]
name = "capital vanishes"
numeraire = "PL"
[parameters]
K = 40
[commodities]
PY = 1
PL = 1
PK = 1
[[sector]]
name = "Y"
sigma = )" +
         sigma + R"(
inputs = { PL = 60, PK = 40 }
outputs = { PY = 100 }
[[consumer]]
name = "H"
demand = { PY = 100 }
endowments = { PL = 60, PK = "K" }
[[case]]
name = "a thousandth"
parameters = { K = 0.04 }
[[case]]
name = "none"
parameters = { K = 0 }
)";
}

/// Fuel is an input of everything, a fifth of its output in itself: from a tax of 400 % on what
/// its own use costs is more than the fuel.
const std::string fuel_tax = R"(
[model]
name = "fuel in every sector"
numeraire = "PL"
[parameters]
carbon = 0
[commodities]
PG = 1
PF = 1
PL = 1
[[sector]]
name = "goods"
inputs = { PL = 80, PF = { quantity = 20, tax = { treasury = "carbon" } } }
outputs = { PG = 100 }
[[sector]]
name = "fuel"
inputs = { PL = 15, PF = { quantity = 5, tax = { treasury = "carbon" } } }
outputs = { PF = 25 }
  [[sector.nest]]
  name = "materials"
  inputs = { PG = 5 }
[[consumer]]
name = "house"
demand = { PG = 95 }
endowments = { PL = 95 }
[[consumer]]
name = "treasury"
income = 1
transfers = { house = 1 }
[[case]]
name = "40 percent"
parameters = { carbon = 0.4 }
[[case]]
name = "a tax without equilibrium"
parameters = { carbon = 6 }
)";

/// A coefficient of the household or of its purchases is the parameter v.
std::string coefficient(const std::string& household, const std::string& purchase, double declared,
                        double spoilt) {
  return R"([model]
name = "a coefficient"
numeraire = "PL"
[parameters]
v = )" + std::to_string(declared) +
         R"(
[commodities]
PA = 1
PL = 1
[[sector]]
name = "A"
inputs = { PL = 50 }
outputs = { PA = 50 }
[[consumer]]
name = "H"
)" + household +
         "demand = { PA = { quantity = 50" + purchase + R"( } }
endowments = { PL = 50 }
[[case]]
name = "as declared"
[[case]]
name = "spoilt"
parameters = { v = )" +
         std::to_string(spoilt) + " }\n";
}

}  // namespace

TEST_CASE("A buyer who would have to buy less than nothing is named, with what is missing") {
  for (const bool ipopt : {false, true}) {
    const auto cases = solved(replaced(subsistence, "MAY_OWE\n", ""), ipopt);
    CHECK(cases[0].kept());
    const model::CaseResult& c = cases[1];
    CHECK_FALSE(c.report.solved());
    CHECK(c.report.word() == "overspent");
    REQUIRE(c.objection);
    CHECK(c.objection->name == "H");
    CHECK(c.objection->amount == Approx(5).epsilon(1e-6));
    CHECK(c.objection->sentence.en.find("\"H\" lacks 5") == 0);
    CHECK(c.objection->sentence.zh.find("“H”缺5") == 0);
    CHECK(c.report.sentence().find("committed purchases of 50") != std::string::npos);
    CHECK(c.prices.empty());
  }
  const auto owing = solved(replaced(subsistence, "MAY_OWE", "may_owe = true"));
  CHECK(owing[1].kept());
}

TEST_CASE("A path that ends where a purse is empty says whose it is") {
  const model::ModelFile file =
      model::read_model_text(replaced(subsistence, "MAY_OWE\n", ""), "m.toml");
  model::Equilibrium problem(file.model);
  problem.set_base(file.model->parameters());
  problem.set_target(file.cases[1].parameters);  // 45 of labour for 100; commitments cost 50
  const auto test = [](model::Equilibrium& e, solvers::In x) { return model::objection(e, x); };
  const auto found_at = [&](double t) {
    problem.move_to(t);
    std::vector<double> x = file.model->start();
    REQUIRE(solvers::solve(problem, x).solved());
    return model::path_end_objection(problem, x, t, test);
  };
  CHECK_FALSE(found_at(0.5));
  const double empty = 50.0 / 55;
  const auto soon = found_at(empty - 5e-4);
  REQUIRE(soon);
  CHECK(soon->kind == model::Objection::Kind::overspent);
  CHECK(soon->name == "H");
  CHECK(soon->sentence.en.find("At 90.85 % of the change") == 0);
  CHECK(soon->sentence.en.find("\"H\" has nothing left to spend") != std::string::npos);
  CHECK(soon->sentence.zh.find("“H”可支配的收入耗尽") != std::string::npos);
  const auto past = found_at(0.95);
  REQUIRE(past);
  CHECK(past->name == "H");
  CHECK(past->amount == Approx(2.25).epsilon(1e-6));  // 47.75 of 50
}

TEST_CASE("Rates of transfers lie between nothing and everything") {
  CHECK(refusal(giving("1.5"))
            .find("m.toml:19:23: consumer \"giver\": the transfer to \"taker\" "
                  "is 1.5 of its income; it must be from 0 to 1") == 0);
  CHECK(refusal(giving("-0.5")).find("is -0.5 of its income") != std::string::npos);
  CHECK(solved(giving("\"r\""))[0].report.solved());
  CHECK(refusal(replaced(giving("\"r\""), "r = 0.5", "r = 1.2"))
            .find("the share of its income that \"giver\" gives to \"taker\" is 1.2; it must be "
                  "from 0 to 1") != std::string::npos);
  // Each is a share, and together they are more than there is.
  const std::string both = replaced(giving("0.7, third = 0.6"), "[[consumer]]\nname = \"taker\"",
                                    "[[consumer]]\nname = \"third\"\nincome = 1\ntransfers = { "
                                    "taker = 1 }\n[[consumer]]\nname = \"taker\"");
  CHECK(refusal(both).find("gives away in all is 1.3") != std::string::npos);
}

TEST_CASE("A negative income is a debt, and a debt is declared") {
  // A subsidy on the only good, paid by a treasury that owns nothing and passes on what it has.
  const std::string text = R"(
[model]
name = "subsidy"
numeraire = "PL"
[commodities]
PA = 1
PL = 1
[[sector]]
name = "A"
inputs = { PL = { quantity = 100, tax = { treasury = -0.2 } } }
outputs = { PA = 100 }
[[consumer]]
name = "H"
demand = { PA = 100 }
endowments = { PL = 100 }
[[consumer]]
name = "treasury"
income = 1
MAY_OWE
transfers = { H = 1 }
)";
  const model::CaseResult refused = solved(replaced(text, "MAY_OWE\n", ""))[0];
  CHECK(refused.report.word() == "overspent");
  REQUIRE(refused.objection);
  CHECK(refused.objection->name == "treasury");
  CHECK(refused.objection->amount == Approx(20));
  const model::CaseResult declared = solved(replaced(text, "MAY_OWE", "may_owe = true"))[0];
  CHECK(declared.kept());
  CHECK(price(declared, "PA") == Approx(0.8));
  CHECK(
      refusal(replaced(text, "MAY_OWE", "may_owe = 1")).find("\"may_owe\" must be true or false") !=
      std::string::npos);
}

TEST_CASE("A tax without an equilibrium is not solved, and it is said how far it can be followed") {
  for (const bool ipopt : {false, true}) {
    const auto cases = solved(fuel_tax, ipopt);
    CHECK(cases[0].report.solved());
    const model::CaseResult& c = cases[1];
    INFO(c.report.sentence());
    CHECK_FALSE(c.report.solved());
    CHECK(c.report.sentence().find("not accounted for") == std::string::npos);
    if (!c.objection) continue;
    CHECK(c.report.word() == "runaway");
    CHECK(c.objection->sentence.en.find("No equilibrium was found: ") == 0);
    CHECK(c.objection->sentence.zh.find("没有找到均衡") == 0);
    CHECK(c.objection->sentence.en.find("more than 1e+12 times their start") != std::string::npos);
  }
}

TEST_CASE("A factor that vanishes has no price, and without it there may be no output") {
  for (const std::string sigma : {"0.5", "1", "2"}) {
    const auto cases = solved(vanishing_capital(sigma));
    INFO("sigma " << sigma << ": " << cases[1].report.sentence());
    const double s = std::stod(sigma);
    REQUIRE(cases[0].report.solved());
    CHECK(price(cases[0], "PK") == Approx(std::pow(1e3, 1 / s)).epsilon(1e-6));
    CHECK_FALSE(cases[1].report.solved());
    REQUIRE(cases[1].objection);
    CHECK(cases[1].report.word() == "runaway");
    CHECK(cases[1].objection->sentence.en.find("PK") != std::string::npos);
  }
}

TEST_CASE("A market that vanishes from demand is told, not given a price") {
  // Three units of labour in one of A: with an elasticity of 50 nobody buys what costs three times
  // as much, and any price below three would do.
  const std::string text = R"(
[model]
name = "nearly perfect substitutes"
numeraire = "PL"
[parameters]
cost = 1
[commodities]
PA = 1
PB = 1
PL = 1
[[sector]]
name = "A"
inputs = { PL = { quantity = 50, augmentation = "cost" } }
outputs = { PA = 50 }
[[sector]]
name = "B"
inputs = { PL = 50 }
outputs = { PB = 50 }
[[consumer]]
name = "H"
sigma = 50
demand = { PA = 50, PB = 50 }
endowments = { PL = 100 }
[[case]]
parameters = { cost = 1.05 }
[[case]]
parameters = { cost = 3 }
)";
  const auto cases = solved(text);
  REQUIRE(cases[0].report.solved());
  CHECK(price(cases[0], "PA") == Approx(1.05));
  if (cases[1].report.solved())
    CHECK(price(cases[1], "PA") == Approx(3));
  else
    CHECK(cases[1].report.word() == "runaway");
}

TEST_CASE("Prices of a hundred are as good as prices of one") {
  const std::string text = R"(
[model]
name = "level"
numeraire = "L"
[commodities]
L = LEVEL
K = LEVEL
X = LEVEL
Z = LEVEL
[[sector]]
name = "x"
sigma = 8
inputs = { L = 30, K = 70 }
outputs = { X = 100 }
[[sector]]
name = "z"
sigma = 1
inputs = { L = 60, K = 40 }
outputs = { Z = 100 }
[[consumer]]
name = "h"
income = INCOME
sigma = 8
demand = { X = 100, Z = 100 }
endowments = { L = 90, K = 130 }
)";
  for (const auto& [level, income] : {std::pair{"1", "200"}, {"100", "20000"}, {"1e9", "2e11"}}) {
    std::string stated = replaced(text, "INCOME", income);
    while (stated.find("LEVEL") != std::string::npos) stated = replaced(stated, "LEVEL", level);
    const model::CaseResult c = solved(stated)[0];
    INFO(level << ": " << c.report.sentence());
    REQUIRE(c.report.solved());
    CHECK(c.report.iterations < 20);
    CHECK(c.activities[0].value == Approx(1.15075).epsilon(1e-5));
  }
}

TEST_CASE("Coefficients by parameter are held to what constants are held to") {
  for (const auto& [household, purchase, declared, spoilt, what] :
       {std::tuple{"sigma = \"v\"\n", "", 0.5, -0.5,
                   "an elasticity of \"H\" is -0.5; it must be at least 0"},
        std::tuple{"", ", preference = \"v\"", 1.0, -0.2,
                   "the preference of \"PA\" in \"H\" is -0.2; it must be above 0"},
        std::tuple{"", ", augmentation = \"v\"", 1.0, -0.2,
                   "the augmentation of \"PA\" in \"H\" is -0.2; it must be above 0"},
        std::tuple{"", ", subsistence = \"v\"", 0.0, -20.0,
                   "the committed quantity of \"PA\" in \"H\" is -20; it must be at least 0"},
        std::tuple{"", ", tax = { H = \"v\" }", 0.0, -1.2,
                   "the tax rate of \"PA\" in \"H\" is -1.2; it must be above -1"},
        std::tuple{"", ", tax = { H = \"2 * v\" }", 0.0, -0.6,
                   "the tax rate of \"PA\" in \"H\" is -1.2; it must be above -1"}}) {
    const std::string found = refusal(coefficient(household, purchase, declared, spoilt));
    INFO(found);
    const int line = std::string(household).empty() ? 21 : 22;
    CHECK(found.find("m.toml:" + std::to_string(line) + ":") == 0);
    CHECK(found.find("case \"spoilt\": " + std::string(what)) != std::string::npos);
  }
}

TEST_CASE("Orientation alternates along the three equilibria of Kehoe's economy") {
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

TEST_CASE("Beyond the fold of its branch an equilibrium is not found, or told as another's") {
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
    x[static_cast<std::size_t>(i)] = level / file.model->unknown(i).scale;
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
