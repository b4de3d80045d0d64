// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/data/utf8.hpp>
#include "tests/data/expect_error.hpp"

using namespace yuqian::data;

TEST_CASE("the edit distance counts characters, not bytes") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("kitten", "sitting") == 3);       // Levenshtein's textbook pair
  CHECK(edit_distance("Chongqing", "Chognqing") == 1);  // a swap of neighbours is one edit
  CHECK(edit_distance("GUIZHOU", "guizhou") == 0);
  CHECK(edit_distance("重庆", "重清") == 1);
  CHECK(edit_distance("重庆市", "重庆") == 1);
  CHECK(edit_distance("ca", "abc") == 3);  // a swapped pair is not edited again
}

TEST_CASE("the nearest label is offered only when it is near") {
  const std::vector<std::string> regions{"Chongqing", "Guizhou", "Guangxi", "重庆"};
  CHECK(nearest("Chonqing", regions) == "Chongqing");
  CHECK(nearest("guizhou", regions) == "Guizhou");
  CHECK(nearest("重慶", regions) == "重庆");
  CHECK(nearest("S1", std::vector<std::string>{"S0", "S1a", "S1b"}) == "S1a");
  CHECK_FALSE(nearest("Atlantis", regions));
  CHECK_FALSE(nearest("x", std::vector<std::string>{"y"}));
  CHECK(suggestion("Guizou", regions) == "did you mean \"Guizhou\"?");
  CHECK(suggestion("Atlantis", regions) == "valid are: Chongqing, Guizhou, Guangxi, 重庆");
}

TEST_CASE("a long list of valid labels is cut") {
  std::vector<std::string> many;
  for (int i = 0; i < 42; ++i) many.push_back("sector_number_" + std::to_string(i));
  CHECK_THAT(suggestion("?", many), ContainsSubstring("sector_number_7, ... (42 in all)"));
}

TEST_CASE("UTF-8 is checked byte by byte") {
  CHECK_FALSE(first_bad_utf8("plain, 渝黔 and 𠮷"));
  CHECK(first_bad_utf8("a\xC0\xAF") == 1);         // overlong
  CHECK(first_bad_utf8("ab\xED\xA0\x80") == 2);    // surrogate
  CHECK(first_bad_utf8("\xF4\x90\x80\x80") == 0);  // beyond U+10FFFF
  CHECK(first_bad_utf8("a\xE6\xB8") == 1);         // cut short
  CHECK(first_bad_utf8("\xD3\xE5") == 0);          // GBK
  CHECK(decode_utf8("渝a") == std::u32string(U"渝a"));
  CHECK(display_width("渝黔 ab") == 7);
}

TEST_CASE("a set finds its labels and names the nearest of an unknown one") {
  const Set set("region", {"Chongqing", "Guizhou"}, {"重庆", "贵州"});
  CHECK(set.index("Guizhou") == 1);
  CHECK(set.find("Sichuan") == std::nullopt);
  CHECK(set.zh(0) == "重庆");
  CHECK(set.en(0) == "Chongqing");
  CHECK(error_text([&] { set.index("Chonqing"); }) ==
        "unknown region \"Chonqing\"; did you mean \"Chongqing\"?");
  CHECK(error_text([&] { set.index("Mars"); }) ==
        "unknown region \"Mars\"; valid are: Chongqing, Guizhou");
  const Set supplier = set.renamed("supplier");
  CHECK(supplier.name() == "supplier");
  CHECK(supplier.same_labels(set));
}

TEST_CASE("a set refuses repeated, empty and broken labels") {
  CHECK(error_text([] { Set("region", {"a", "b", "a"}); }) ==
        "label 3 of set \"region\" repeats \"a\", which is label 1; labels must be unique");
  CHECK(error_text([] { Set("region", {"a", ""}); }) ==
        "label 2 of set \"region\" is empty; give every element a label of its own");
  CHECK(error_text([] { Set("region", {"\xD3\xE5"}); }) ==
        "label 1 of set \"region\" is not UTF-8; give every element a label of its own");
  CHECK(error_text([] { Set("region", {"a", "b"}, {"甲"}); }) ==
        "set \"region\" has 2 labels but 1 long names; give one name for each label, or none");
}

TEST_CASE("a table is row-major and reads by label") {
  const Set r("region", {"Chongqing", "Guizhou"}), s("sector", {"coal", "food", "steel"});
  Table table("output", {r, s}, "1e8 CNY");
  table(1, 2) = 7.0;
  CHECK(table.values()[5] == 7.0);
  CHECK(table.at({"Guizhou", "steel"}) == 7.0);
  CHECK(table.cell_label(5) == "Guizhou,steel");
  CHECK(table.sum() == 7.0);
  CHECK(error_text([&] { table.at({"Guizhou", "stel"}); }) ==
        "unknown sector \"stel\"; did you mean \"steel\"?");
  CHECK(error_text([&] { table.at({"Guizhou"}); }) ==
        "table \"output\" has 2 axes but 1 labels were given");
}

