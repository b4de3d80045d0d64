// SPDX-License-Identifier: Apache-2.0
// Population times income per head against household consumption of the dataset.
#include <yuqian/calibration/benchmark/population.hpp>

#include <yuqian/data/output_file.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/data/text_file.hpp>
#include "tests/catch.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian;
using namespace yuqian::calibration;

namespace {

/// The shipped population with one text in place of another, held against the shipped dataset.
void hold(const std::string& from = {}, const std::string& to = {}) {
  std::string text = data::read_text(data::shipped("population/2017.csv"));
  if (!from.empty()) {
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
  }
  const Scratch scratch;
  data::write_file(scratch.file("p.csv"), text);
  const data::Mrio m = data::read_mrio(data::shipped("china-2017/china-2017.h5"), "central");
  const data::Mapping regions = data::Mapping::identity(m.regions);
  const model::Population population =
      read_population(scratch.file("p.csv"),
                      data::Toml::read(data::shipped("population/distribution.toml")), regions);
  require_incomes_fit_consumption(population, m, regions, "p.csv");
}

}  // namespace

TEST_CASE("population times income fits consumption, in the right units") {
  CHECK_NOTHROW(hold());
  // Guizhou's row: 3,580 (10^4 persons), 46.02 % urban, 8,869 and 29,080 yuan per head.
  CHECK_THAT(error_text([] { hold("Guizhou,3580", "Guizhou,35800"); }),
             ContainsSubstring("p.csv: rural residents of Guizhou"));
  CHECK_THAT(error_text([] { hold("8869", "4000"); }),
             ContainsSubstring("rural residents of Guizhou"));
}
