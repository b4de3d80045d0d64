// SPDX-License-Identifier: Apache-2.0
// Sets, tables and conditions of model files: what they mean, and what is refused.
#include "tests/catch.hpp"
#include "tests/oracles/model_file_text.hpp"

#include <yuqian/data/output_file.hpp>
#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/io/run_cases.hpp>
#include <yuqian/model/maths/at.hpp>

#include <filesystem>
#include <string>

#include <fmt/format.h>

using namespace yuqian;

namespace {

// Lines are counted by the tests below.
const std::string valid = R"text([model]
name = "two regions"
numeraire = "w[a]"
[sets]
r = ["a", "b"]
s = "r"
k = ["b"]
[parameters]
"Y[r]" = [10, 20]
"own[s,r]" = "if(s == r, 0.75, 0.25)"
"t[r]" = { a = 0.1, b = 0.2 }
q = 1
[commodities]
"p[r]" = 1
"w[r]" = 1
[[sector]]
name = "make[r]"
inputs = { "w[r]" = "Y[r]" }
outputs = { "p[r]" = "Y[r]" }
[[consumer]]
name = "H[r]"
demand = { "p[s]" = { quantity = "own[s,r] * Y[s]", price = "1 + t[r]", tax = { "H[r]" = "t[r]" } } }
endowments = { "w[r]" = "q * Y[r]" }
[[case]]
name = "one"
parameters = { "t[r]" = 0 }
start = { "p[b]" = 2 }
[case.expect]
incomes = { "H[a]" = 10, "H[b]" = 28 }
values = { "p[s] / w[s]" = 1 }
)text";

using tests::error_of;

std::string replaced(const std::string& from, const std::string& to) {
  return tests::replaced(valid, from, to);
}

/// A directory for tables that goes with its contents.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               fmt::format("yuqian_sets_{}", static_cast<const void*>(this));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string model() const { return (path / "m.toml").string(); }
  void table(const std::string& text) const { data::write_file((path / "t.csv").string(), text); }
};

}  // namespace

TEST_CASE("a model with sets is the model that it writes out") {
  const model::ModelFile file = model::read_model_text(valid, "m.toml");
  REQUIRE(file.model->size() == 8);
  CHECK(file.model->name(0) == "make[a]");
  CHECK(file.model->find_unknown("w[b]").has_value());
  CHECK(file.model->find_parameter("t[b]").has_value());
  CHECK_FALSE(file.model->find_parameter("own[a,b]").has_value());  // no case changes it
  CHECK(file.model->kernel().leaves.size() == 8);
  // By hand: at equal tax rates a spends 5 / 12.5 of its income on b's good, b 2.5 / 17.5 on a's.
  const model::ModelFileResult result = model::run_cases(file);
  for (const model::Miss& miss : result.cases[0].misses) FAIL_CHECK(miss.sentence());
  CHECK(result.cases[0].expected == 4);
}

TEST_CASE("JSON has sets too") {
  const std::string json = R"text({
  "model": {"name": "j", "numeraire": "w"},
  "sets": {"i": ["x", "y"], "j": "i", "t": {"from": 1, "to": 3}},
  "parameters": {"K": 1, "a[i]": [0.25, 0.75], "grown[t]": [1, 1.5, 2.25]},
  "commodities": {"p[i]": 1, "w": 1},
  "sector": [{"name": "Y[i]", "inputs": {"w": 1}, "outputs": {"p[i]": 1}}],
  "consumer": [{"name": "H", "demand": {"p[i]": "a[i]"}, "endowments": {"w": "K"}}],
  "case": [{"name": "year[t]", "next": {"K": "1.5 * K"}, "expect": {
    "activities": {"Y[i]": "a[i] * K"}, "values": {"sum(j, Y[j])": "grown[t]"}}}]
})text";
  const model::ModelFileResult result = model::run_cases(model::read_model_text(json, "m.json"));
  REQUIRE(result.cases.size() == 3);
  CHECK(result.cases[2].name == "year[3]");
  CHECK(result.kept());
  CHECK(result.cases[0].expected == 3);
}