TEST_CASE("an error keeps its parts and reads as one sentence") {
  const InputError error({{"a.toml", 3, 7}, "unknown key \"tau\"", "tau", "did you mean \"tao\"?"});
  CHECK(std::string(error.what()) == "a.toml:3:7: unknown key \"tau\"; did you mean \"tao\"?");
  CHECK(error.label() == "tau");
  CHECK(std::string(error.at({"b.toml", 1, 0}).what()) ==
        "b.toml:1: unknown key \"tau\"; did you mean \"tao\"?");
  CHECK(std::string(InputError("plain").what()) == "plain");
}

TEST_CASE("labels answer to Chinese and English names and to codes of GB/T 2260") {
  const Set set("region", {"Chongqing", "Guizhou", "Southwest"}, {"重庆", "贵州", "西南"},
                {"Chongqing", "Guizhou", "The south-west"});
  CHECK(set.index("重庆") == 0);
  CHECK(set.index("贵州省") == 1);
  CHECK(set.index("52") == 1);
  CHECK(set.index("500000") == 0);
  CHECK(set.index("渝") == 0);
  CHECK(set.index("西南") == 2);
  CHECK(set.index("The south-west") == 2);
  CHECK_FALSE(find_named(set, "四川"));  // a province, but not of this set
  CHECK_FALSE(set.find("重庆"));         // exact: what files hold
  CHECK(error_text([&] { set.index("重床"); }) ==
        "unknown region \"重床\"; did you mean \"重庆\"?");
  CHECK(error_text([&] { set.index("510000"); }) ==
        "unknown region \"510000\"; valid are: Chongqing, Guizhou, Southwest");
  // A word of two labels chooses none, and a code of one kind is not taken for another's.
  CHECK_FALSE(find_named(Set("x", {"a", "b"}, {"同名", "同名"}), "同名"));
  CHECK(find_named(Set("sector", {"agriculture", "coal"}), "农业") == 0);
  CHECK(find_named(Set("work", {"nonfarm", "farm"}), "农业") == 1);
  CHECK_FALSE(find_named(Set("sector", {"agriculture", "coal"}), "50"));
  CHECK(gb_code("Guizhou") == "520000");
  CHECK(gb_code("重庆") == "500000");
  CHECK(gb_code("RestOfChina").empty());
}

TEST_CASE("every alias names something that is there, and every province has its code") {
  const Csv aliases = Csv::read(shipped("schema/aliases.csv"));
  aliases.expect_columns({"kind", "alias", "label"});
  const Set sectors = read_set(Csv::read(shipped("schema/sectors.csv")), "sector", "label");
  const Set regions = read_set(Csv::read(shipped("schema/regions.csv")), "region", "label");
  std::set<std::pair<std::string, std::string>> seen;
  for (int r = 0; r < aliases.rows(); ++r) {
    const std::string kind = aliases.text(r, 0), alias = aliases.text(r, 1),
                      label = aliases.text(r, 2);
    INFO(kind << ": " << alias << " for " << label);
    CHECK(seen.emplace(kind, alias).second);
    CHECK_FALSE(alias == label);
    if (kind == "sector") CHECK(sectors.find(label));
    if (kind == "closure") CHECK_NOTHROW(shipped("closures/" + label + ".toml"));
    if (kind == "chain") CHECK_NOTHROW(shipped("chains/" + label + ".toml"));
    CHECK(labels_known_as(alias, kind) == std::vector{label});
  }
  CHECK(regions.size() == 31);
  for (const std::string& label : regions.labels()) CHECK(gb_code(label).size() == 6);
}

TEST_CASE("a shipped file answers to its title, and a title of several names them") {
  CHECK(shipped_or_path("closures", "长期", ".toml") == shipped("closures/long_run.toml"));
  CHECK(shipped_or_path("closures", "长期闭合", ".toml") == shipped("closures/long_run.toml"));
  CHECK(shipped_or_path("closures", "短期闭合", ".toml") == shipped("closures/short_run.toml"));
  CHECK(shipped_or_path("closures", "Short run", ".toml") == shipped("closures/short_run.toml"));
  CHECK(shipped_or_path("scenarios", "渝黔双边贸易壁垒：交付成本下降10%", ".toml") ==
        shipped("scenarios/S1a.toml"));
  CHECK_THAT(error_text([] { shipped_or_path("closures", "要素留在本区域，碳", ".toml"); }),
             ContainsSubstring("begins the titles of several files") &&
                 ContainsSubstring("name one of: carbon_all, carbon_power, carbon_pricing"));
  CHECK_THAT(error_text([] { shipped_or_path("closures", "无此闭合", ".toml"); }),
             ContainsSubstring("no \"无此闭合\" in"));
}
