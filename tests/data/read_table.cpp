// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/read_table.hpp>

#include "tests/data/expect_error.hpp"

using namespace yuqian::data;

namespace {

const Set regions("region", {"Chongqing", "Guizhou"});
const Set sectors("sector", {"coal", "food"});

Table matrix(const std::string& text, CellRule rule = {}) {
  return read_matrix(Csv::parse(text, "m.csv"), regions, sectors, "output", "1e8 CNY", rule);
}

}  // namespace

TEST_CASE("a labelled matrix may come in any order") {
  const Table table = matrix("r,food,coal\nGuizhou,4,3\nChongqing,2,1\n");
  CHECK(table.at({"Chongqing", "coal"}) == 1.0);
  CHECK(table.at({"Guizhou", "food"}) == 4.0);
  CHECK(table.source() == "m.csv");
  CHECK(
      list_csv(table) ==
      "region,sector,value\nChongqing,coal,1\nChongqing,food,2\nGuizhou,coal,3\nGuizhou,food,4\n");
}

TEST_CASE("a labelled matrix must be complete, once, with known labels and good numbers") {
  const auto refusal = [](const std::string& text, CellRule rule = {}) {
    return error_text([&] { matrix(text, rule); });
  };
  CHECK(refusal("r,coal,food\nChongqing,1,2\nGuizou,3,4\n") ==
        "m.csv:3:1: unknown region \"Guizou\"; did you mean \"Guizhou\"?");
  CHECK(refusal("r,coal,foods\nChongqing,1,2\n") ==
        "m.csv:1:8: unknown sector \"foods\"; did you mean \"food\"?");
  CHECK(
      refusal("r,coal,food\nChongqing,1,2\nChongqing,3,4\n") ==
      "m.csv:3:1: \"Chongqing\" appears twice; it stands already at m.csv:2:1: remove one of them");
  CHECK(refusal("r,coal,food\nChongqing,1,2\n") ==
        "m.csv: region \"Guizhou\" is missing; every region must be there once");
  CHECK(refusal("r\nChongqing\n") ==
        "m.csv: sector \"coal\" is missing, and 1 more; every sector must be there once");
  CHECK(
      refusal("r,coal,food\nChongqing,1,\nGuizhou,3,4\n") ==
      "m.csv:2:13: an empty cell in row \"Chongqing\", column \"food\"; write a number; 0 if that "
      "is what is meant");
  CHECK(
      refusal("r,coal,food\nChongqing,1,-2\nGuizhou,3,4\n", {Sign::not_negative}) ==
      "m.csv:2:13: negative value -2 in row \"Chongqing\", column \"food\"; this figure cannot be "
      "below zero");
  CHECK(matrix("r,coal,food\nChongqing,1,\nGuizhou,3,4\n", {Sign::any, true}).sum() == 8.0);
}

TEST_CASE("a set is read from a column with its names") {
  const Set set = read_set(Csv::parse("code,zh,en\ncoal,煤炭,Coal\nfood,食品,Food\n", "s.csv"),
                           "sector", "code");
  CHECK(set.labels() == std::vector<std::string>{"coal", "food"});
  CHECK(set.zh(1) == "食品");
  CHECK(set.en(0) == "Coal");
  CHECK(error_text([] { read_set(Csv::parse("code\na\na\n", "s.csv"), "sector", "code"); }) ==
        "s.csv:3:1: \"a\" appears twice; it stands already at s.csv:2:1: remove one of them");
}
