// SPDX-License-Identifier: Apache-2.0
// Prices far from one, and coefficients held to their domains wherever they come from.
#include "tests/catch.hpp"
#include "tests/oracles/validity.hpp"

using namespace yuqian;
using namespace yuqian::tests;

namespace {

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

TEST_CASE("prices of a hundred are as good as prices of one") {
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

TEST_CASE("coefficients by parameter are held to what constants are held to") {
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
