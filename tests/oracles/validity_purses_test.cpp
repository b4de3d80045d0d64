// SPDX-License-Identifier: Apache-2.0
// Nobody buys less than nothing in an equilibrium: who would is named, and what is missing.
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/solvers/newton.hpp>
#include "tests/catch.hpp"
#include "tests/oracles/validity.hpp"

using namespace yuqian;
using namespace yuqian::tests;

namespace {

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

}  // namespace

TEST_CASE("a buyer who would have to buy less than nothing is named, with what is missing") {
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

TEST_CASE("a path that ends where a purse is empty says whose it is") {
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

TEST_CASE("rates of transfers lie between nothing and everything") {
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

TEST_CASE("a negative income is a debt, and a debt is declared") {
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
