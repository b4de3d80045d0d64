// SPDX-License-Identifier: Apache-2.0
// Reading one provincial table: what is accepted, and that what is wrong is refused by place and
// name.
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/calibration/balance/province_table.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/mrio.hpp>
#include "tests/catch.hpp"

using namespace yuqian;
using namespace yuqian::calibration;

namespace {

using Cells = std::vector<std::vector<std::string>>;

std::string code(int i) {
  char text[16];
  std::snprintf(text, sizeof text, "sec%02d", i + 1);
  return text;
}

/// A province where every sector makes 100 x 10^4 yuan: 10 of its own good, 90 of wages; 84 go to
/// the government, 6 abroad, 5 to other provinces, 5 come in from them.
Cells good_table() {
  Cells rows{{"code"}};
  for (int j = 0; j < 42; ++j) rows[0].push_back(code(j));
  for (const char* c :
       {"FU101", "FU102", "FU103", "FU201", "FU202", "EX", "OF", "IM", "IF", "ERR", "GO"})
    rows[0].push_back(c);
  for (int i = 0; i < 42; ++i) {
    rows.push_back({code(i)});
    for (int j = 0; j < 42; ++j) rows.back().push_back(i == j ? "10" : "0");
    for (const char* v : {"0", "0", "84", "1", "-1", "6", "5", "0", "5", "0", "100"})
      rows.back().push_back(v);
  }
  for (const char* v : {"VA001", "VA002", "VA003", "VA004"}) {
    rows.push_back({v});
    for (int j = 0; j < 42; ++j) rows.back().push_back(std::string(v) == "VA001" ? "90" : "0");
    for (int k = 0; k < 11; ++k) rows.back().push_back("0");
  }
  rows.push_back({"TI"});
  for (int k = 0; k < 53; ++k) rows.back().push_back(k < 42 ? "100" : "0");
  return rows;
}

SourceTables empty_tables() {
  SourceTables t;
  t.list.unit = 1e-4;
  t.regions = data::Set("region", {"Chongqing", "Guizhou"});
  t.sectors = sectors_2017();
  t.intermediate = data::Table(
      "intermediate", {t.regions, t.sectors, t.sectors.renamed("using_sector")}, "10^8 yuan");
  t.final_use = data::Table("final_use", {t.regions, t.sectors, source_final_uses()}, "10^8 yuan");
  t.value_added =
      data::Table("value_added", {t.regions, data::value_added_set(), t.sectors}, "10^8 yuan");
  for (data::Table* x : {&t.output, &t.exports, &t.imports, &t.outflow, &t.inflow, &t.error})
    *x = data::Table("x", {t.regions, t.sectors}, "10^8 yuan");
  return t;
}

SectorParts one_by_one() {
  SectorParts parts;
  for (int i = 0; i < 42; ++i) parts.push_back({{i, 1.0}});
  return parts;
}

data::Csv csv(const Cells& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) text += (c ? "," : "") + row[c];
    text += "\n";
  }
  return data::Csv::parse(text, "Guizhou.csv");
}

std::string refusal(const std::function<void(Cells&)>& spoil) {
  Cells rows = good_table();
  spoil(rows);
  SourceTables t = empty_tables();
  try {
    read_province_table(csv(rows), 1, one_by_one(), t);
  } catch (const data::InputError& e) {
    return e.what();
  }
  return "nothing was refused";
}

}  // namespace

TEST_CASE("a provincial table is read in 10^8 yuan") {
  SourceTables t = empty_tables();
  read_province_table(csv(good_table()), 1, one_by_one(), t);
  CHECK(t.output(1, 41) == Approx(0.01));
  CHECK(t.intermediate(1, 3, 3) == Approx(0.001));
  CHECK(t.final_use(1, 0, 4) == Approx(-0.0001));
  CHECK(t.value_added.at({"Guizhou", "compensation", "food"}) == Approx(0.009));
  CHECK(t.inflow(1, 7) == Approx(0.0005));
  CHECK(t.output(0, 0) == 0.0);
}

TEST_CASE("a provincial table that is wrong is refused with its place") {
  CHECK_THAT(refusal([](Cells& r) { r[5][3] = "-1"; }), StartsWith("Guizhou.csv:6:"));
  CHECK_THAT(refusal([](Cells& r) { r[5][3] = "ten"; }), ContainsSubstring("ten"));
  CHECK_THAT(refusal([](Cells& r) { r[5][3] = ""; }), ContainsSubstring("Guizhou.csv:6"));
  CHECK_THAT(refusal([](Cells& r) { r.erase(r.begin() + 7); }),
             ContainsSubstring("row \"sec07\" is missing"));
  CHECK_THAT(refusal([](Cells& r) { r[8][0] = "sec07"; }), ContainsSubstring("appears twice"));
  CHECK_THAT(refusal([](Cells& r) { r[0][49] = "OFF"; }),
             ContainsSubstring("unknown column \"OFF\""));
  CHECK_THAT(refusal([](Cells& r) {
               r[47][0] = "sec43";
               r[47].resize(54, "0");
             }),
             ContainsSubstring("sec43"));
  // Half a unit is rounding, more is not.
  CHECK(refusal([](Cells& r) {
          r[3].back() = "100.4";
          r[45][3] = "0.4";
        }) == "nothing was refused");
  CHECK_THAT(refusal([](Cells& r) { r[3].back() = "101"; }),
             ContainsSubstring("row sec03 of Guizhou does not add up"));
  CHECK_THAT(refusal([](Cells& r) { r[43][3] = "95"; }),
             ContainsSubstring("column sec03 of Guizhou does not add up"));
}

TEST_CASE("land borders are symmetric and every province has a neighbour") {
  const data::Set regions("region",
                          {"Chongqing", "Guizhou", "Sichuan", "Hubei", "Hainan", "Guangdong"});
  const data::Table near = contiguity(regions);
  for (int s = 0; s < 6; ++s) {
    CHECK(near(s, s) == 0.0);
    for (int r = 0; r < 6; ++r) CHECK(near(s, r) == near(r, s));
  }
  CHECK(near.at({"Chongqing", "Guizhou"}) == 1.0);
  CHECK(near.at({"Chongqing", "Guangdong"}) == 0.0);
  CHECK(near.at({"Hainan", "Guangdong"}) == 1.0);
  CHECK_THROWS_AS(contiguity(data::Set("region", {"Atlantis"})), data::InputError);
}
