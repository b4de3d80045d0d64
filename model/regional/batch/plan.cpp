// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/outputs.hpp>
#include <yuqian/model/regional/batch/plan_draws.hpp>

#include <yuqian/data/beside.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/analysis/sensitivity.hpp>
#include <yuqian/model/regional/question/read_local_text.hpp>

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// A list of different words; one word alone is a list, too.
void read_words(const data::Toml& table, const char* key, std::vector<std::string>& list) {
  const auto value = table.find(key);
  if (!value) return;
  list = value->is_array() ? value->strings() : std::vector{value->string()};
  if (list.empty())
    throw value->error(fmt::format("\"{}\" is an empty list", key), "leave it out for the default");
  for (auto word = list.begin(); word != list.end(); ++word)
    if (std::find(list.begin(), word, *word) != word)
      throw value->error(fmt::format("\"{}\" stands twice in \"{}\"", *word, key),
                         "name each one once", *word);
}

/// What is told of a case: of a policy indicators, of a benchmark alone what calibration is about.
void read_indicators(const data::Toml& file, BatchPlan& p) {
  if (const auto calibration = file.find("calibration")) {
    if (!p.scenarios.empty())
      throw calibration->error("a plan with [calibration] shocks nothing",
                               "leave out \"scenarios\", or make two plans");
    if (p.closures.empty()) p.closures = {"long_run"};
    read_words(*calibration, "measures", p.indicators = calibration_measures());
    if (const auto list = calibration->find("measures"))
      for (const data::Toml& entry : list->is_array() ? list->items() : std::vector{*list})
        entry.choice(calibration_measures(), "measure");
  }
  const bool shocks = !p.scenarios.empty();
  for (const data::Toml& entry : file.items("outputs")) {
    p.outputs.push_back(read_output(entry));
    for (std::size_t k = 0; k + 1 < p.outputs.size(); ++k)
      if (p.outputs[k].text == p.outputs.back().text)
        throw entry.error(fmt::format("\"{}\" stands twice", p.outputs[k].text),
                          "name each one once");
  }
  if (!shocks && p.indicators == BatchPlan().indicators) p.indicators = calibration_measures();
  const auto list = file.find("indicators");
  if (!list || !shocks) return;
  read_words(file, "indicators", p.indicators);
  for (const data::Toml& entry : list->is_array() ? list->items() : std::vector{*list})
    entry.choice(indicator_kinds(), "indicator");
}

/// After a misspelt key has been told: what is of a policy needs one.
void require_policy(const data::Toml& file, const BatchPlan& p) {
  if (!p.scenarios.empty()) return;
  if (const auto list = file.find("indicators"))
    throw list->error("indicators are changes, and the plan shocks nothing",
                      "write measures under [calibration], or name scenarios");
  if (const auto list = file.find("outputs"))
    throw list->error("outputs are of a policy, and the plan shocks nothing",
                      "name scenarios, or leave them out");
}

}  // namespace

const std::vector<std::string>& calibration_measures() {
  static const std::vector<std::string> measures{
      "grp",     "grp_gap", "home_share",     "partner_share",
      "outflow", "inflow",  "evidence_moved", "margins"};
  return measures;
}

BatchPlan parse_batch_plan(std::string text, const std::string& name) {
  const data::Toml file = data::Toml::parse(text, name);
  BatchPlan p;
  p.file = name;
  p.id = file.get("id").string();
  if (p.id.empty())
    throw file.get("id").error("the id is empty", "name the plan as its file is named");
  file.get("id").name();
  p.title = read_local_text(file.get("title"));
  if (const auto benchmark = file.find("benchmark")) {
    read_words(*benchmark, "data", p.datasets);
    read_words(*benchmark, "regions", p.regions);
    read_words(*benchmark, "sectors", p.sectors);
    read_words(*benchmark, "elasticities", p.elasticities);
    read_words(*benchmark, "trade", p.trades);
    read_words(*benchmark, "evidence", p.evidence);
    for (std::string& path : p.evidence)
      if (path == "none") path.clear();
  }
  read_words(file, "scenarios", p.scenarios);
  read_words(file, "closures", p.closures);
  read_indicators(file, p);
  for (auto* list : {&p.scenarios, &p.closures, &p.regions, &p.sectors})
    for (std::string& word : *list) word = data::beside(name, word, ".toml");
  for (std::string& word : p.elasticities) word = data::beside(name, word, ".csv");
  for (std::string& word : p.datasets) word = data::beside(name, word, ".h5");
  if (const auto sizes = file.find("sizes")) {
    p.sizes = numbers_within(*sizes, smallest_size, largest_size, true, "size");
    if (p.sizes.empty())
      throw sizes->error("the list of sizes is empty", "write sizes = [0.5, 1], or leave it out");
    std::vector<double> sorted = p.sizes;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
      throw sizes->error("a size stands twice", "name each one once");
  }
  for (const data::Toml& block : file.items("factor")) {
    BatchFactor f = read_factor(block);
    for (const BatchFactor& earlier : p.factors)
      if (earlier.name == f.name)
        throw block.error(fmt::format("two factors are called \"{}\"", f.name),
                          "give each a \"name\" of its own", f.name);
    p.factors.push_back(std::move(f));
  }
  read_draws(file, p);
  p.central = file.boolean_or("central", true);
  file.finish();
  require_policy(file, p);
  if (p.scenarios.empty() && p.closures.empty())
    throw file.error(
        "the plan names no scenario, no closure and no calibration",
        "write scenarios = [\"S1a\"], or [calibration] to calibrate and verify benchmarks alone");
  p.source_text = std::move(text);
  return p;
}

BatchPlan read_batch_plan(const std::filesystem::path& path) {
  return parse_batch_plan(data::read_text(path.string()), path.string());
}

}  // namespace yuqian::model
