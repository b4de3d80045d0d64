// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/mrio.hpp>

#include <limits>

#include "tests/data/expect_error.hpp"
#include "tests/data/small_mrio.hpp"

using namespace yuqian::data;

TEST_CASE("a balanced table has no violation") {
  CHECK(check_identities(small_mrio(), 1e-12).empty());
}

TEST_CASE("violations are named, largest first") {
  Mrio m = small_mrio();
  m.trade.at({"Guizhou", "Chongqing", "food"}) += 5.0;
  m.value_added.at({"Chongqing", "surplus", "coal"}) -= 8.0;
  const auto found = check_identities(m, 1e-9);
  REQUIRE(found.size() == 3);
  CHECK(found[0].identity == "cost");
  CHECK(found[0].label == "Chongqing,coal");
  CHECK(found[0].gap() == Approx(8.0));
  CHECK(found[1].text() == "use of Chongqing,food: use 115.000000, supply 120.000000, gap -5");
  CHECK(found[2].text() == "supply of Guizhou,food: output 90.000000, sales 95.000000, gap -5");
  CHECK(check_identities(m, 1e-9, 1).size() == 1);
}

TEST_CASE("negative and undefined cells are violations") {
  Mrio m = small_mrio();
  m.trade.at({"Guizhou", "Chongqing", "coal"}) = -20.0;
  CHECK(check_identities(m, 1e-9)[0].gap() == Approx(30.0));
  CHECK(check_identities(m, 19.0).back().text() ==
        "trade[Guizhou,Chongqing,coal] = -20 is below zero");
  m.output.at({"Guizhou", "coal"}) = std::numeric_limits<double>::quiet_NaN();
  const auto found = check_identities(m, 1e-9);
  CHECK(found[0].label == "Guizhou,coal");
  CHECK(found[2].text() == "output[Guizhou,coal] = nan is below zero");
}

TEST_CASE("tables of the wrong shape are refused") {
  Mrio m = small_mrio();
  m.output = m.trade;
  CHECK(error_text([&] { check_identities(m); }) ==
        "table \"trade\" has shape (2, 2, 2) where (2, 2) is wanted; build the tables with "
        "empty_mrio");
}