TEST_CASE("nests and netputs run over sets, and conditions leave them out") {
  // Energy from three sources in a nest for each of two uses; oil is not used for heat.
  const std::string text = R"text(
[model]
name = "nests"
numeraire = "w"
[sets]
u = ["heat", "power"]
e = ["coal", "oil", "gas"]
[parameters]
"x[u,e]" = [[2, 0, 1], [1, 3, 2]]
[commodities]
"p[e]" = 1
y = 1
w = 1
[[sector]]
name = "mine[e]"
inputs = { w = 1 }
outputs = { "p[e]" = 1 }
[[sector]]
name = "Y"
outputs = { y = 9 }
[[sector.nest]]
name = "use[u]"
sigma = 0.5
inputs = { "p[e]" = { quantity = "x[u,e]", where = "not (e == gas and u == power)" } }
[[sector.nest]]
name = "gas[u]"
under = "use[u]"
where = "u == power"
sigma = 2
inputs = { "p[gas]" = "x[u,gas]", w = { forall = "e", where = "x[u,e] > 1", quantity = "x[u,e] / 10" } }
[[consumer]]
name = "H"
demand = { y = 9.5 }
endowments = { w = 9.5 }
[[case]]
[case.expect]
netputs = { Y = { "p[coal]" = -3, "p[oil]" = -3, "p[gas]" = -3, w = -0.5 } }
)text";
  const model::ModelFile file = model::read_model_text(text, "m.toml");
  int nests = 0;
  for (const model::TreeData& tree : file.model->kernel().trees)
    nests = std::max(nests, tree.nest_end - tree.nest_begin);
  CHECK(nests == 4);  // the root, two uses, gas under power
  const model::ModelFileResult result = model::run_cases(file);
  REQUIRE(result.cases[0].report.solved());
  // At unit prices nothing is substituted; costs of 9.5 are made of all that is used.
  for (const model::Miss& miss : result.cases[0].misses) INFO(miss.sentence());
  CHECK(result.kept());
}

TEST_CASE("errors in files with sets have a place, the labels and a way out") {
  struct Wrong {
    const char *from, *to;
    int line;
    const char *message, *hint;
  };
  const Wrong list[] = {
      {"s = \"r\"", "s = \"q\"", 6, "\"q\" is not a set declared before it", ""},
      {"r = [\"a\", \"b\"]", "r = [\"a\", \"a\"]", 5, "the label \"a\" stands twice", ""},
      {"r = [\"a\", \"b\"]", "r = [\"a\", \"s\"]", 5, "the label \"s\" is the name of a set",
       "rename"},
      {"r = [\"a\", \"b\"]", "r = []", 5, "has no labels", ""},
      {"r = [\"a\", \"b\"]", "r = { from = 1, to = 1e8 }", 5, "1e+08 entries at once", ""},
      {"\"Y[r]\" = [10, 20]", "\"Y[r]\" = [10]", 9, "1 values stand here for the 2 labels of r",
       ""},
      {"{ a = 0.1, b = 0.2 }", "{ a = 0.1 }", 11, "the label \"b\" of r is missing", ""},
      {"{ a = 0.1, b = 0.2 }", "{ a = 0.1, c = 0.2 }", 11, "\"c\" is not a label of r",
       "valid are"},
      {"\"Y[r]\"", "\"Y[r,r]\"", 9, "the index r stands twice", "alias"},
      {"\"Y[r]\"", "\"Y[rr]\"", 9, "\"rr\" is not a set", "\"r\""},
      {"if(s == r, 0.75, 0.25)", "if(s = r, 1, 0)", 10, "the index s is not a number", "compare"},
      {"if(s == r, 0.75, 0.25)", "if(Y[s] = 1, 1, 0)", 10, "is not expected here",
       "equality is written =="},
      {"if(s == r, 0.75, 0.25)", "2 ** s", 10, "\"**\" is not expected here", "written with ^"},
      {"if(s == r, 0.75, 0.25)", "Y[k]", 10, "the index k is not bound", "sum(k"},
      {"if(s == r, 0.75, 0.25)", "sum(s, Y[s])", 10, "the index s is bound already", "alias"},
      {"if(s == r, 0.75, 0.25)", "Y[c]", 10, "\"c\" is neither an index nor a label of r",
       "valid are"},
      {"if(s == r, 0.75, 0.25)", "Y[r,s]", 10, "\"Y\" has 1 index, not 2", "declared as Y[r]"},
      {"if(s == r, 0.75, 0.25)", "if(s == r, 1)", 10, "if takes three arguments", ""},
      {"if(s == r, 0.75, 0.25)", "1 / (ord(r) - ord(s))", 10, "is inf (r = a, s = a)", ""},
      {"\"p[s]\" = {", "\"p[k]\" = {", 22, "the index s is not bound here", "sum(s"},
      {"\"w[r]\" = \"Y[r]\"", "\"w[r]\" = \"-Y[r]\"", 18, "is -10; it must be positive", "r = a"},
      {"\"w[r]\" = \"Y[r]\"", "\"w[r]\" = \"p[r]\"", 18, "\"p\" is a commodity here", "r = a"},
      {"\"w[r]\" = \"Y[r]\"", "\"w[k]\" = 1", 18, "no error", ""},
      {"\"w[r]\" = \"Y[r]\"", "w = 1", 18, "\"w\" has 1 index, not 0", "w[r]"},
      {"numeraire = \"w[a]\"", "numeraire = \"w[r]\"", 3, "is a family of prices", "labels"},
      {"\"p[r]\" = 1", "\"p[r]\" = { where = \"r == a\" }", 19, "is left out by the \"where\"",
       "r = b"},
      {"\"t[r]\" = 0", "\"own[s,r]\" = 0", 26, "\"own[s,r]\" only describes the reference point",
       ""},
      {"\"t[r]\" = 0", "q = \"p[a]\"", 26, "this case follows no other", "after"},
      {"\"p[b]\" = 2", "\"p[b]\" = -2", 27, "the start -2 of \"p[b]\" is not between its bounds",
       ""},
      {"\"p[b]\" = 2", "\"w[a]\" = 2", 27, "the start 2 of \"w[a]\" is not between", ""},
      {"\"p[b]\" = 2", "q = 2", 27, "\"q\" is a parameter here, not an unknown", ""},
      {"start = { \"p[b]\" = 2 }", "fix = { \"w[a]\" = 2 }", 27, "the numeraire \"w[a]\" stays",
       ""},
      {"start = { \"p[b]\" = 2 }", "fix = { \"H[a]\" = 2 }", 27, "is an income", ""},
      {"start = { \"p[b]\" = 2 }", "bounds = { \"p[r]\" = { lower = 2, upper = 1 } }", 27,
       "impossible bounds of \"p[a]\": 2 to 1", ""},
      {"start = { \"p[b]\" = 2 }", "after = \"zero\"", 27, "there is no earlier case \"zero\"", ""},
      {"\"p[r]\" = 1", "\"p[r]\" = { upper = \"-Infinity\" }", 14, "is -Infinity", "\"-inf\""},
      {"q = 1\n", "and = 1\n", 12, "means something else in expressions", ""},
      {"q = 1\n", "r = 1\n", 12, "means something else in expressions", ""},
  };
  for (const Wrong& w : list) {
    const std::string error = error_of(replaced(w.from, w.to));
    INFO(w.from << " -> " << w.to << "\n  " << error);
    if (std::string(w.message) != "no error")
      CHECK(error.find("m.toml:" + std::to_string(w.line) + ":") == 0);
    CHECK(error.find(w.message) != std::string::npos);
    CHECK(error.find(w.hint) != std::string::npos);
  }
}

