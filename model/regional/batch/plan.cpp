// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/plan.hpp>

#include <yuqian/data/beside.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/analysis/sensitivity.hpp>

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

/// Numbers of which each is within the limits, or zero where that is allowed.
std::vector<double> numbers_within(const data::Toml& list, double least, double most, bool zero,
                                   const char* what) {
  std::vector<double> values;
  for (const data::Toml& entry : list.items()) {
    const double v = entry.number();
    if (!(v >= least && v <= most) && !(zero && v == 0))
      throw entry.error(
          fmt::format("the {} {:g} is out of range", what, v),
          fmt::format("it must be {}from {:g} to {:g}", zero ? "0, or " : "", least, most));
    values.push_back(v);
  }
  return values;
}

std::vector<double> factors(const data::Toml& list) {
  return numbers_within(list, smallest_factor, largest_factor, false, "factor");
}

BatchFactor read_factor(const data::Toml& block) {
  BatchFactor f;
  f.target = read_shock_target(block);
  const auto name = block.find("name");
  f.name = name ? name->name() : f.target.parameter;
  if (const auto values = block.find("values")) {
    f.values = factors(*values);
    if (f.values.empty())
      throw values->error("the grid has no values", "write values = [0.5, 1, 2]");
  }
  if (const auto range = block.find("range")) {
    const std::vector<double> ends = factors(*range);
    if (ends.size() != 2 || !(ends[0] < ends[1]))
      throw range->error("a range is two factors, the smaller one first",
                         "write range = [0.5, 2.0]");
    f.low = ends[0], f.high = ends[1];
    static const std::array<std::string, 2> valid{"log_uniform", "uniform"};
    if (const auto distribution = block.find("distribution"))
      f.logarithmic = distribution->choice(valid, "distribution") == 0;
  }
  if (f.values.empty() == (f.low == f.high)) {
    block.finish();
    throw block.error("the factor has both or neither of \"values\" and \"range\"",
                      "write exactly one of them");
  }
  return f;
}

int whole_number(const data::Toml& value, int least, int most, const char* what) {
  const std::int64_t n = value.integer();
  if (n < least || n > most)
    throw value.error(fmt::format("{} is {}", what, n),
                      fmt::format("it must be a whole number from {} to {}", least, most));
  return static_cast<int>(n);
}

}  // namespace

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
    for (std::string& file : p.evidence)
      if (file == "none") file.clear();
  }
  read_words(file, "scenarios", p.scenarios);
  read_words(file, "closures", p.closures);
  read_words(file, "indicators", p.indicators);
  for (auto* list : {&p.scenarios, &p.closures, &p.regions, &p.sectors})
    for (std::string& word : *list) word = data::beside(name, word, ".toml");
  for (std::string& word : p.elasticities) word = data::beside(name, word, ".csv");
  for (std::string& word : p.datasets) word = data::beside(name, word, ".h5");
  if (const auto list = file.find("indicators"))
    for (const data::Toml& entry : list->is_array() ? list->items() : std::vector{*list})
      entry.choice(indicator_kinds(), "indicator");
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
  const bool drawn = std::any_of(p.factors.begin(), p.factors.end(),
                                 [](const BatchFactor& f) { return f.values.empty(); });
  if (const auto draws = file.find("draws")) {
    if (!drawn)
      throw draws->error("\"draws\" without a factor that has a range",
                         "add [[factor]] with range = [0.5, 2.0]");
    p.draws = whole_number(*draws, 1, static_cast<int>(most_cases), "the number of draws");
  } else if (drawn) {
    throw file.error("a factor has a range, but nobody says how many draws", "write draws = 100");
  }
  static const std::array<std::string, 2> methods{"latin_hypercube", "random"};
  if (const auto method = file.find("method"))
    p.method = static_cast<BatchPlan::Method>(method->choice(methods, "method"));
  if (const auto seed = file.find("seed"))
    p.seed = static_cast<std::uint64_t>(
        whole_number(*seed, 0, std::numeric_limits<int>::max(), "the seed"));
  p.central = file.boolean_or("central", true);
  file.finish();
  if (p.scenarios.empty() && p.closures.empty())
    throw file.error(
        "the plan names no scenario and no closure",
        "write scenarios = [\"S1a\"], or closures = [\"long_run\"] to verify benchmarks alone");
  p.source_text = std::move(text);
  return p;
}

BatchPlan read_batch_plan(const std::filesystem::path& path) {
  return parse_batch_plan(data::read_text(path.string()), path.string());
}

}  // namespace yuqian::model
