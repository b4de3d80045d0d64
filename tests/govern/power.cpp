// SPDX-License-Identifier: Apache-2.0
// What governments count of emissions where electricity is made by source of energy.
#include <yuqian/model/govern/measure.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/emissions.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;

TEST_CASE("a payoff counts the tonnes of every plant, as the tables do") {
  const auto m =
      tests::china_model(tests::china_benchmark("central"), tests::closure("carbon_power"));
  const tests::Outcome o = tests::solved(m, tests::scenario("S8p"));
  const auto tonnes = [&](const model::Point& point, const model::Accounts& accounts, int r) {
    const model::Emissions e = model::emissions(*m, point, accounts.output);
    double sum = e.households(r, 0) + e.households(r, 1);
    for (int j = 0; j < m->benchmark->sectors.size(); ++j) sum += e.sectors(r, j);
    return sum;
  };
  for (const char* region : {"Chongqing", "Guizhou"}) {
    const int r = o.regions().index(region);
    govern::PayoffWeights weights;
    weights.welfare = 0;
    weights.emissions = 100;  // yuan a tonne: 1 x 10^8 yuan per Mt
    const govern::Measure measure(*m, o.before_point, r, weights);
    CHECK(measure.value(*m->model, o.before_point) == Approx(0).margin(1e-9));
    CHECK(measure.value(*m->model, o.after_point) ==
          Approx(tonnes(o.before_point, o.before, r) - tonnes(o.after_point, o.after, r))
              .epsilon(1e-9));
  }
}
