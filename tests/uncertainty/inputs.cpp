// SPDX-License-Identifier: Apache-2.0
// Files of uncertain inputs: what is read, what is replaced, and what is refused with its line.
#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/uncertainty/inputs.hpp>
#include "tests/catch.hpp"

#include <cmath>

using namespace yuqian;
using namespace yuqian::uncertainty;

namespace {

const std::vector<Quantity> catalogue{{"esubm", 0, 1000, false, false, true},
                                      {"esubd", 0, 1000, false, false, true},
                                      {"trade_flow", 0.001, 1000, true, true},
                                      {"land", 0, 2, true}};

const std::string groups =
    "[[group]]\nid = \"a\"\ntitle = { zh = \"甲\", en = \"A\" }\n"
    "[[group]]\nid = \"b\"\ntitle = { zh = \"乙\", en = \"B\" }\n";

std::string input(const std::string& name, const std::string& quantity,
                  const std::string& group = "a", const std::string& more = "") {
  return "[[input]]\nname = \"" + name + "\"\ntitle = { zh = \"名\", en = \"name\" }\ngroup = \"" +
         group + "\"\nquantity = \"" + quantity +
         "\"\nlaw = \"lognormal\"\ninterval = [0.5, 2.0]\nbasis = \"judgement\"\nsource = \"a\"\n" +
         more;
}

std::string correlation(const char* a, const char* b, double value) {
  return "[[correlation]]\nbetween = [\"" + std::string(a) + "\", \"" + b +
         "\"]\nvalue = " + std::to_string(value) + "\nsource = \"a\"\n";
}

Uncertainty read(const std::string& text, const Uncertainty* before = nullptr) {
  return parse_uncertainty(text, "mine.toml", catalogue, before);
}

std::string refusal(const std::string& text, const Uncertainty* before = nullptr) {
  try {
    read(text, before);
  } catch (const data::InputError& e) {
    CHECK(e.where().file == "mine.toml");
    CHECK(e.where().line > 0);
    CHECK(!e.hint().empty());
    return e.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a file of uncertain inputs says what it says") {
  const Uncertainty u =
      read(groups + input("one", "esubm") + input("two", "esubd", "a") +
           input("each", "esubm", "b", "each = true\n") +
           input("flow", "trade_flow", "b", "between = [\"Chongqing\"]\nand = [\"*\"]\n") +
           correlation("one", "two", 0.6));
  REQUIRE(u.inputs.size() == 4);
  CHECK(u.groups[1].title.zh == "乙");
  CHECK(u.inputs[2].each);
  CHECK(u.inputs[3].between == std::vector<std::string>{"Chongqing"});
  CHECK(u.inputs[3].other_end == std::vector<std::string>{"*"});
  CHECK_FALSE(u.inputs[0].evidence);
  CHECK(u.factor[4] == Approx(0.6));
  CHECK(u.factor[5] == Approx(0.8));
}

TEST_CASE("a second file replaces, joins and omits inputs of the first") {
  const Uncertainty first =
      read(groups + input("one", "esubm") + input("two", "esubd") + correlation("one", "two", 0.6));
  const Uncertainty second =
      read("omit = [\"two\"]\n" + input("one", "land", "b") + input("new", "esubd"), &first);
  REQUIRE(second.inputs.size() == 2);
  CHECK(catalogue[at(second.inputs[0].quantity)].name == "land");
  CHECK(second.inputs[0].group == 1);
  CHECK(second.inputs[1].name == "new");
  CHECK(second.correlations.empty());
  CHECK(refusal(input("one", "land") + input("one", "esubm"), &first).find("stands twice") !=
        std::string::npos);
}

TEST_CASE("wrong files of uncertain inputs are refused with line and remedy") {
  CHECK(refusal(groups + input("one", "esubn")).find("esubm") != std::string::npos);
  CHECK(refusal(groups + input("one", "esubm", "c")).find("group") != std::string::npos);
  CHECK(refusal(groups + input("one", "esubm") + input("one", "esubd")).find("stands twice") !=
        std::string::npos);
  CHECK(refusal(groups + input("one", "land", "a", "each = true\n")).find("no cells") !=
        std::string::npos);
  CHECK(refusal(groups + input("one", "esubm", "a", "sigma = 2\n")).find("sigma") !=
        std::string::npos);
  CHECK(refusal(groups + input("one", "trade_flow")).find("between") != std::string::npos);
  CHECK(refusal(groups + input("one", "land", "a", "admissible = [3, 4]\n")).find("no mass") !=
        std::string::npos);
  CHECK(refusal(groups).find("no uncertain input") != std::string::npos);
  CHECK(refusal("omit = [\"on\"]\n" + groups + input("one", "land")).find("\"on\"") !=
        std::string::npos);
}

TEST_CASE("correlations that no numbers have, or that mean nothing, are refused where they stand") {
  const std::string three = groups + input("one", "esubm") + input("two", "esubd") +
                            input("three", "esubd") + input("far", "esubd", "b");
  CHECK(refusal(three + correlation("one", "two", 0.9) + correlation("two", "three", 0.9) +
                correlation("one", "three", -0.9))
            .find("not positive definite") != std::string::npos);
  CHECK(refusal(three + correlation("one", "far", 0.5)).find("different groups") !=
        std::string::npos);
  CHECK(refusal(three + correlation("one", "on", 0.5)).find("\"on\"") != std::string::npos);
  CHECK(refusal(three + correlation("one", "one", 0.5)).find("both ends") != std::string::npos);
  CHECK(refusal(three + correlation("one", "two", 1)).find("between -1 and 1") !=
        std::string::npos);
  const std::string kinds = groups + input("one", "esubm") + input("land", "land");
  CHECK(refusal(kinds + correlation("one", "land", 0.5)).find("moves the benchmark") !=
        std::string::npos);
}
