// SPDX-License-Identifier: Apache-2.0
// A dataset is built from the tables that a list names, in their own sectors and of their own year.
#include <fstream>

#include <yuqian/calibration/balance/balance.hpp>
#include <yuqian/calibration/balance/published_sectors.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/text_file.hpp>
#include "tests/catch.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/synthetic_sources.hpp"

using namespace yuqian;
using namespace yuqian::calibration;
using yuqian::tests::SyntheticSources;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

std::string list_of_2017() { return data::read_text(data::shipped("sources/china-2017.toml")); }

void put(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// Research is split into a quarter that stays and three quarters of technical services.
void split_research(const SyntheticSources& sources, const std::string& shares) {
  std::string sectors = "code,to_2017\n";
  for (int i = 0; i < 42; ++i)
    sectors +=
        fmt::format("{0:02d},{1}\n", i + 1, i == 34 ? "35+36" : fmt::format("{:02d}", i + 1));
  put(sources.folder() / "sectors.csv", sectors);
  put(sources.folder() / "dataset.toml",
      replaced(
          replaced(list_of_2017(), "[files]", "[tables.split]\n35 = " + shares + "\n\n[files]"),
          "unit = 1e-4", "sectors = \"sectors.csv\"\nunit = 1e-4"));
}

std::string refusal(const std::string& shares) {
  const SyntheticSources sources;
  split_research(sources, shares);
  return error_text([&] { balance(sources.folder()); });
}

std::string refused_list(const std::string& what, const std::string& by) {
  const Scratch scratch;
  const std::filesystem::path path = scratch.file("list.toml");
  put(path, replaced(list_of_2017(), what, by));
  return error_text([&] { read_source_list(path.string()); });
}

}  // namespace

TEST_CASE("the shipped lists name what they need") {
  for (const int year : {2012, 2017}) {
    const SourceList list =
        read_source_list(data::shipped(fmt::format("sources/china-{}.toml", year)));
    CHECK(list.year == year);
    CHECK(list.id == fmt::format("china-{}", year));
    CHECK(list.unit == 1e-4);
    CHECK(list.emissions.empty() == (year == 2012));
  }
}

TEST_CASE("a sector that is two in 2017 is divided in rows, columns and customs") {
  const SyntheticSources sources;
  const SourceTables whole =
      read_source_tables(sources.folder(), read_source_list(source_list_of(sources.folder())));
  split_research(sources, "{ 35 = 0.25, 36 = 0.75 }");
  const SourceTables split =
      read_source_tables(sources.folder(), read_source_list(source_list_of(sources.folder())));
  CHECK(split.list.path == (sources.folder() / "dataset.toml").string());
  for (int r = 0; r < 6; ++r) {
    for (const auto table : {&SourceTables::output, &SourceTables::exports, &SourceTables::imports,
                             &SourceTables::outflow, &SourceTables::inflow}) {
      const data::Table &a = whole.*table, &b = split.*table;
      CHECK(b(r, 34) == Approx(0.25 * a(r, 34)));
      CHECK(b(r, 35) == Approx(a(r, 35) + 0.75 * a(r, 34)));
      CHECK(b(r, 33) == a(r, 33));
    }
    CHECK(split.intermediate(r, 34, 35) ==
          Approx(0.25 * whole.intermediate(r, 34, 35) + 0.1875 * whole.intermediate(r, 34, 34)));
    CHECK(split.intermediate(r, 3, 34) == Approx(0.25 * whole.intermediate(r, 3, 34)));
    CHECK(split.final_use(r, 34, 2) == Approx(0.25 * whole.final_use(r, 34, 2)));
    double cost = 0;
    for (int i = 0; i < 42; ++i) cost += split.intermediate(r, i, 35);
    for (int v = 0; v < 4; ++v) cost += split.value_added(r, v, 35);
    CHECK(cost == Approx(split.output(r, 35)));
  }
}

TEST_CASE("the year of a list is that of the dataset") {
  const SyntheticSources sources;
  const Scratch scratch;
  const std::string path = scratch.file("d.h5");
  write_dataset(balance(sources.folder()), path);
  CHECK(data::dataset_base_year(path) == 2017);
  // Customs of another year are not taken for this one's.
  put(sources.folder() / "dataset.toml", replaced(list_of_2017(), "year = 2017", "year = 2012"));
  CHECK_THAT(error_text([&] { balance(sources.folder()); }),
             ContainsSubstring("no row of the year 2012"));
}

TEST_CASE("lists that cannot be are refused with their place") {
  CHECK_THAT(refusal("{ 35 = 0.25 }"), ContainsSubstring("add up to 0.25"));
  CHECK_THAT(refusal("{ 35 = 0.25, 34 = 0.75 }"), ContainsSubstring("no share of it goes to 36"));
  CHECK_THAT(refused_list("year = 2017", "year = 17"), ContainsSubstring("list.toml:"));
  CHECK_THAT(refused_list("unit = 1e-4", "unit = 0"), ContainsSubstring("list.toml:"));
  CHECK_THAT(refused_list("controls =", "control ="), ContainsSubstring("controls"));
  const SyntheticSources sources;
  std::filesystem::remove_all(sources.folder() / "china-2017/io");
  CHECK_THAT(error_text([&] { balance(sources.folder()); }),
             ContainsSubstring("has no folder china-2017/io"));
}
