// SPDX-License-Identifier: Apache-2.0
// Incomes per capita, poverty and inequality on the shipped data (eq. 75 to 79, docs/data.md).
#include <map>
#include <tuple>

#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

const std::vector<data::Table>& figures(const char* regions, const char* scenario) {
  static std::map<std::string, std::vector<data::Table>> known;
  auto& found = known[std::string(regions) + scenario];
  if (found.empty())
    found = model::indicators(
        tests::solved(tests::china_model(tests::china_benchmark("central", regions)),
                      tests::scenario(scenario))
            .solution);
  return found;
}

double figure(const std::vector<data::Table>& all, const char* table,
              std::initializer_list<std::string_view> labels) {
  return tests::table(all, table).at(labels);
}

}  // namespace

TEST_CASE("population and incomes of the provinces agree with the nation's published figures") {
  const auto b = tests::china_benchmark("central", "all-31");
  double persons[2] = {0, 0}, income[2] = {0, 0};
  for (const model::PopulationCell& c : b->population.cells) {
    persons[c.household] += c.persons;
    income[c.household] += c.persons * c.income;
  }
  REQUIRE(b->population.cells.size() == 62);
  // China Statistical Yearbook 2018: 139,008 x 10^4 with the armed forces, 58.52 % urban;
  // disposable income 13,432 and 36,396 yuan. The provinces' own urban shares give half a point
  // more.
  CHECK(persons[0] + persons[1] == Approx(139008).epsilon(0.002));
  CHECK(100 * persons[1] / (persons[0] + persons[1]) == Approx(58.52).margin(0.6));
  CHECK(income[0] / persons[0] == Approx(13432).epsilon(0.003));
  CHECK(income[1] / persons[1] == Approx(36396).epsilon(0.01));
  const int g = b->regions.index("Guizhou");
  CHECK(b->population.persons(g, 0) + b->population.persons(g, 1) == Approx(3580));
}

TEST_CASE("the reference shows the household survey's means and the official ratios") {
  const auto& all = figures("default", "S9");
  CHECK(figure(all, "survey_income_per_head", {"reference", "Guizhou", "rural"}) ==
        Approx(8869).epsilon(1e-9));
  CHECK(figure(all, "survey_income_per_head", {"reference", "Chongqing", "urban"}) ==
        Approx(32193).epsilon(1e-9));
  CHECK(figure(all, "urban_rural_ratio_survey", {"reference", "Chongqing"}) ==
        Approx(2.55).margin(0.005));
  CHECK(figure(all, "urban_rural_ratio_survey", {"reference", "Guizhou"}) ==
        Approx(3.28).margin(0.005));
  // Surveyed poverty of 2017: 3.1 % of the rural population; Guizhou 7.75 %. The spread is assumed,
  // so the figures are only of that size.
  CHECK(figure(all, "poverty", {"reference", "China", "rural", "fgt0"}) == Approx(3.1).margin(1));
  CHECK(figure(all, "poverty", {"reference", "Guizhou", "rural", "fgt0"}) ==
        Approx(7.75).margin(3));
}

TEST_CASE("the nation's distribution does not depend on how provinces are grouped") {
  const auto &few = figures("default", "S0"), &many = figures("all-31", "S0");
  for (const char* group : {"rural", "urban", "all"}) {
    for (const char* t : {"poverty_number", "poverty_risk_number", "gini"})
      CHECK(figure(few, t, {"reference", "China", group}) ==
            Approx(figure(many, t, {"reference", "China", group})).epsilon(1e-9));
    CHECK(figure(few, "quintile_income", {"reference", "China", group, "lowest"}) ==
          Approx(figure(many, "quintile_income", {"reference", "China", group, "lowest"}))
              .epsilon(1e-9));
  }
}

