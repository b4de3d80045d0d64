// SPDX-License-Identifier: Apache-2.0
// The example of the documentation runs, and no damage to a file brings the reader down.
#include "tests/catch.hpp"

#include <yuqian/data/text_file.hpp>
#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/io/run_cases.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace yuqian;

namespace {

/// The whole models of the page, in its order.
std::vector<std::string> documented_examples() {
  const std::string page = data::read_text(YUQIAN_SOURCE_DIR "/docs/model-files.md");
  std::vector<std::string> out;
  for (std::size_t begin = page.find("```toml\n"); begin != std::string::npos;
       begin = page.find("```toml\n", begin)) {
    begin += 8;
    const std::size_t end = page.find("```", begin);
    REQUIRE(end != std::string::npos);
    out.push_back(page.substr(begin, end - begin));
  }
  return out;
}

}  // namespace

TEST_CASE("every example in docs/model-files.md keeps its promises") {
  const std::vector<std::string> examples = documented_examples();
  CHECK(examples.size() == 5);
  for (const std::string& text : examples) {
    INFO(text.substr(0, text.find("source")));
    const model::ModelFileResult result =
        model::run_cases(model::read_model_text(text, "economy.toml"));
    CHECK(result.cases.size() >= 2);
    for (const model::CaseResult& c : result.cases) {
      CHECK(c.expected > 0);
      for (const model::Miss& miss : c.misses) FAIL_CHECK(miss.sentence());
    }
    CHECK(result.kept());
    if (result.cases[0].name == "benchmark") CHECK(result.cases[0].report.iterations == 0);
  }
}

TEST_CASE("the examples with tables are statements of at most sixty lines") {
  for (const std::string name :
       {"hosoe_two_countries", "recursive_growth", "caliendo_parro/caliendo_parro"}) {
    INFO(name);
    const std::string text = data::read_text(YUQIAN_SOURCE_DIR "/tests/oracles/" + name + ".toml");
    const std::string model = text.substr(0, text.find("[[case]]"));
    CHECK(std::count(model.begin(), model.end(), '\n') <= 60);
  }
}

TEST_CASE("a damaged model file is an input error or a model, never anything else") {
  const std::string toml = documented_examples()[0], sets = documented_examples()[1],
                    chain = documented_examples()[2];
  const std::string json =
      R"text({"model": {"name": "j", "numeraire": "PL"}, "commodities": {"PX": {"start": 1, "lower": 0.5}, "PL": 1},
"sector": [{"name": "X", "inputs": {"PL": {"quantity": 2, "tax": {"H": "a ^ 2"}}}, "outputs": {"PX": [1, {"quantity": 2}]}}],
"consumer": [{"name": "H", "demand": {"PX": 10}, "endowments": {"PL": "20 * min(1, a)"}}],
"auxiliary": [{"name": "a", "start": 0.5, "lower": "-inf", "equation": "a - P(\"PX\") / 2"}],
"case": [{"start": {"X": 3}, "expect": {"activities": {"X": 1e1}, "netputs": {"X": {"PX": 1}}, "values": {"a": 2}}}]})text";
  std::mt19937 random(2017);
  int models = 0, errors = 0;
  for (const auto& [name, text] : {std::pair<const char*, const std::string&>{"f.toml", toml},
                                   {"f.json", json},
                                   {"f.toml", sets},
                                   {"f.toml", chain}})
    for (int k = 0; k < 3000; ++k) {
      std::string damaged = text;
      for (int hits = 1 + static_cast<int>(random() % 3); hits > 0; --hits) {
        const std::size_t place = random() % damaged.size();
        switch (random() % 4) {
          case 0:
            damaged.erase(place, 1 + random() % 12);
            break;
          case 1:
            damaged[place] = static_cast<char>(random());
            break;
          case 2:
            damaged.insert(place, damaged.substr(random() % damaged.size(), random() % 24));
            break;
          default:
            damaged.insert(place, 1, "\"{}[]=,.0-^\nrs"[random() % 14]);
            break;
        }
      }
      try {
        model::read_model_text(damaged, name);
        ++models;
      } catch (const data::InputError& error) {
        ++errors;
        CHECK(std::string(error.what()).find(name) == 0);
      } catch (const std::exception& error) {
        FAIL_CHECK("not an input error: " << error.what() << "\n" << damaged);
      }
    }
  CHECK(models > 100);
  CHECK(errors > 1000);
}
