// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include <yuqian/data/catalogue.hpp>
#include <yuqian/data/error.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian::data;

namespace {

Catalogue made(const std::string& rows) {
  const Scratch scratch;
  const std::string path = scratch.file("zh.csv");
  std::ofstream(path) << "en,zh\n" << rows;
  return Catalogue::read(path);
}

}  // namespace

TEST_CASE("a sentence is found by its template, with what is filled in") {
  const Catalogue c = made(
      "\"unknown {} \"\"{}\"\"\",未知的{}“{}”\nregion,地区\n{} in {},{1}的{0}\n{} in the file "
      "{},{1}中的{0}\nvalue "
      "{},数值{}\n"
      "value {} of {},{1}的值{0}\nplain,朴素\n");
  CHECK(c.chinese("plain") == "朴素");
  CHECK(c.chinese("unknown region \"Mars\"") == "未知的地区“Mars”");
  CHECK(c.chinese("unknown region \"region\"") == "未知的地区“region”");    // a label stays
  CHECK(c.chinese("value 3 in the file S1a.toml") == "S1a.toml中的数值3");  // a sentence within one
  CHECK(c.chinese("value 3 of x") == "x的值3");  // the more definite template comes first
  CHECK(c.chinese("nobody translated this") == "nobody translated this");
  CHECK_FALSE(c.find("unknown"));
  CHECK_FALSE(
      c.find("a sentence that nobody translated in this file"));  // "{} in {}" fits too much
  CHECK(c.chinese(InputError({{"a.toml", 3, 4}, "unknown region \"x\"", "x", "plain"})) ==
        "a.toml:3:4：未知的地区“x”；朴素");
}

TEST_CASE("a translation has every place that is filled in, once") {
  CHECK_THAT(error_text([] { made("value {} of {},只有{}\n"); }),
             ContainsSubstring("does not fill in what the sentence does"));
  CHECK_THAT(error_text([] { made("plain,多了{}\n"); }), ContainsSubstring("zh.csv:2"));
  CHECK_THAT(error_text([] { made("plain,一\nplain,二\n"); }), ContainsSubstring("appears twice"));
}

TEST_CASE("the shipped catalogue is whole, and says what an official would meet") {
  const Catalogue& c = Catalogue::shipped();
  CHECK(c.entries().size() > 500);
  CHECK(c.chinese("unknown region \"Chonqing\"") == "未知的地区“Chonqing”");
  CHECK(c.chinese("did you mean \"重庆\"?") == "您是否指“重庆”？");
}
