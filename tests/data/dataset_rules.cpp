// SPDX-License-Identifier: Apache-2.0
// Figures that a dataset cannot have are refused when it is read, with file, table and cell.
#include <cmath>
#include <limits>

#include <yuqian/data/dataset_rules.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/model/maths/missing.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"
#include "tests/data/small_mrio.hpp"

using namespace yuqian::data;
using yuqian::missing;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
Table by_region(const char* name, double chongqing, double guizhou) {
  Table t(name, {small_mrio().regions, Set("item", {"all"})}, "Mt");
  t(0, 0) = chongqing;
  t(1, 0) = guizhou;
  return t;
}

Table square(const char* name, double a, double b, double c, double d) {
  const Set regions = small_mrio().regions;
  Table t(name, {regions.renamed("supplier"), regions.renamed("region_to")}, "km");
  t(0, 0) = a;
  t(0, 1) = b;
  t(1, 0) = c;
  t(1, 1) = d;
  return t;
}

std::string refusal(const Table& table) {
  return error_text([&] { require_sound(table, "d.h5"); });
}

/// A file with one further table, read back.
std::string refusal_of_file(const Table& table) {
  const Scratch scratch;
  const std::string path = scratch.file("d.h5");
  write_dataset(path, "A small dataset", 2017, std::vector{small_mrio()}, Provenance{},
                std::vector<ExtraTable>{{table, table.name(), table.name()}});
  return error_text([&] { read_dataset_table(path, table.name()); });
}

}  // namespace

TEST_CASE("an infinite output is refused, and does not make its own tolerance infinite") {
  Mrio m = small_mrio();
  m.output.at({"Guizhou", "coal"}) = infinite;
  CHECK_THAT(error_text([&] { require_finite(m, "d.h5"); }),
             ContainsSubstring("d.h5: table \"output\", cell Guizhou,coal: inf"));
  const Scratch scratch;
  CHECK_THAT(error_text([&] {
               write_dataset(scratch.file("d.h5"), "x", 2017, std::vector{m}, Provenance{});
             }),
             ContainsSubstring("is not a finite number"));
  m = small_mrio();
  m.value_added.at({"Guizhou", "surplus", "coal"}) = missing;
  CHECK_THROWS_AS(require_finite(m, "d.h5"), InputError);
  CHECK_NOTHROW(require_finite(small_mrio(), "d.h5"));
}

TEST_CASE("emissions, workers and flows are not negative, and products are positive") {
  for (const char* name : {"co2", "co2_household", "employment_2010", "reported_outflow"})
    CHECK_THAT(refusal(by_region(name, 3, -1)),
               ContainsSubstring(name) && ContainsSubstring("Guizhou,all: -1 is below zero"));
  CHECK_THAT(refusal(by_region("grp", 3, 0)), ContainsSubstring("is not above zero"));
  CHECK_THAT(refusal(by_region("grp", 3, missing)), ContainsSubstring("is not a finite number"));
  CHECK_THAT(refusal(by_region("co2", 3, infinite)), ContainsSubstring("is not a finite number"));
  CHECK_NOTHROW(require_sound(by_region("co2", 3, missing), "d.h5"));  // not in the inventory
  CHECK_NOTHROW(require_sound(by_region("another", -3, infinite), "d.h5"));
  Table co2("co2", {small_mrio().regions, small_mrio().sectors}, "Mt");
  co2(1, 0) = -1;
  CHECK_THAT(refusal_of_file(co2), ContainsSubstring("d.h5: table \"co2\", cell Guizhou,coal"));
}

TEST_CASE("distances of a dataset are positive and symmetric, shares add up to one") {
  CHECK_NOTHROW(require_sound(square("rail_distance", 0, 463, 463, 0), "d.h5"));
  CHECK_THAT(refusal(square("rail_distance", 0, 463, 4630, 0)),
             ContainsSubstring("463 is 4630 the other way"));
  CHECK_THAT(refusal_of_file(square("rail_distance", 0, 0, 0, 0)),
             ContainsSubstring("Chongqing,Guizhou: 0 is not above zero"));
  CHECK_THAT(refusal(square("rail_distance", 5, 463, 463, 0)), ContainsSubstring("diagonal"));
  CHECK_THAT(refusal(square("migration_shares_2010", 0.5, 0.5, 0.9, 0.9)),
             ContainsSubstring("row Guizhou: the shares add up to 1.8"));
}

TEST_CASE("labour and surplus in each other's place are seen by the accounts") {
  CHECK_FALSE(exchanged_incomes(0.50, 0.25, 0.55, 0.20));
  CHECK_FALSE(exchanged_incomes(0.40, 0.38, 0.38, 0.40));           // too alike to tell
  CHECK_FALSE(exchanged_incomes(0.25, 0.50, 0.55, 0.20, 1517, 0));  // accounts were revised
  CHECK(exchanged_incomes(0.25, 0.50, 0.55, 0.20, 0, 1517));
  CHECK(exchanged_incomes(0.25, 0.50, 0.55, 0.20).value().find("25.0 %") != std::string::npos);

  Mrio m = small_mrio();
  Table controls("macro_controls",
                 {m.regions, Set("control", {"incm_compensation", "incm_surplus"})}, "1e8 CNY");
  const auto total = [&](int r, const char* item) {
    double sum = 0;
    for (int j = 0; j < 2; ++j) sum += m.value_added(r, value_added_set().index(item), j);
    return sum;
  };
  for (int r = 0; r < 2; ++r) {
    controls(r, 0) = total(r, "compensation");
    controls(r, 1) = total(r, "surplus");
  }
  CHECK_NOTHROW(require_incomes_fit(m, controls, "d.h5"));
  for (int j = 0; j < 2; ++j)
    std::swap(m.value_added(1, value_added_set().index("compensation"), j),
              m.value_added(1, value_added_set().index("surplus"), j));
  CHECK_THAT(error_text([&] { require_incomes_fit(m, controls, "d.h5"); }),
             ContainsSubstring("d.h5: Guizhou: compensation of employees"));
}
