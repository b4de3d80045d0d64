// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/drawn_results.hpp>

#include <algorithm>
#include <cstdlib>

#include <yuqian/data/provenance.hpp>
#include <yuqian/model/maths/missing.hpp>

namespace yuqian::apps {
namespace {

/// The part of a table that belongs to one label of its first axis.
std::vector<double> part(const data::Table& table, int scenario) {
  const auto size = static_cast<std::ptrdiff_t>(table.values().size()) / table.axis(0).size();
  const auto begin = table.values().begin() + scenario * size;
  return {begin, begin + size};
}

/// A question that was asked, and no part of the benchmark: shipped, or a file of the user's.
bool is_question(const std::string& name) {
  return name.starts_with("scenarios/") || name.starts_with("closures/") ||
         (name.ends_with(".toml") && name.find('/') == std::string::npos);
}

/// What benchmarks were made of: files and steps.
std::string benchmark_inputs(const ResultReader& file) {
  const auto record = data::Provenance::from_json(file.plain_text("provenance"));
  std::vector<std::string> list;
  for (const auto& input : record.inputs)
    if (!is_question(input.name)) list.push_back(input.name + " " + input.sha256);
  for (const auto& step : record.steps)
    if (step.name == "calibrate" || step.name == "reconcile") list.push_back(step.text);
  std::sort(list.begin(), list.end());
  std::string text = file.region_mapping() + ", " + file.sector_mapping();
  for (const std::string& line : list) text += "\n" + line;
  return text;
}

}  // namespace

double DrawnResult::quantile(const std::string& measure, const std::string& area,
                             const char* p) const {
  const auto m = measures.find(measure), a = areas.find(area), k = probabilities.find(p);
  if (!m || !a || !k) return missing;
  return quantiles[static_cast<std::size_t>((*m * areas.size() + *a) * probabilities.size() + *k)];
}

std::vector<double> DrawnResult::figure(const std::string& measure, const std::string& area) const {
  const auto m = measures.find(measure), a = areas.find(area);
  if (!m || !a || draws.empty()) return {};
  const auto count = static_cast<std::ptrdiff_t>(design.all_draws());
  const auto begin = draws.begin() + (*m * areas.size() + *a) * count;
  return {begin, begin + count};
}

std::optional<DrawnResult> read_drawn(const ResultReader& file, int scenario) {
  if (!file.has("range")) return std::nullopt;
  DrawnResult d;
  const auto number = [&](const char* key) {
    return static_cast<std::size_t>(std::max(1.0, file.number(key).value_or(1)));
  };
  const std::size_t nodes = number("range_benchmarks");
  d.design.nodes = std::max<std::size_t>(1, nodes / d.design.replicates);
  d.design.draws = std::max<std::size_t>(1, number("range_draws") / nodes);
  d.design.seed = std::strtoull(file.attribute("range_seed").c_str(), nullptr, 10);
  d.measures = file.set("range_measure");
  d.areas = file.set("range_area");
  d.probabilities = file.set("quantile");
  d.inputs = file.plain_text("uncertainty_toml");
  d.benchmarks = benchmark_inputs(file);
  d.quantiles = part(file.plain("range"), scenario);
  if (file.has("range_draw")) {
    const data::Table draws = file.plain("range_draw");
    if (draws.axis(3).size() == static_cast<int>(d.design.all_draws()))
      d.draws = part(draws, scenario);
  }
  return d;
}

std::optional<Mismatch> mismatch(const std::optional<DrawnResult>& a,
                                 const std::optional<DrawnResult>& b) {
  if (!a || !b)
    return Mismatch{"有文件未作抽样：求解时勿用--range 0",
                    "a file has no ranges: solve without --range 0"};
  if (a->design.seed != b->design.seed)
    return Mismatch{"两者抽样的种子不同：用相同的--seed重新求解",
                    "their draws have different seeds: solve again with the same --seed"};
  if (a->design.all_draws() != b->design.all_draws() ||
      a->design.all_nodes() != b->design.all_nodes())
    return Mismatch{"两者抽样次数不同：用相同的--range重新求解",
                    "their numbers of draws differ: solve again with the same --range"};
  if (a->inputs != b->inputs)
    return Mismatch{"两者的不确定输入不同：用相同的--uncertainty重新求解",
                    "their uncertain inputs differ: solve again with the same --uncertainty"};
  if (a->benchmarks != b->benchmarks)
    return Mismatch{"两者的基准不同（数据、地区、部门或弹性）：用相同的基准重新求解",
                    "their benchmarks differ (data, regions, sectors or elasticities): solve again "
                    "on the same one"};
  if (a->draws.empty() || b->draws.empty())
    return Mismatch{"文件未存各次抽样的数值：求解时加--draws",
                    "a file does not hold every draw: solve again with --draws"};
  return std::nullopt;
}

}  // namespace yuqian::apps
