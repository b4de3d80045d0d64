// SPDX-License-Identifier: Apache-2.0
// Source tables held against each other: what docs/data.md states of them is tested on reading, and
// what does not hold is refused with file, row and figure.
#include <algorithm>
#include <functional>

#include <yuqian/calibration/balance/balance.hpp>
#include <yuqian/calibration/balance/pair_order.hpp>
#include "tests/catch.hpp"
#include "tests/data/expect_error.hpp"
#include "tests/synthetic_sources.hpp"

using namespace yuqian;
using namespace yuqian::calibration;
using yuqian::tests::Cells;
using yuqian::tests::SyntheticSources;

namespace {

constexpr const char* controls = "china-2017/macro_controls.csv";
constexpr const char* distances = "china-2017/rail_distance_km.csv";
constexpr const char* co2 = "china-2017/co2_mt.csv";

/// What is refused after one file was changed.
std::string refusal(const std::string& file, const std::function<void(Cells&)>& change) {
  const SyntheticSources sources;
  sources.edit(file, change);
  return error_text([&] { balance(sources.folder()); });
}

void scale(std::vector<std::string>& row, double factor, std::size_t from = 1) {
  for (std::size_t c = from; c < row.size(); ++c)
    if (!row[c].empty()) row[c] = data::shortest(factor * std::stod(row[c]));
}

std::vector<std::string>& row_of(Cells& cells, const std::string& label) {
  return *std::find_if(cells.begin(), cells.end(),
                       [&](const auto& row) { return row.front() == label; });
}

void drop_row(Cells& cells, const std::string& label) {
  cells.erase(std::find(cells.begin(), cells.end(), row_of(cells, label)));
}

}  // namespace

TEST_CASE("synthetic sources are balanced, and their doubtful distance is reported") {
  const SyntheticSources sources;
  const BalanceResult plain = balance(sources.folder());
  CHECK(plain.report.worst_gap < 1e-12);
  INFO(plain.report.text().en);
  CHECK(plain.report.doubts.empty());
  // 400 + 400 km through Guizhou, where 1,100 are given.
  sources.edit(distances, [](Cells& c) {
    SyntheticSources::at(c, "Chongqing", "Sichuan") = "1100";
    SyntheticSources::at(c, "Sichuan", "Chongqing") = "1100";
  });
  const BalanceResult doubtful = balance(sources.folder());
  REQUIRE(doubtful.report.doubts.size() == 1);
  CHECK(doubtful.report.doubts[0].cell == "Sichuan,Chongqing");
  CHECK_THAT(doubtful.report.text().en, ContainsSubstring("1100 km, through Guizhou it is 800"));
}

TEST_CASE("distances are symmetric, in km, and not far above the route through a third province") {
  const auto set = [](const std::string& km, bool both) {
    return refusal(distances, [&](Cells& c) {
      SyntheticSources::at(c, "Chongqing", "Guizhou") = km;
      if (both) SyntheticSources::at(c, "Guizhou", "Chongqing") = km;
    });
  };
  CHECK_THAT(set("4000", false), ContainsSubstring("Chongqing to Guizhou is 4000 km and back 400"));
  CHECK_THAT(set("4000", false), ContainsSubstring("rail_distance_km.csv:2:1"));
  CHECK_THAT(set("4000", true), ContainsSubstring("4000 km, through Sichuan it is 1200"));
  CHECK_THAT(set("", true), ContainsSubstring("is 0 km"));
  CHECK_THAT(refusal(distances,
                     [](Cells& c) {
                       for (std::size_t r = 1; r < c.size(); ++r) scale(c[r], 1000);
                     }),
             ContainsSubstring("capitals are 50 to 8000 km apart"));
  CHECK_THAT(refusal(distances, [](Cells& c) { drop_row(c, "Guizhou"); }),
             ContainsSubstring("\"Guizhou\" is missing"));
}

TEST_CASE("shares add up to one and have every province but Tibet") {
  const std::string spending = "china-2007/trade_shares_nonfarm.csv",
                    migration = "china-2007/migration_shares_2010.csv",
                    employment = "china-2007/employment_2010.csv";
  CHECK_THAT(refusal(spending, [](Cells& c) { scale(row_of(c, "Guizhou"), 2); }),
             ContainsSubstring("trade_shares_nonfarm.csv:3:1") &&
                 ContainsSubstring("row \"Guizhou\" add up to 2"));
  CHECK_THAT(refusal(migration, [](Cells& c) { scale(row_of(c, "Guizhou_na"), 2); }),
             ContainsSubstring("row \"Guizhou_na\" add up to 2"));
  CHECK_THAT(refusal(spending, [](Cells& c) { drop_row(c, "Guizhou"); }),
             ContainsSubstring("province \"Guizhou\" is missing"));
  CHECK_THAT(refusal(migration, [](Cells& c) { drop_row(c, "Hunan_ag"); }),
             ContainsSubstring("province \"Hunan\" is missing"));
  CHECK_THAT(refusal(employment, [](Cells& c) { drop_row(c, "Hunan"); }),
             ContainsSubstring("employment_2010.csv") && ContainsSubstring("Hunan"));
  CHECK_THAT(refusal(employment, [](Cells& c) { c.push_back(c[1]); }),
             ContainsSubstring("\"Chongqing\" appears twice"));
}

