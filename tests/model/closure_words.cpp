// SPDX-License-Identifier: Apache-2.0
// One list of a closure's keys, which result files, notes and comparisons follow.
#include <yuqian/model/regional/question/closure.hpp>

#include "tests/catch.hpp"

using yuqian::model::closure_words;
using yuqian::model::ClosureWord;

TEST_CASE("a closure lists every key that its file may have, with its word", "[model]") {
  const std::string head = "id = \"c\"\ntitle = { zh = \"c\", en = \"c\" }\n";
  const auto plain = closure_words(yuqian::model::parse_closure(head, "plain.toml"));
  const auto other = closure_words(yuqian::model::parse_closure(
      head + "capital = \"specific\"\ninvestment = \"fixed\"\ngovernment = "
             "\"fixed_spending\"\nexports = \"small_country\"\n"
             "numeraire = \"wage:Guizhou\"\nwedge_rent_to_households = 0.25\n"
             "quota = \"Chongqing>Guizhou\"\nquota_owner = \"origin\"\n",
      "other.toml"));
  REQUIRE(plain.size() == other.size());
  const auto word = [](const std::vector<ClosureWord>& list, const std::string& key) {
    for (const ClosureWord& w : list)
      if (w.key == key) return w.word;
    return std::string("no such key");
  };
  for (const auto& [key, a, b] : {std::tuple{"capital", "mobile", "specific"},
                                  {"investment", "saving_driven", "fixed"},
                                  {"government", "spends_income", "fixed_spending"},
                                  {"exports", "world_demand", "small_country"},
                                  {"numeraire", "foreign_exchange", "wage:Guizhou"},
                                  {"wedge_rent_to_households", "0", "0.25"},
                                  {"quota", "none", "Chongqing>Guizhou"},
                                  {"quota_owner", "destination", "origin"}}) {
    CHECK(word(plain, key) == a);
    CHECK(word(other, key) == b);
  }
  for (const ClosureWord& w : plain) {
    CHECK_FALSE(w.name.zh.empty());
    CHECK_FALSE(w.name.en.empty());
    // The file's own words give the same closure back.
    if (!w.number && w.key != "swap")  // swaps are blocks, tested with the model
      CHECK(word(closure_words(yuqian::model::parse_closure(
                     head + w.key + " = \"" + word(other, w.key) + "\"\n", "again.toml")),
                 w.key) == word(other, w.key));
  }
}