TEST_CASE("tables are read strictly") {
  const Folder folder;
  const auto read = [&](const std::string& table, const std::string& spec) {
    folder.table(table);
    return error_of(replaced("[10, 20]", spec), folder.model());
  };
  const std::string t = (folder.path / "t.csv").string();
  CHECK(read("r,Y\na,10\nb,20\n", "{ file = \"t.csv\" }") == "no error");
  CHECK(read("from,v\na,10\nb,20\n", "{ file = \"t.csv\", labels = [\"from\"], column = \"v\" }") ==
        "no error");
  CHECK(read("a,b\n10,20\n", "{ file = \"t.csv\", across = \"r\" }") == "no error");
  CHECK(read("r,Y\na,10\nc,20\n", "{ file = \"t.csv\" }")
            .find(t + ":3:1: \"c\" is not a label of r") == 0);
  CHECK(read("r,Y\na,10\na,20\nb,1\n", "{ file = \"t.csv\" }")
            .find(t + ":3:1: \"Y[a]\" stands twice: the first is in line 2") == 0);
  CHECK(read("r,Y\na,10\n", "{ file = \"t.csv\" }")
            .find("1 of 2 values are missing from \"" + t + "\", first \"Y[b]\"") !=
        std::string::npos);
  CHECK(read("r,Y\na,10\n", "{ file = \"t.csv\", default = 1 }") == "no error");
  CHECK(read("r,Y\na,ten\nb,1\n", "{ file = \"t.csv\" }").find(t + ":2:3:") == 0);
  CHECK(read("a,c\n10,20\n", "{ file = \"t.csv\", across = \"r\" }")
            .find(t + ":1:3: \"c\" is not a label of r") == 0);
  CHECK(read("r,Z\na,1\n", "{ file = \"t.csv\" }").find("Y") != std::string::npos);
  CHECK(read("", "{ file = \"u.csv\" }").find("there is no table \"u.csv\"") != std::string::npos);
}