TEST_CASE("Theil's parts add up, and persons of the groups to all") {
  for (const char* regions : {"default", "all-31"}) {
    const auto& all = figures(regions, "S0");
    const data::Table& t = tests::table(all, "theil");
    for (int s = 0; s < 2; ++s)
      for (int a = 0; a < t.axis(1).size(); ++a) {
        CHECK(std::abs(t(s, a, 0) - t(s, a, 1) - t(s, a, 2) - t(s, a, 3)) < 1e-12);
        for (int k = 1; k < 4; ++k) CHECK(t(s, a, k) > -1e-12);
      }
    const data::Table& n = tests::table(all, "poverty_number");
    for (int a = 0; a < n.axis(1).size(); ++a)
      CHECK(n(0, a, 2) == Approx(n(0, a, 0) + n(0, a, 1)).epsilon(1e-12));
  }
}

TEST_CASE(
    "a transfer of half a per cent of product lifts the rural mean by what arrives per capita") {
  const auto& all = figures("default", "S9");
  for (const auto& [region, amount, rural] :
       {std::tuple{"Guizhou", 67.7, 3580 * 0.5398}, {"Chongqing", 97.1, 3075 * 0.3592}}) {
    const double before = figure(all, "survey_income_per_head", {"reference", region, "rural"}),
                 after = figure(all, "survey_income_per_head", {"counterfactual", region, "rural"});
    // After the direct tax of about 8 %, and with the prices and wages that public spending gives
    // up.
    INFO(region << ": " << after - before << " of " << 1e4 * amount / rural);
    CHECK(after - before < 1e4 * amount / rural);
    CHECK(after - before > 0.8 * 1e4 * amount / rural);
    for (const char* order : {"fgt0", "fgt1", "fgt2"})
      CHECK(figure(all, "poverty", {"counterfactual", region, "rural", order}) <
            figure(all, "poverty", {"reference", region, "rural", order}));
    CHECK(figure(all, "poverty_risk_number", {"counterfactual", region, "rural"}) <
          figure(all, "poverty_risk_number", {"reference", region, "rural"}));
    CHECK(figure(all, "urban_rural_ratio_survey", {"counterfactual", region}) <
          figure(all, "urban_rural_ratio_survey", {"reference", region}));
    CHECK(figure(all, "gini", {"counterfactual", region, "all"}) <
          figure(all, "gini", {"reference", region, "all"}));
  }
}

TEST_CASE("whom a transfer reaches moves no price and no welfare, but poverty and inequality") {
  model::Scenario scenario = tests::scenario("S9q");
  const auto of = [&](double target) {
    scenario.shocks.back().amount = target;
    return model::indicators(
        tests::solved(tests::china_model(tests::china_benchmark("central")), scenario).solution);
  };
  const auto spread = of(0), half = of(0.5), lowest = of(1);
  const auto& s9 = figures("default", "S9");
  for (const char* region : {"Chongqing", "Guizhou"}) {
    INFO(region);
    for (const auto* all : {&half, &lowest}) {
      CHECK(figure(*all, "equivalent_variation", {region, "rural"}) ==
            figure(s9, "equivalent_variation", {region, "rural"}));
      CHECK(figure(*all, "survey_income_per_head", {"counterfactual", region, "rural"}) ==
            Approx(figure(s9, "survey_income_per_head", {"counterfactual", region, "rural"}))
                .epsilon(1e-12));
    }
    for (const char* t : {"poverty_number", "poverty_risk_number", "gini"}) {
      const auto after = [&](const auto& all) {
        return figure(all, t, {"counterfactual", region, "rural"});
      };
      CHECK(after(spread) == figure(s9, t, {"counterfactual", region, "rural"}));
      CHECK(after(half) < after(spread));
      CHECK(after(lowest) < after(half));
    }
    const auto fifth = [&](const auto& all, const char* q) {
      return figure(all, "quintile_income", {"counterfactual", region, "rural", q});
    };
    double sum = 0;
    for (const char* q : {"lowest", "second", "third", "fourth", "highest"})
      sum += fifth(lowest, q) / 5;
    CHECK(sum == Approx(figure(s9, "survey_income_per_head", {"counterfactual", region, "rural"}))
                     .epsilon(1e-9));
    CHECK(fifth(lowest, "lowest") > fifth(spread, "lowest"));
    CHECK(fifth(lowest, "highest") < fifth(spread, "highest"));
  }
  scenario.shocks.back().amount = 1.5;
  CHECK_THROWS_AS(of(1.5), data::InputError);
}
