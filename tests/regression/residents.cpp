// SPDX-License-Identifier: Apache-2.0
// Figures per capita where heads move (eq. 110).
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/rural_pay.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

/// A migration scenario and its tables.
struct Moved {
  explicit Moved(const char* id, const char* regions = "default")
      : o(tests::solved(tests::china_model(tests::china_benchmark("central", regions),
                                           tests::closure("migration")),
                        tests::scenario(id))),
        all(model::indicators(o.solution)) {}
  const data::Table& table(const char* name) const { return tests::table(all, name); }
  double at(const char* name, std::initializer_list<std::string_view> labels) const {
    return table(name).at(labels);
  }
  Outcome o;
  std::vector<data::Table> all;
};

constexpr const char* state_names[] = {"reference", "counterfactual"};
constexpr const char* group_names[] = {"rural", "urban"};

}  // namespace

TEST_CASE("nobody is lost on the way, and whoever arrives is counted where the pay goes") {
  const Moved m("S4u");
  const model::Benchmark& b = *m.o.solution.model->benchmark;
  for (const char* state : state_names)
    CHECK(m.at("residents", {state, "China", "all"}) ==
          Approx(m.at("residents", {"reference", "China", "all"})).epsilon(1e-12));
  double persons = 0, workers = 0;
  for (const model::PopulationCell& c : b.population.cells) persons += c.persons;
  for (int r = 0; r < 3; ++r)
    workers += b.factor_markets.employed(r, 0) + b.factor_markets.employed(r, 1);
  const data::Table& employment = m.table("employment");
  for (int r = 0; r < 3; ++r) {
    const std::string& region = b.regions.label(r);
    double rural = 0, urban = 0;
    for (int k = 0; k < 2; ++k) {
      const double more = persons / workers * (employment(1, r, k) - employment(0, r, k));
      const double share = model::rural_pay_share(b, r, k);
      CHECK((share >= 0 && share <= 1));
      rural += share * more, urban += (1 - share) * more;
    }
    CHECK(m.at("residents", {"counterfactual", region, "rural"}) -
              m.at("residents", {"reference", region, "rural"}) ==
          Approx(rural).margin(1e-7));
    CHECK(m.at("residents", {"counterfactual", region, "urban"}) -
              m.at("residents", {"reference", region, "urban"}) ==
          Approx(urban).margin(1e-7));
  }
  // Off the land of the two: fewer rural residents there.
  for (const char* region : {"Chongqing", "Guizhou"})
    CHECK(m.at("residents", {"counterfactual", region, "rural"}) <
          m.at("residents", {"reference", region, "rural"}));
}

TEST_CASE("income per capita is the group's income over those who live there now") {
  const Moved m("S4u");
  const model::Benchmark& b = *m.o.solution.model->benchmark;
  const data::Table& by_head = m.table("disposable_income_per_head");
  for (int r = 0; r < 3; ++r)
    for (int state = 0; state < 2; ++state)
      for (int h = 0; h < 2; ++h) {
        const auto& a = (state == 0 ? m.o.before : m.o.after).regions[at(r)];
        const auto& rate = h == 0 ? b.rural_direct_tax_rate : b.urban_direct_tax_rate;
        const double kept = (1 - rate[at(r)]) * (h == 0 ? a.rural_income : a.urban_income);
        CHECK(by_head(state, r, h) * m.table("residents")(state, r, h) ==
              Approx(1e4 * kept).epsilon(1e-10));
      }
  // With the same total and fewer heads each has more: income per capita grows by the growth of the
  // total over that of heads.
  const std::string region = "Guizhou";
  const int r = b.regions.index(region);
  const auto growth = [&](const char* name) {
    return m.table(name)(1, r, 0) / m.table(name)(0, r, 0);
  };
  const double total =
      m.o.after.regions[at(r)].rural_income / m.o.before.regions[at(r)].rural_income;
  CHECK(growth("survey_income_per_head") ==
        Approx(total / growth("consumer_price") / growth("residents")).epsilon(1e-9));
  CHECK(growth("survey_income_per_head") > total / growth("consumer_price"));
}

TEST_CASE("the nation's poverty is that of its parts by where people live now") {
  for (const char* id : {"S4u", "S4"}) {
    const Moved m(id, "with-sichuan");
    const data::Set& regions = m.o.regions();
    for (const char* state : state_names)
      for (const char* order : {"fgt0", "fgt1", "fgt2"}) {
        double poor = 0, heads = 0, number = 0;
        for (const std::string& region : regions.labels())
          for (const char* group : group_names) {
            const double persons = m.at("residents", {state, region, group});
            poor += persons * m.at("poverty", {state, region, group, order});
            heads += persons;
            number += m.at("poverty_number", {state, region, group});
          }
        INFO(id << ", " << state << ", " << order);
        CHECK(poor / heads ==
              Approx(m.at("poverty", {state, "China", "all", order})).epsilon(1e-12));
        CHECK(number == Approx(m.at("poverty_number", {state, "China", "all"})).epsilon(1e-12));
      }
  }
}

TEST_CASE("where nobody migrates residents are the benchmark's") {
  const Outcome o =
      tests::solved(tests::china_model(tests::china_benchmark("central", "default", "8")),
                    tests::scenario("S1a"));
  const auto all = model::indicators(o.solution);
  const data::Table& residents = tests::table(all, "residents");
  for (int a = 0; a < residents.axis(1).size(); ++a)
    for (int g = 0; g < 3; ++g) CHECK(residents(1, a, g) == residents(0, a, g));
  CHECK(residents.at({"reference", "Guizhou", "all"}) == Approx(3580));
}
