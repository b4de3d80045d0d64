// SPDX-License-Identifier: Apache-2.0
// The welfare decomposition on the shipped dataset (eq. 90 to 95): its parts add up to an
// equivalent variation that is computed without them, and each is what theory says where it stands
// alone.
#include <yuqian/model/maths/at.hpp>
#include "tests/regression/decomposed.hpp"

using namespace yuqian;
using tests::Decomposition;
using tests::ev;
using tests::of;
using tests::part;
using tests::set;

TEST_CASE(
    "the parts of welfare add up to the equivalent variation for shocks of any size under every "
    "closure") {
  for (const char* closure :
       {"long_run", "short_run", "fixed_investment", "fixed_government", "small_country"}) {
    const auto m = tests::china_model(tests::china_benchmark("central", "default", "17"),
                                      tests::closure(closure));
    for (const char* id : {"S1a", "S1d", "S1e", "S3", "S10", "S9"}) {
      INFO(closure);
      const Decomposition d = tests::decomposed(tests::sharply(m, tests::scenario(id)));
      if (std::string(id) != "S1e") CHECK(part(d, "China", "preferences") == 0);
    }
    model::Scenario large = tests::scenario("S3");
    large.shocks.front().amount = 0.5;
    tests::decomposed(tests::solved(m, large));
  }
}

TEST_CASE("nothing moves, nothing to decompose") {
  const Decomposition d = model::decompose_welfare(
      tests::solved(tests::china_model(tests::china_benchmark("central", "default", "8")),
                    tests::scenario("S0"))
          .solution);
  for (const double v : d.parts.values()) CHECK(std::abs(v) < 1e-6);
}

TEST_CASE(
    "an iceberg cut is technology: the nation's part is the value shipped, integrated over the "
    "cut") {
  const auto m = tests::china_model(tests::china_benchmark("central"), tests::closure("long_run"));
  const double cut = -std::log(0.9);
  const tests::Outcome o = tests::solved(m, tests::pair_cut(cut));
  const Decomposition d = tests::decomposed(o);
  const model::Benchmark& b = *m->benchmark;
  const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
  double lower = 0, upper = 0;
  for (int i = 0; i < b.sectors.size(); ++i) {
    const double flow = b.trade(c, g, i) + b.trade(g, c, i);
    lower += flow * cut;
    upper += flow * cut * std::exp((b.elasticities[at(i)].between_provinces - 1) * cut);
  }
  CHECK(part(d, "ChongqingGuizhou", "barriers") >
        0.99 * lower);  // at the prices of the region, which fall a little
  CHECK(part(d, "ChongqingGuizhou", "barriers") < upper);
  for (const char* none :
       {"wedge", "tariff", "productivity", "endowments", "external_saving", "preferences"})
    CHECK(part(d, "China", none) == 0);
  CHECK(part(d, "China", "transfers") == Approx(0).margin(1e-6));
  // The destination saves, its supplier's better price is the other part.
  CHECK(part(d, "Guizhou", "barriers") > 0);
  CHECK(part(d, "RestOfChina", "barriers") == 0);
}

TEST_CASE("a wedge costs the nation a triangle, and moves the rectangle") {
  const auto m = tests::china_model(tests::china_benchmark("central"), tests::closure("long_run"));
  const double t = 0.05;
  model::Shock wedge = set("wedge", {{"from", {"Chongqing"}}, {"to", {"Guizhou"}}}, t);
  const tests::Outcome o = tests::solved(m, of({wedge}));
  const Decomposition d = tests::decomposed(o);
  const model::Benchmark& b = *m->benchmark;
  const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
  double lost = 0;
  for (int i = 0; i < b.sectors.size(); ++i)
    for (int u = 0; u < 2; ++u) lost += o.after.trade(c, g, i, u) - o.before.trade(c, g, i, u);
  REQUIRE(lost < 0);
  CHECK(part(d, "China", "wedge") ==
        Approx(t / 2 * lost).epsilon(0.05));  // Harberger: half the rate times the loss
  CHECK(part(d, "China", "barriers") == 0);
  CHECK(part(d, "Guizhou", "wedge") == Approx(part(d, "China", "wedge")).epsilon(0.05));
}

TEST_CASE("a transfer between budgets is nothing to the nation") {
  const auto m = tests::china_model(tests::china_benchmark("central"), tests::closure("long_run"));
  const Decomposition d = tests::decomposed(tests::solved(m, tests::scenario("S9")));
  double moved = 0;
  for (const std::string& area : d.parts.axis(0).labels())
    moved = std::max(moved, std::abs(part(d, area, "transfers")));
  REQUIRE(moved > 1);
  CHECK(std::abs(part(d, "China", "transfers")) < 1e-6 * moved);
  for (const char* none : {"wedge", "barriers", "productivity", "endowments", "external_saving"})
    CHECK(part(d, "China", none) == 0);
}

TEST_CASE("foreign saving given is worth what it is, in foreign exchange") {
  const auto m = tests::china_model(tests::china_benchmark("central"), tests::closure("long_run"));
  const Decomposition d = tests::decomposed(tests::solved(
      m, of({set("foreign_saving", {{"region", {"Guizhou"}}}, 10, model::Shock::Operation::add)})));
  CHECK(part(d, "Guizhou", "external_saving") == Approx(10).epsilon(0.01));
  CHECK(part(d, "RestOfChina", "external_saving") == 0);
  // It is invested: households get what is left of it by prices alone.
  CHECK(part(d, "Guizhou", "public_and_investment") < -9);
}
