// SPDX-License-Identifier: Apache-2.0
// A benchmark by the names that the program takes.
#include <yuqian/calibration/benchmark/load_benchmark.hpp>

#include <algorithm>

#include "tests/china_benchmark.hpp"
#include "tests/data/expect_error.hpp"

using namespace yuqian;

namespace {

bool same(const data::Table& a, const data::Table& b) {
  return std::equal(a.values().begin(), a.values().end(), b.values().begin(), b.values().end());
}

}  // namespace

TEST_CASE("a benchmark by name is the one that is put together by hand") {
  const auto loaded =
      calibration::load_benchmark({.regions = "default", .sectors = "17"}, "central");
  const auto by_hand = tests::china_benchmark("central", "default", "17");
  CHECK(loaded->variant == "central");
  for (const auto member : {&model::Benchmark::intermediate, &model::Benchmark::labour,
                            &model::Benchmark::trade, &model::Benchmark::rural})
    CHECK(same((*loaded).*member, (*by_hand).*member));
  CHECK(loaded->margin_report == by_hand->margin_report);
  CHECK_FALSE(loaded->margin_report.en.empty());  // margins were taken out
}

TEST_CASE("what does not exist is named with what does") {
  CHECK_THAT(error_text([] { calibration::load_benchmark({.sectors = "18"}); }),
             ContainsSubstring("17"));
  CHECK_THAT(error_text([] { calibration::load_benchmark({.sectors = "3"}, "centre"); }),
             ContainsSubstring("central"));
}

TEST_CASE("calibrating without routes is refused, and without margins said") {
  const data::Mrio& mrio = tests::china("central");
  const auto traits = calibration::read_sector_traits(
      tests::shipped("elasticities/default.csv"),
      data::Toml::read(tests::shipped("elasticities/assumptions.toml")), mrio.sectors);
  const auto calibrate = [&](const calibration::Assumptions& assumed) {
    return calibration::calibrate(mrio, tests::mapping("regions", "default"),
                                  tests::mapping("sectors", "3"), traits, assumed);
  };
  CHECK_THAT(error_text([&] { calibrate({}); }), ContainsSubstring("read_route_assumptions"));
  CHECK(calibrate(calibration::without_margins()).margins.any() == false);
}
