// SPDX-License-Identifier: Apache-2.0
// Labour that responds in its region (docs/equations.md, eq. 60 and 61) and labour that does not.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

Outcome under(const char* closure, const model::Scenario& s) {
  return tests::solved(
      tests::china_model(tests::china_benchmark("central"), tests::closure(closure)), s);
}

model::Scenario with_elasticity(model::Scenario s, const char* family, double value) {
  model::Shock shock;
  shock.parameter = family;
  shock.operation = model::Shock::Operation::set;
  shock.amount = value;
  s.shocks.push_back(shock);
  s.reference.push_back(shock);
  return s;
}

/// Labour in use relative to the benchmark.
double labour(const Outcome& o, int r) {
  const auto all = model::indicators(o.solution);
  const data::Table &income = tests::table(all, "factor_income"), &wage = tests::table(all, "wage");
  return income(1, r, 0) / wage(1, r) / income(0, r, 0) * wage(0, r);
}

double real_wage(const Outcome& o, int r) {
  return tests::table(model::indicators(o.solution), "real_wage")(1, r, model::nonfarm_labour);
}

}  // namespace

TEST_CASE("labour supply follows the real wage with its elasticity, and without one is given") {
  const model::Scenario s = tests::scenario("S1a");
  const Outcome given = under("long_run", s),
                fixed = under("elastic_labour", with_elasticity(s, "labour_supply_elasticity", 0));
  CHECK(fixed.gain() == Approx(given.gain()).epsilon(1e-7));
  double before = given.gain();
  for (const double elasticity : {0.05, 0.30}) {
    const Outcome o =
        under("elastic_labour", with_elasticity(s, "labour_supply_elasticity", elasticity));
    for (int r = 0; r < o.regions().size(); ++r)
      CHECK(labour(o, r) == Approx(std::pow(real_wage(o, r), elasticity)).epsilon(1e-9));
    CHECK(labour(o, 0) > 1);
    CHECK(o.gain() > before);  // the more elastic, the more output
    before = o.gain();
  }
}

TEST_CASE("what more labour gains is its pay, taxes and terms of trade apart") {
  // dA = V dd + w dL: in first order the gain exceeds that of given labour by the labour's pay.
  for (const char* closure : {"elastic_labour", "wage_curve"}) {
    double excess = 0;
    for (const double d : {1e-2, 1e-3}) {
      const auto left = [&](const Outcome& o) {
        double pay = 0;
        const model::Benchmark& b = *o.solution.model->benchmark;
        for (int r = 0; r < b.regions.size(); ++r)
          for (int j = 0; j < b.sectors.size(); ++j) pay += b.labour(r, j) * (labour(o, r) - 1);
        return tests::undistorted_gain(o) - pay;
      };
      const double ratio =
          left(under(closure, tests::pair_cut(d))) / left(under("long_run", tests::pair_cut(d)));
      INFO(closure << ", d = " << d << ": ratio " << ratio);
      CHECK(std::abs(ratio - 1) < d);
      if (excess != 0) CHECK(std::abs(ratio - 1) < 0.2 * std::abs(excess));
      excess = ratio - 1;
    }
  }
}

TEST_CASE(
    "the wage curve: the real wage by unemployment, and people out of work find it where trade "
    "grows") {
  const Outcome o = under("wage_curve", tests::scenario("S1a"));
  const auto all = model::indicators(o.solution);
  const data::Table& rate = tests::table(all, "unemployment_rate");
  for (int r = 0; r < o.regions().size(); ++r) {
    CHECK(std::log(real_wage(o, r)) ==
          Approx(-0.10 * std::log(rate(1, r) / rate(0, r))).epsilon(1e-8).margin(1e-12));
    CHECK(labour(o, r) == Approx((100 - rate(1, r)) / (100 - rate(0, r))).epsilon(1e-9));
  }
  CHECK(rate(0, o.regions().index("Chongqing")) == Approx(3.4));
  CHECK(rate(0, o.regions().index("Guizhou")) == Approx(3.2));
  for (const char* region : {"Chongqing", "Guizhou"})
    CHECK(rate(1, o.regions().index(region)) < rate(0, o.regions().index(region)));
}

TEST_CASE(
    "labour that is specific to its sector stays there, and gains less than labour that moves") {
  const Outcome fixed = under("specific_labour", tests::pair_cut(0.1)),
                mobile = under("short_run", tests::pair_cut(0.1));
  const model::RegionalModel& m = *fixed.solution.model;
  for (int r = 0; r < fixed.regions().size(); ++r)
    for (int j = 0; j < m.benchmark->sectors.size(); ++j)
      if (m.wage(r, j).valid()) {
        const double wage = fixed.after_point.level[at(m.model->offsets()(m.wage(r, j)))];
        CHECK(fixed.after.labour(r, j) / wage == Approx(m.benchmark->labour(r, j)).epsilon(1e-9));
      }
  CHECK(fixed.gain() < mobile.gain());
}