TEST_CASE("a file cannot ask for more than there is room for") {
  // 10^18 elements, netputs and terms: counted, not made.
  for (const auto& [from, to] :
       {std::pair{"\"Y[r]\" = [10, 20]", "\"Y[r]\" = [10, 20]\n\"big[x,y,z]\" = 1"},
        {"\"w[r]\" = \"Y[r]\"", "\"w[r]\" = { forall = \"x, y, z\", quantity = 1 }"},
        {"\"w[r]\" = \"Y[r]\"", "\"w[r]\" = \"sum(x, y, z, 1)\""},
        {"q = 1\n", "q = \"sum(x, sum(y, sum(z, 1)))\"\n"}}) {
    std::string text = replaced(from, to);
    const std::string sets = "x = { from = 1, to = 1000000 }\ny = \"x\"\nz = \"x\"\n";
    text.insert(text.find("[parameters]"), sets);
    const std::string error = error_of(text);
    INFO(to << "\n" << error);
    CHECK(error.find("m.toml:") == 0);
    CHECK(error.find("entries") != std::string::npos);
  }
}

TEST_CASE("sums of very many terms are flat, in sets and written out") {
  // 200,000 terms: the expression and what walks it must not be as deep as it is long.
  std::string terms = "0";
  for (int n = 0; n < 200000; ++n) terms += n % 2 ? " + a / 7" : " - a / 7";
  std::string products = "1";
  for (int n = 0; n < 20000; ++n) products += n % 2 ? " * a" : " / a";
  const std::string text = R"text(
[model]
name = "long"
numeraire = "w"
[sets]
i = { from = 1, to = 200000 }
[commodities]
w = 1
[[sector]]
name = "idle"
inputs = { w = 1 }
outputs = { w = 1 }
[[consumer]]
name = "H"
demand = { w = 1 }
endowments = { w = 1 }
[[auxiliary]]
name = "a"
lower = "-inf"
start = 2
equation = "a - 3 + )text" +
                           terms + R"text("
[[auxiliary]]
name = "b"
equation = "b - sum(i, a * ord(i)) / 20000100000 + )text" +
                           products + R"text(- 1"
[[case]]
[case.expect]
auxiliaries = { a = 3, b = 3 }
)text";
  const model::ModelFileResult result = model::run_cases(model::read_model_text(text, "m.toml"));
  for (const model::CaseResult& c : result.cases)
    for (const model::Miss& miss : c.misses) FAIL_CHECK(miss.sentence());
  INFO(result.cases[0].report.sentence());
  CHECK(result.kept());
}

TEST_CASE("deep nesting is refused, not followed") {
  for (const auto& [open, close] :
       {std::pair{"(", ")"}, {"-", ""}, {"not ", ""}, {"exp(", ")"}, {"sum(k, ", ")"}}) {
    std::string deep;
    for (int n = 0; n < 100000; ++n) deep += open;
    deep += "1";
    for (int n = 0; n < 100000; ++n) deep += close;
    const std::string error = error_of(replaced("if(s == r, 0.75, 0.25)", deep));
    CHECK(error.find("m.toml:10:") == 0);
    const bool refused = error.find("nested too deeply") != std::string::npos ||
                         error.find("bound already") != std::string::npos;
    CHECK(refused);
  }
}

TEST_CASE("a case that changes bounds has a model of its own") {
  const model::ModelFile file = model::read_model_text(
      replaced("start = { \"p[b]\" = 2 }", "fix = { \"p[b]\" = 3 }"), "m.toml");
  const int p = *file.model->find_unknown("p[b]");
  CHECK(file.model->unknown(p).upper > 1e300);
  CHECK(file.cases[0].model->unknown(p).lower == 3);
  CHECK(file.cases[0].model->unknown(p).upper == 3);
  CHECK(file.cases[0].model->unknown(p).start == 3);
  const model::CaseResult result = model::run_case(file, file.cases[0]);
  // Nothing else is free to clear that market: the point holds the price, and is not an
  // equilibrium.
  CHECK(result.x[at(p)] * file.model->unknown(p).scale == Approx(3));
  CHECK_FALSE(result.kept());
  REQUIRE(result.objection.has_value());
  CHECK(result.objection->kind == model::Objection::Kind::unbalanced);
}

TEST_CASE("a case that follows an unsolved one says so") {
  std::string text = replaced("name = \"one\"", "name = \"one\"\nfix = { \"p[a]\" = 0 }");
  text += "[[case]]\nname = \"two\"\nafter = \"one\"\n[case.compare]\nto = \"one\"\n";
  const model::ModelFile file = model::read_model_text(text, "m.toml");
  model::CaseResult lost;
  lost.report.status = solvers::Status::stalled;
  const std::vector<model::CaseResult> earlier{lost};
  const model::CaseResult result = model::run_case(file, file.cases[1], {}, earlier);
  CHECK_FALSE(result.report.solved());
  CHECK(result.report.sentence().find("\"one\" that it follows has no solution") !=
        std::string::npos);
}
