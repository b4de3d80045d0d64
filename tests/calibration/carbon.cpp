// SPDX-License-Identifier: Apache-2.0
// CO2 attached to what it comes from: nothing lost, nothing invented, whatever the detail.
#include <yuqian/calibration/benchmark/carbon.hpp>

#include <cmath>

#include "tests/catch.hpp"
#include "tests/china_benchmark.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

#include <yuqian/data/output_file.hpp>
#include <yuqian/data/text_file.hpp>

using namespace yuqian;

namespace {

calibration::CarbonSources sources() {
  return calibration::read_carbon_sources(tests::shipped("china-2017/china-2017.h5"),
                                          tests::shipped("china-2017/co2_fuel_mix.csv"),
                                          tests::china("central").sectors);
}

double of_region(const model::Benchmark& b, int r) {
  double sum = 0;
  for (int j = 0; j < b.sectors.size(); ++j) {
    sum += b.process_emissions(r, j);
    for (int i = 0; i < b.sectors.size(); ++i) sum += b.fuel_emissions(r, i, j);
  }
  return sum;
}

}  // namespace

TEST_CASE(
    "every province emits what the inventory says, and Tibet what its fuels would emit elsewhere") {
  const calibration::CarbonSources known = sources();
  const auto b = tests::china_benchmark("central", "all-31");
  double nation = 0;
  for (int r = 0; r < b->regions.size(); ++r) {
    INFO(b->regions.label(r));
    double sectors = 0, rural = 0, urban = 0;
    for (int j = 0; j < b->sectors.size(); ++j) {
      sectors += b->output(r, j) > 0 ? known.sectors(r, j) : 0;
      rural += b->household_emissions(r, j, 0);
      urban += b->household_emissions(r, j, 1);
    }
    nation += of_region(*b, r) + rural + urban;
    if (b->regions.label(r) == "Tibet") {
      CHECK(std::isnan(sectors));
      // Of the order of its share in the nation's product, 0.16 %, of 10 Gt.
      CHECK(of_region(*b, r) + rural + urban > 1);
      CHECK(of_region(*b, r) + rural + urban < 20);
      continue;
    }
    CHECK(of_region(*b, r) == Approx(sectors).epsilon(1e-10));
    CHECK(rural == Approx(known.households(r, 0)).epsilon(1e-10));
    CHECK(urban == Approx(known.households(r, 1)).epsilon(1e-10));
  }
  CHECK(nation == Approx(10171.2 + 4.5).margin(5));  // CEADs, 30 provinces: 10,171.2 Mt
}

TEST_CASE("the nation's emissions come from the carriers that the mix names") {
  const calibration::CarbonSources known = sources();
  const auto b = tests::china_benchmark("central", "all-31");
  double emitted = 0, unexplained = 0;
  for (int j = 0; j < b->sectors.size(); ++j) {
    INFO(b->sectors.label(j));
    double fuels = 0, coal = 0, product = 0;
    for (int r = 0; r < b->regions.size(); ++r) {
      product += b->process_emissions(r, j);
      coal += b->fuel_emissions(r, b->sectors.index("coal"), j);
      for (int i = 0; i < b->sectors.size(); ++i) fuels += b->fuel_emissions(r, i, j);
    }
    emitted += fuels + product;
    unexplained += product - known.mix(j, 3) * (fuels + product);
    // Provinces that emit more per yuan of fuel than the nation weigh more, so the shares hold
    // nearly; where a sector is large enough to be well measured.
    if (fuels > 250)
      CHECK(coal / fuels == Approx(known.mix(j, 0) / (1 - known.mix(j, 3))).margin(0.06));
  }
  // What no purchase of fuel shows goes with the product: a small part, or the attachment says
  // little.
  CHECK(unexplained > 0);
  CHECK(unexplained < 0.08 * emitted);
}

TEST_CASE("merging regions and sectors keeps the emissions") {
  for (const char* sectors : {"42", "17", "8", "3"}) {
    const auto b = tests::china_benchmark("low", "default", sectors);
    const int c = b->regions.index("Chongqing");
    INFO(sectors);
    CHECK(of_region(*b, c) == Approx(160.55 - 15.6).margin(10));
    CHECK(of_region(*b, c) == Approx(of_region(*tests::china_benchmark("low"), c)).epsilon(1e-10));
    // Nothing is burnt that is not bought.
    for (int r = 0; r < b->regions.size(); ++r)
      for (int i = 0; i < b->sectors.size(); ++i)
        for (int j = 0; j < b->sectors.size(); ++j)
          if (b->fuel_emissions(r, i, j) > 0) CHECK(b->intermediate(r, i, j) > 0);
    if (b->sectors.size() != 42) continue;
    // Nor more than coal at its cheapest could emit, of what the tables have: transport is taken
    // out later.
    const data::Mrio table = data::aggregate(
        tests::china("low"), tests::mapping("regions", "default"), tests::mapping("sectors", "42"));
    for (int r = 0; r < b->regions.size(); ++r)
      for (int i = 0; i < b->sectors.size(); ++i)
        for (int j = 0; j < b->sectors.size(); ++j)
          CHECK(b->fuel_emissions(r, i, j) <= (1 + 1e-9) * table.intermediate(r, i, j));
  }
}

TEST_CASE("a fuel mix that does not add up is refused at its place") {
  const Scratch scratch;
  std::string text = data::read_text(tests::shipped("china-2017/co2_fuel_mix.csv"));
  text.replace(text.find("coal,0.9417"), 11, "coal,0.5417");
  data::write_file(scratch.file("mix.csv"), text);
  CHECK_THAT(error_text([&] {
               calibration::read_carbon_sources(tests::shipped("china-2017/china-2017.h5"),
                                                scratch.file("mix.csv"),
                                                tests::china("central").sectors);
             }),
             Catch::Matchers::Contains("the shares of \"coal\" add up to 0.6"));
}
