// SPDX-License-Identifier: Apache-2.0
// What a model file may not say, and where the error points.
#include "tests/catch.hpp"
#include "tests/oracles/model_file_text.hpp"

#include <yuqian/model/io/document.hpp>
#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/io/run_cases.hpp>

#include <algorithm>
#include <string>

using namespace yuqian;

namespace {

// Lines are counted by the tests below: the first line of the text is line 1.
const std::string valid = R"text([model]
name = "one good"
numeraire = "PL"
[parameters]
rate = 0.1
[commodities]
PX = 1
PL = 1
[[sector]]
name = "X"
inputs = { PL = { quantity = 2, price = 1.1, tax = { GOV = "rate" } } }
outputs = { PX = 1 }
[[consumer]]
name = "H"
demand = { PX = 10 }
endowments = { PL = "20 * (1 - u)" }
[[consumer]]
name = "GOV"
demand = { PX = 1 }
[[auxiliary]]
name = "u"
upper = 0.5
equation = "PL - rate * PX"
[[case]]
name = "base"
start = { X = 8 }
[case.expect]
activities = { X = 10 }
)text";

using tests::error_of;

std::string replaced(const std::string& from, const std::string& to) {
  return tests::replaced(valid, from, to);
}

}  // namespace

TEST_CASE("the text that the errors are made from is valid") {
  const model::ModelFile file = model::read_model_text(valid, "m.toml");
  CHECK(file.name == "one good");
  CHECK(file.model->size() == 6);
  CHECK(file.cases.size() == 1);
}

