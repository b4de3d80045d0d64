// SPDX-License-Identifier: Apache-2.0
// Variants of opening up: a tariff taken away and the way from the seaport made shorter.
#include <yuqian/model/maths/at.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

TEST_CASE("no tariff for the two: more imports, and the centre forgoes what it took") {
  for (const char* variant : {"low", "central", "high"}) {
    const Outcome o =
        tests::solved(tests::china_model(tests::china_benchmark(variant)), tests::scenario("S10t"));
    for (const char* region : {"Chongqing", "Guizhou"}) {
      const auto r = static_cast<std::size_t>(o.regions().index(region));
      CHECK(o.before.regions[r].tariff ==
            Approx(0.038 * o.before.regions[r].imports.value).epsilon(1e-9));
      CHECK(o.after.regions[r].tariff == Approx(0).margin(1e-9));
      CHECK(o.after.regions[r].imports.volume > o.before.regions[r].imports.volume);
      // By the demand for imports: cheaper by 3.7 % and with elasticities of 2 to 5 they grow by 5
      // to 20 %.
      const double growth =
          o.after.regions[r].imports.volume / o.before.regions[r].imports.volume - 1;
      CHECK(growth > 0.03);
      CHECK(growth < 0.2);
      CHECK(o.gain(region) > 0);
    }
  }
}

namespace {

model::Scenario of_imports_only(model::Scenario s) {
  s.shocks.front().both_ways = false;
  return s;
}

}  // namespace

TEST_CASE(
    "the corridor gains the transport of imports times the saving, and exports grow by theirs") {
  for (const char* variant : {"low", "central", "high"}) {
    const auto m = tests::china_model(tests::china_benchmark(variant));
    const model::Benchmark& b = *m->benchmark;
    double paid = 0;
    for (const char* region : {"Chongqing", "Guizhou"})
      paid += b.margins.services[0].on_route(b.regions.size(), b.regions.index(region));
    REQUIRE(paid > 10);
    const Outcome o = tests::solved(m, of_imports_only(tests::scenario("S10c")));
    // What taxes and terms of trade add is not a saving of transport.
    const double gain = tests::undistorted_gain(o);
    INFO(variant << ": paid " << paid << ", gain " << o.gain() << ", undistorted " << gain);
    CHECK(gain == Approx(paid * -std::log(0.8)).epsilon(0.25));
    CHECK(o.gain("Chongqing") > 0);
    CHECK(o.gain("Guizhou") > 0);
    // Exports: the tables show none of Guizhou's transport sold abroad, so none of its exports pays
    // any.
    const Outcome both = tests::solved(m, tests::scenario("S10c"));
    const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou"),
              abroad = b.regions.size();
    CHECK(b.margins.services[0].on_route(c, abroad) > 1);
    CHECK(b.margins.services[0].on_route(g, abroad) == 0);
    const auto exports = [&](const Outcome& x) { return x.after.regions[at(c)].exports.volume; };
    CHECK(exports(both) > exports(o));
    CHECK(both.gain("Chongqing") > o.gain("Chongqing"));
  }
}
