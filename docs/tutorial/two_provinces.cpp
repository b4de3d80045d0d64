// SPDX-License-Identifier: Apache-2.0
// A policy of one's own on the shipped benchmark, by the installed libraries (README.md beside it).
#include <cstdio>
#include <exception>
#include <memory>

#include <yuqian/apps/results/summary.hpp>
#include <yuqian/calibration/benchmark/load_benchmark.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/model/regional/tables/tables.hpp>

using namespace yuqian;

namespace {

// What a scenario file says (docs/scenarios.md); errors name the line of this text.
constexpr const char* policy = R"(
id = "mine"
title = { zh = "渝黔贸易壁垒下降15%", en = "Barriers to trade down 15 %" }
closure = "long_run"
[[shock]]
parameter = "iceberg"
where = { from = "Chongqing", to = "Guizhou", good = "*", use = "all", both_ways = true }
scale = 0.85
)";

void print(const apps::Summary& found) {
  for (int area = 0; area < found.areas.size(); ++area) {
    const auto at = static_cast<std::size_t>(area);
    std::printf("%-20s real GRP %+.6f %%, equivalent variation %+.6f x 10^8 yuan\n",
                found.areas.en(area).c_str(), found.measure("grp_real_change").values[at],
                found.measure("equivalent_variation").values[at]);
  }
}

}  // namespace

int main() try {
  // Three regions (the two and the rest of China) by 17 sectors, central estimate of trade.
  calibration::BenchmarkRequest request;
  request.sectors = "17";
  const auto benchmark = calibration::load_benchmark(request, "central");

  const model::Scenario scenario = model::parse_scenario(policy, "the tutorial's policy");
  const auto closure = model::closure_with_swaps(
      model::read_closure(data::shipped("closures/" + scenario.closure + ".toml")), scenario);
  const auto regional =
      std::make_shared<const model::RegionalModel>(model::build_regional_model(benchmark, closure));

  const model::Solution solution = model::solve_scenario(regional, scenario);
  if (!solution.solved()) {  // both equilibria found and every standing check passed
    std::printf("%s\n", solution.report.sentence().c_str());
    return 1;
  }
  print(apps::summarize(model::indicators(solution), {}));
  return 0;
} catch (const std::exception& error) {  // wrong input: what, where, and what to do
  std::printf("%s\n", error.what());
  return 2;
}