TEST_CASE("errors in a model file have a place, the label and a way out") {
  struct Wrong {
    const char *from, *to;
    int line;
    const char *message, *hint;
  };
  const Wrong list[] = {
      // names
      {"inputs = { PL =", "inputs = { PLL =", 11, "unknown commodity \"PLL\"", "\"PL\""},
      {"outputs = { PX", "outputs = { H", 12, "\"H\" is a consumer here, not a commodity", "PX"},
      {"{ GOV = \"rate\" }", "{ GOW = \"rate\" }", 11, "unknown consumer \"GOW\"", "\"GOV\""},
      {"numeraire = \"PL\"", "numeraire = \"PK\"", 3, "unknown commodity \"PK\"", "did you mean"},
      {"numeraire = \"PL\"\n", "", 1, "\"numeraire\" is missing", "only relative prices"},
      {"20 * (1 - u)", "20 * (1 - v)", 16, "unknown name \"v\"", ""},
      {"PL - rate * PX", "PL - P(X)", 23, "\"X\" is a sector here, not a commodity", ""},
      {"PL - rate * PX", "PL - sin(PX)", 23, "unknown function \"sin\"", ""},
      {"PL - rate * PX", "PL - * PX", 23, "is not expected here", ""},
      {"PL - rate * PX", "PL - (PX", 23, "')' is missing", ""},
      {"PL - rate * PX", "max(PL)", 23, "two or more arguments", ""},
      {"start = { X = 8 }", "start = { Y = 8 }", 26, "unknown name \"Y\"", ""},
      {"start = { X", "parameters = { rte", 26, "unknown parameter \"rte\"", "\"rate\""},
      {"activities = { X", "activities = { PX", 28, "\"PX\" is a commodity here, not a sector",
       "X"},
      {"activities = { X = 10", "netputs = { X = { PY = 1 }", 28, "unknown commodity \"PY\"", ""},
      {"activities = { X = 10", "netputs = { H = { PL = 1 }", 28,
       "neither uses nor supplies \"PL\"", ""},
      // duplicates
      {"name = \"GOV\"", "name = \"H\"", 17,
       "consumer \"H\" stands twice: the first is the consumer in line 13", "merge"},
      {"name = \"GOV\"", "name = \"PX\"", 17, "stands twice: the first is the commodity in line 7",
       "rename one"},
      {"PL = 1\n", "PL = 1\nPX = 2\n", 9, "not valid TOML", ""},
      // bounds and numbers
      {"upper = 0.5", "upper = -0.5", 22, "impossible bounds: lower 0 is above upper -0.5", ""},
      {"upper = 0.5", "start = 0.7\nupper = 0.5", 22,
       "impossible bounds: start 0.7 is not between 0 and 0.5", ""},
      {"upper = 0.5", "lower = inf", 22, "impossible bounds", ""},
      {"PX = 1\n", "PX = { start = 1, lower = -2 }\n", 7, "lower bound -2 is negative", ""},
      {"PX = 1\n", "PX = -1\n", 7, "the price -1 is negative", ""},
      {"quantity = 2", "quantity = 0", 11, "the quantity of \"PL\" is 0; it must be positive",
       "leave empty cells out"},
      {"quantity = 2", "quantity = -2", 11, "it must be positive", ""},
      {"quantity = 2", "quantity = nan", 11, "it must be positive", ""},
      {"quantity = 2, ", "", 11, "\"quantity\" is missing", ""},
      {"price = 1.1", "price = 0", 11, "the reference price of \"PL\" is 0", ""},
      {"demand = { PX = 10 }", "demand = { PX = -10 }", 15, "it must be positive", ""},
      {"\"rate\" }", "-1 }", 11, "a tax rate of -1 on a use leaves no positive price", "above -1"},
      {"outputs = { PX = 1 }", "outputs = { PX = { quantity = 1, tax = { GOV = 1 } } }", 12,
       "a tax rate of 1 on an output", "below 1"},
      {"outputs = { PX = 1 }", "outputs = { PX = { quantity = 1, subsistence = 1 } }", 12,
       "only demand has committed quantities", ""},
      {"outputs = { PX = 1 }", "sigma = -1\noutputs = { PX = 1 }", 12,
       "the elasticity sigma = -1 is negative", ""},
      {"demand = { PX = 10 }", "demand = { PX = 10 }\nincome = 0", 16,
       "the reference income 0 is not positive", ""},
      {"outputs = { PX = 1 }", "outputs = { PX = 1 }\nlower = -1", 13,
       "the level's lower bound -1 is negative", "second sector"},
      {"PL = 1\n", "PL = 0\n", 3, "the numeraire \"PL\" has a price of zero", "positive start"},
      // structure
      {"PL = 1\n", "PL = 1\nPZ = 1\n", 9, "no sector makes it and no consumer owns it", "source"},
      {"outputs = { PX = 1 }\n", "", 9, "has no outputs", ""},
      {"outputs = { PX = 1 }", "output = { PX = 1 }", 12, "unknown key \"output\"", "\"outputs\""},
      {"demand = { PX = 1 }\n", "", 17, "neither spends nor gives", ""},
      {"equation = \"PL - rate * PX\"\n", "", 20, "\"equation\" is missing", ""},
      {"demand = { PX = 1 }", "transfers = { GOV = 1 }", 19, "gives to itself", ""},
      {"rate = 0.1", "rate = \"much\"", 5,
       "parameter \"rate\": the value \"much\": unknown name \"much\"", ""},
      {"rate = 0.1", "rate = 2020-01-01", 5, "date", ""},
      {"[[case]]", "[[cases]]", 24, "unknown key \"cases\"", "\"case\""},
      {"outputs = { PX = 1 }",
       "outputs = { PX = 1 }\n[[sector.nest]]\nname = \"n\"\nunder = \"m\"\ninputs = { PL = 1 }",
       15, "stands under \"m\", which is not declared before it", "inputs"},
      {"outputs = { PX = 1 }",
       "outputs = { PX = 1 }\n[[sector.nest]]\nname = \"n\"\neta = 1\ninputs = { PL = 1 }", 13,
       "not of both", ""},
      {"outputs = { PX = 1 }",
       "outputs = { PX = 1 }\n[[sector.nest]]\nname = \"inputs\"\ninputs = { PL = 1 }", 14,
       "stands twice", ""},
  };
  for (const Wrong& w : list) {
    const std::string error = error_of(replaced(w.from, w.to));
    INFO(w.from << " -> " << w.to << "\n  " << error);
    CHECK(error.find("m.toml:" + std::to_string(w.line) + ":") == 0);
    CHECK(error.find(w.message) != std::string::npos);
    CHECK(error.find(w.hint) != std::string::npos);
  }
}

TEST_CASE("an error in an expression points at the word") {
  CHECK(error_of(replaced("PL - rate * PX", "PL - rote * PX")).find("m.toml:23:18:") == 0);
  CHECK(
      error_of(replaced("PL - rate * PX", "PL - P(\\\"PY\\\")")).find("unknown commodity \"PY\"") !=
      std::string::npos);
}

TEST_CASE("what an error shows of a text ends between two characters") {
  CHECK(error_of(replaced("PL - rate * PX", "PL ?渝黔渝黔")).find("\"?渝黔渝\" is not expected") !=
        std::string::npos);
}