TEST_CASE("the national accounts agree with themselves") {
  CHECK_THAT(refusal(controls, [](Cells& c) { c.push_back(row_of(c, "Guizhou")); }),
             ContainsSubstring("appears twice"));
  CHECK_THAT(refusal(controls, [](Cells& c) { drop_row(c, "Guizhou"); }),
             ContainsSubstring("\"Guizhou\" is missing"));
  CHECK_THAT(
      refusal(controls, [](Cells& c) { SyntheticSources::at(c, "Guizhou", "incm_surplus") = "1"; }),
      ContainsSubstring("macro_controls.csv:3") && ContainsSubstring("GDP by income"));
  CHECK_THAT(refusal(controls,
                     [](Cells& c) { SyntheticSources::at(c, "Guizhou", "expd_inventory") = "-9"; }),
             ContainsSubstring("GDP by expenditure"));
  CHECK_THAT(refusal(controls,
                     [](Cells& c) {
                       std::string &rural = SyntheticSources::at(c, "Guizhou", "expd_hsh_rural"),
                                   &urban = SyntheticSources::at(c, "Guizhou", "expd_hsh_urban");
                       urban = data::shortest(std::stod(rural) + std::stod(urban));
                       rural = "0";
                     }),
             ContainsSubstring("expd_hsh_rural of Guizhou is 0"));
  CHECK_THAT(refusal(controls,
                     [](Cells& c) {
                       for (const char* item : {"expd_net_provflow", "prod_va_ind", "incm_surplus"})
                         SyntheticSources::at(c, "Guizhou", item) = data::shortest(
                             std::stod(SyntheticSources::at(c, "Guizhou", item)) + 50);
                     }),
             ContainsSubstring("net flows between provinces add up to 50"));
}

TEST_CASE("a table fits the accounts of its own province, in its units") {
  CHECK_THAT(refusal("china-2017/io/Guizhou.csv",
                     [](Cells& c) {
                       for (std::size_t r = 1; r < c.size(); ++r) scale(c[r], 1e-4);
                     }),
             ContainsSubstring("Guizhou.csv") && ContainsSubstring("0.0001 times as much"));
  CHECK_THAT(refusal(controls, [](Cells& c) { scale(row_of(c, "Guizhou"), 1e4); }),
             ContainsSubstring("add up to") || ContainsSubstring("times as much"));
  // Labour and surplus exchanged: rows and columns still add up.
  CHECK_THAT(refusal("china-2017/io/Guizhou.csv",
                     [](Cells& c) {
                       row_of(c, "VA001")[0] = "moved";
                       row_of(c, "VA004")[0] = "VA001";
                       row_of(c, "moved")[0] = "VA004";
                     }),
             ContainsSubstring("Guizhou: compensation of employees is "));
}

TEST_CASE("files of two provinces that stand in each other's place are refused") {
  const SyntheticSources sources;
  const auto io = sources.folder() / "china-2017/io";
  for (const auto& [from, to] :
       {std::pair{"Guizhou", "kept"}, {"Hunan", "Guizhou"}, {"kept", "Hunan"}})
    std::filesystem::rename(io / (std::string(from) + ".csv"), io / (std::string(to) + ".csv"));
  CHECK_THAT(error_text([&] { balance(sources.folder()); }),
             ContainsSubstring("Guizhou and Hunan fit each other's accounts"));
}

TEST_CASE("emissions are in Mt, complete, and given once") {
  CHECK_THAT(refusal(co2,
                     [](Cells& c) {
                       for (std::size_t r = 1; r < c.size(); ++r) scale(c[r], 1000, 2);
                     }),
             ContainsSubstring("t per 10^4 yuan") && ContainsSubstring("co2_mt.csv:2"));
  CHECK_THAT(
      refusal(co2, [](Cells& c) { std::erase_if(c, [](auto& r) { return r[0] == "Hunan"; }); }),
      ContainsSubstring("province \"Hunan\" is missing"));
  CHECK_THAT(refusal(co2, [](Cells& c) { c.push_back(c.back()); }), ContainsSubstring("twice"));
  CHECK_THAT(refusal(co2, [](Cells& c) { c.erase(c.begin() + 1); }),
             ContainsSubstring("province \"Chongqing\" is missing"));
}

TEST_CASE("the pair's estimates are ordered: low, central, high") {
  const SyntheticSources sources;
  BalanceResult result = balance(sources.folder());
  CHECK_NOTHROW(require_ordered_estimates(result.variants));
  std::swap(result.variants[0], result.variants[2]);
  CHECK_THAT(error_text([&] { require_ordered_estimates(result.variants); }),
             ContainsSubstring("flows from Chongqing to Guizhou are") &&
                 ContainsSubstring("rail_distance_km.csv"));
}
