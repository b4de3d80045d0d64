// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/toml.hpp>

#include <cmath>

#include "tests/data/expect_error.hpp"

using namespace yuqian::data;

namespace {

Toml parsed(const std::string& text) { return Toml::parse(text, "s.toml"); }

const char* const scenario = R"(id = "yuqian-barrier-10"
title = { zh = "渝黔双边贸易壁垒下降10%", en = "Barriers down 10 %" }
weights = [1, 2.5]
upper = inf
draft = false

[[shock]]
parameter = "iceberg"
where = { from = "Chongqing", to = "Guizou" }
scale = 0.90
)";

}  // namespace

TEST_CASE("TOML: values, places and paths") {
  const Toml file = parsed(scenario);
  CHECK(file.get("id").string() == "yuqian-barrier-10");
  CHECK(file.get("title").get("zh").string() == "渝黔双边贸易壁垒下降10%");
  CHECK(file.get("weights").numbers() == std::vector<double>{1.0, 2.5});
  CHECK(std::isinf(file.get("upper").bound()));
  CHECK_FALSE(file.get("draft").boolean());
  const std::vector<Toml> shocks = file.items("shock");
  REQUIRE(shocks.size() == 1);
  CHECK(shocks[0].get("scale").number(Sign::positive) == 0.9);
  CHECK(shocks[0].get("where").get("to").path() == "shock[1].where.to");
  CHECK(shocks[0].get("where").get("to").where().text() == "s.toml:9:36");
  CHECK(file.items("nothing").empty());
  CHECK(shocks[0].number_or("share", 0.5) == 0.5);
  CHECK(shocks[0].string_or("use", "all") == "all");
  CHECK(shocks[0].boolean_or("both_ways", true));
  CHECK(file.keys() ==
        std::vector<std::string>{"id", "title", "weights", "upper", "draft", "shock"});
}

TEST_CASE("TOML: columns count characters") {
  const Toml file = parsed("a = { zh = \"渝黔\", n = 1 }\n");
  CHECK(file.get("a").get("n").where().text() == "s.toml:1:22");
}

TEST_CASE("TOML: unknown keys are refused with the nearest one that was expected") {
  const Toml file = parsed("id = \"x\"\n[[shock]]\nscael = 0.9\n");
  file.get("id");
  for (const Toml& shock : file.items("shock")) {
    shock.find("scale");
    shock.find("parameter");
  }
  CHECK(error_text([&] { file.finish(); }) ==
        "s.toml:3:1: unknown key \"scael\"; did you mean \"scale\"?");
  const Toml other = parsed("id = \"x\"\nextra = { a = 1 }\n");
  other.get("id");
  CHECK(error_text([&] { other.finish(); }) == "s.toml:2:1: unknown key \"extra\"; valid are: id");
  other.get("extra");
  CHECK(error_text([&] { other.finish(); }) ==
        "s.toml:2:11: unknown key \"a\"; no key is expected here");
  other.get("extra").keys();
  CHECK_NOTHROW(other.finish());
}

TEST_CASE("TOML: missing keys are named with what may have been meant") {
  const Toml file = parsed("closur = \"long_run\"\n[household]\nsaving = 1\n");
  CHECK(error_text([&] { file.get("closure"); }) ==
        "s.toml:1:1: key \"closure\" is missing; is it the one written \"closur\"?");
  CHECK(error_text([&] { file.get("household").get("transfers"); }) ==
        "s.toml:2:1: key \"transfers\" is missing in \"household\"; add it");
}

TEST_CASE("TOML: the wrong kind of value is refused") {
  const Toml file =
      parsed("a = 1\nb = \"two\"\nc = [1, \"x\"]\nd = -3.5\ne = nan\nf = inf\ng = { h = -1 }\n");
  CHECK(error_text([&] { file.get("a").string(); }) ==
        "s.toml:1:5: expected a string at \"a\", found an integer; write a string");
  CHECK(error_text([&] { file.get("b").number(); }) ==
        "s.toml:2:5: expected a number at \"b\", found a string; write a number");
  CHECK(error_text([&] { file.get("c").numbers(); }) ==
        "s.toml:3:9: expected a number at \"c[2]\", found a string; write a number");
  CHECK(error_text([&] { file.get("d").number(Sign::not_negative); }) ==
        "s.toml:4:5: \"d\" = -3.5 is negative; it cannot be below zero");
  CHECK(error_text([&] { file.get("g").get("h").number(Sign::positive); }) ==
        "s.toml:7:11: \"g.h\" = -1 is not positive; it must be above zero");
  CHECK(error_text([&] { file.get("d").integer(); }) ==
        "s.toml:4:5: expected an integer at \"d\", found a number; write an integer");
  CHECK(error_text([&] { file.get("e").number(); }) ==
        "s.toml:5:5: nan is not a number; write a number");
  CHECK(error_text([&] { file.get("f").number(); }) ==
        "s.toml:6:5: \"f\" = inf is infinite; write a finite number");
  CHECK(error_text([&] { file.get("a").items(); }) ==
        "s.toml:1:5: expected an array at \"a\", found an integer; write an array");
  CHECK(error_text([&] { file.get("a").get("x"); }) ==
        "s.toml:1:5: expected a table at \"a\", found an integer; write a table");
}

TEST_CASE("TOML: labels and choices name the nearest valid one") {
  const Toml where = parsed(scenario).items("shock")[0].get("where");
  const Set regions("region", {"Chongqing", "Guizhou"});
  CHECK(where.get("from").label(regions) == 0);
  CHECK(error_text([&] { where.get("to").label(regions); }) ==
        "s.toml:9:36: unknown region \"Guizou\"; did you mean \"Guizhou\"?");
  const std::vector<std::string> closures{"short_run", "long_run"};
  const Toml file = parsed("closure = \"longrun\"\n");
  CHECK(error_text([&] { file.get("closure").choice(closures, "closure"); }) ==
        "s.toml:1:11: unknown closure \"longrun\"; did you mean \"long_run\"?");
}

TEST_CASE("TOML: syntax errors, repeated keys and encodings are refused with their place") {
  const auto refusal = [](const std::string& text) { return error_text([&] { parsed(text); }); };
  CHECK_THAT(refusal("a = 1\na = 2\n"), StartsWith("s.toml:2:"));
  CHECK_THAT(refusal("a = 1\nb = \n"), StartsWith("s.toml:2:5: "));
  // As in tables: a number that no double is near to, large or small.
  for (const char* number : {"1e400", "-1e400", "1e-400"})
    CHECK_THAT(refusal(std::string("a = ") + number + "\n"), StartsWith("s.toml:1:"));
  CHECK(parsed("a = +2.2250738585072014e-308\n").get("a").number() == 0x1p-1022);
  CHECK(refusal("a = \"\xD3\xE5\"\n") ==
        "s.toml:1:6: byte 0xD3 is not UTF-8 (GBK or Latin-1 perhaps); save the file as UTF-8");
}

TEST_CASE("TOML: strings without control characters, numbers that a double holds") {
  CHECK(error_text([] { parsed("a = \"x\\u0000y\"\n").get("a").string(); }) ==
        "s.toml:1:5: \"a\" holds the control character U+0000; take it out");
  CHECK_THAT(error_text([] { parsed("a = 9007199254740993\n").get("a").number(); }),
             StartsWith("s.toml:1:5: ") && ContainsSubstring("beyond 2^53"));
  CHECK(parsed("a = 9007199254740991\n").get("a").number() == 9007199254740991.0);
}