TEST_CASE("JSON says the same as TOML, with the same care") {
  const std::string json = R"text({
  "model": { "name": "one good", "numeraire": "PL" },
  "commodities": { "PX": 1, "PL": 1 },
  "sector": [ { "name": "X", "inputs": { "PL": 2 }, "outputs": { "PX": 1 } } ],
  "consumer": [ { "name": "H", "demand": { "PX": 10 }, "endowments": { "PL": 20 } } ],
  "auxiliary": [ { "name": "a", "lower": "-inf", "equation": "a - P(\"PX\")" } ],
  "case": [ { "expect": { "activities": { "X": 10 }, "prices": { "PX": 2 }, "auxiliaries": { "a": 2 } } } ]
})text";
  CHECK(model::run_cases(model::read_model_text(json, "m.json")).kept());
  const auto wrong = [&](const std::string& from, const std::string& to) {
    std::string text = json;
    text.replace(text.find(from), from.size(), to);
    return error_of(text, "m.json");
  };
  CHECK(wrong("\"PL\": 2 }", "\"PL\": 0 }")
            .find("m.json:4:48: sector \"X\": the quantity of \"PL\" is 0") == 0);
  CHECK(wrong("\"PX\": 1, \"PL\": 1", "\"PX\": 1, \"PX\": 1")
            .find("m.json:3:29: not valid JSON: the key \"PX\" stands twice") == 0);
  CHECK(wrong("\"PX\": 10 }", "\"PX\": 010 }").find("m.json:5:50: not valid JSON") == 0);
  CHECK(wrong("\n}", "\n} x").find("m.json:8:3: not valid JSON: text after the end") == 0);
  CHECK(wrong("\"one good\"", "\"\\ud83d\"").find("half of a surrogate pair") != std::string::npos);
  CHECK(wrong("\"case\": [", "\"case\": [[").find("m.json:") == 0);
}

TEST_CASE("JSON strings and nesting") {
  const model::Node node =
      model::parse_json(R"({"a": "\u6e1d\ud83d\ude00\n\"", "b": [1.5e3, true, []]})", "t.json");
  CHECK(node.find("a")->text == "渝😀\n\"");
  CHECK(node.find("b")->items[0].number == 1500);
  CHECK(node.find("b")->items[1].kind == model::Node::Kind::boolean);
  CHECK_THROWS_AS(model::parse_json(std::string(5000, '['), "t.json"), data::InputError);
  CHECK_THROWS_AS(model::parse_json("", "t.json"), data::InputError);
  CHECK_THROWS_AS(model::parse_json("{\"a\": +1}", "t.json"), data::InputError);
  CHECK_THROWS_AS(model::parse_json("{\"a\": 1.}", "t.json"), data::InputError);
  CHECK_THROWS_AS(model::parse_json("{\"a\": nan}", "t.json"), data::InputError);
  CHECK_THROWS_AS(model::parse_json("{\"a\": \"\x01\"}", "t.json"), data::InputError);
}

TEST_CASE("results as JSON can be read back") {
  const model::ModelFile file =
      model::read_model_file(YUQIAN_SOURCE_DIR "/tests/oracles/mathiesen.toml");
  const model::ModelFileResult result = model::run_cases(file);
  const model::Node out = model::parse_json(model::to_json(result), "out.json");
  REQUIRE(out.find("cases")->items.size() == 2);
  const model::Node& second = out.find("cases")->items[1];
  CHECK(second.find("status")->text == "solved");
  CHECK(second.find("kept")->number == 1);
  CHECK(second.find("activities")->find("Y")->find("value")->number == Approx(4.5));
  CHECK(second.find("prices")->find("P3")->find("slack")->number == Approx(3.5));
  CHECK(second.find("netputs")->items.size() == 5);
  CHECK(second.find("misses")->items.empty());
}

TEST_CASE("order of blocks and of lines within them does not matter") {
  const std::string path = YUQIAN_SOURCE_DIR "/tests/oracles/hosoe_standard.toml";
  model::Document document = model::read_document(path);
  const auto text_of = [](const model::Node& node, auto&& self) -> std::string {
    switch (node.kind) {
      case model::Node::Kind::number: {
        char buffer[40];
        std::snprintf(buffer, sizeof buffer, "%.17g", node.number);
        return buffer;
      }
      case model::Node::Kind::table: {
        std::string out = "{";
        for (auto m = node.members.rbegin(); m != node.members.rend(); ++m)
          out += (out.size() > 1 ? "," : "") + ('"' + m->first + "\":") + self(m->second, self);
        return out + "}";
      }
      case model::Node::Kind::array: {
        std::string out = "[";
        for (auto m = node.items.rbegin(); m != node.items.rend(); ++m)
          out += (out.size() > 1 ? "," : "") + self(*m, self);
        return out + "]";
      }
      default:
        return '"' + node.text + '"';
    }
  };
  // Everything reversed, as JSON on one line.
  const model::ModelFile reversed =
      model::read_model_text(text_of(document.root, text_of), "reversed.json");
  const model::ModelFileResult a = model::run_cases(model::read_model_file(path)),
                               b = model::run_cases(reversed);
  CHECK(b.kept());
  REQUIRE(a.cases.size() == b.cases.size());
  const auto& last = b.cases[0];  // the reversed list begins with the last case
  for (const model::Level& level : a.cases.back().activities) {
    const auto same = std::find_if(last.activities.begin(), last.activities.end(),
                                   [&](const auto& l) { return l.name == level.name; });
    REQUIRE(same != last.activities.end());
    CHECK(same->value == Approx(level.value).epsilon(1e-9));
  }
}
