// SPDX-License-Identifier: Apache-2.0
// The example of the documentation runs, and no damage to a file brings the reader down.
#include "tests/catch.hpp"

#include "data/text_file.hpp"
#include "model/io/model_file.hpp"
#include "model/io/run_cases.hpp"

#include <random>
#include <string>

using namespace yuqian;

namespace {

std::string documented_example() {
  const std::string page = data::read_text(YUQIAN_SOURCE_DIR "/docs/model-files.md");
  const std::size_t begin = page.find("```toml\n") + 8, end = page.find("```", begin);
  REQUIRE(end != std::string::npos);
  return page.substr(begin, end - begin);
}

}  // namespace

TEST_CASE("The example in docs/model-files.md keeps its promises") {
  const model::ModelFileResult result =
      model::run_cases(model::read_model_text(documented_example(), "economy.toml"));
  CHECK(result.cases.size() == 3);
  for (const model::CaseResult& c : result.cases)
    for (const model::Miss& miss : c.misses) FAIL_CHECK(miss.sentence());
  CHECK(result.kept());
  CHECK(result.cases[0].report.iterations == 0);
}

TEST_CASE("A damaged model file is an input error or a model, never anything else") {
  const std::string toml = documented_example();
  const std::string json =
      R"text({"model": {"name": "j", "numeraire": "PL"}, "commodities": {"PX": {"start": 1, "lower": 0.5}, "PL": 1},
"sector": [{"name": "X", "inputs": {"PL": {"quantity": 2, "tax": {"H": "a ^ 2"}}}, "outputs": {"PX": [1, {"quantity": 2}]}}],
"consumer": [{"name": "H", "demand": {"PX": 10}, "endowments": {"PL": "20 * min(1, a)"}}],
"auxiliary": [{"name": "a", "start": 0.5, "lower": "-inf", "equation": "a - P(\"PX\") / 2"}],
"case": [{"start": {"X": 3}, "expect": {"activities": {"X": 1e1}, "netputs": {"X": {"PX": 1}}, "values": {"a": 2}}}]})text";
  std::mt19937 random(2017);
  int models = 0, errors = 0;
  for (const auto& [name, text] :
       {std::pair<const char*, const std::string&>{"f.toml", toml}, {"f.json", json}})
    for (int k = 0; k < 4000; ++k) {
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
            damaged.insert(place, 1, "\"{}[]=,.0-^\n"[random() % 12]);
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
