// SPDX-License-Identifier: Apache-2.0
// Points at infinity and markets that vanish are told as what they are.
#include "tests/catch.hpp"
#include "tests/oracles/validity.hpp"

using namespace yuqian;
using namespace yuqian::tests;

namespace {

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

}  // namespace

TEST_CASE("a tax without an equilibrium is not solved, and it is said how far it can be followed") {
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

TEST_CASE("a factor that vanishes has no price, and without it there may be not an output") {
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

TEST_CASE("a market that vanishes from demand is told, not given a price") {
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
