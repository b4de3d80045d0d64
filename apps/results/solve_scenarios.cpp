// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/solve_scenarios.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/read_log.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/regional/analysis/decomposition.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/tables.hpp>

namespace yuqian::apps {
namespace {

/// Sources of a mapping that share their target with others.
int merged_labels(const data::Mapping& mapping) {
  std::size_t count = 0;
  for (int t = 0; t < mapping.target().size(); ++t)
    if (const std::size_t n = mapping.members(t).size(); n > 1) count += n;
  return static_cast<int>(count);
}

/// A province that the regions asked for merge is known: the error says how to keep it apart.
data::InputError with_way_out(const data::InputError& error, const data::Mapping& regions) {
  const std::optional<int> province = regions.source().find(error.label());
  if (!province || regions.target().find(error.label())) return error;
  const std::string& merged = regions.target().label(regions[*province]);
  return data::InputError(
      {error.where(), error.message(), error.label(),
       fmt::format("it is part of {} here; --regions all-31 keeps every province apart, and --pair "
                   "with it and another asks about the two",
                   merged)});
}

const char* name_of(model::SolveSettings::Method method) {
  return method == model::SolveSettings::Method::ipopt ? "ipopt" : "newton";
}

}  // namespace

bool asks(const SolveRequest& request, const char* what) {
  return std::find(request.decompose.begin(), request.decompose.end(), what) !=
         request.decompose.end();
}

void decompose(Run& run, const model::Solution& solution, const SolveRequest& request,
               const Hooks& hooks) try {
  if (asks(request, "ev")) {
    model::WelfareDecomposition welfare = model::decompose_welfare(solution, hooks.interrupted);
    run.tables.push_back(std::move(welfare.metric));
    run.tables.push_back(std::move(welfare.parts));
    run.tables.push_back(std::move(welfare.channels));
  }
  if (!solution.scenario.parts.empty())
    run.package = model::package_effects(solution, asks(request, "shapley"), hooks.interrupted);
} catch (const model::ModelError&) {
  hooks.throw_if_stopping();
  throw;
}

Results results_to_fill(const calibration::BenchmarkSource& source, const SolveRequest& request) {
  Results results;
  const model::Pair pair = pair_of(source.request());
  for (const model::Scenario& asked : request.scenarios) {
    results.scenarios.push_back(
        model::asked_of_year(model::restated(asked, pair), source.base_year()));
    results.closures.push_back(closure_of(results.scenarios.back(), request.closure, pair));
  }
  results.trades = source.variants(request.trades);
  results.trades_asked = !request.trades.empty();
  results.regions = source.request().regions;
  if (pair != data::default_pair()) results.regions += " for " + pair.first + " and " + pair.second;
  results.sectors = source.request().sectors;
  results.merged = {merged_labels(source.regions()), merged_labels(source.sectors())};
  results.provenance = source.provenance();
  results.keep_draws = request.range && request.range->keep_draws;
  return results;
}

void require_valid(const SolveRequest& request) {
  if (request.scenarios.empty()) throw data::InputError("no scenario to solve", "name scenarios");
  for (const std::string& way : request.decompose)
    if (way != "ev" && way != "one" && way != "shapley")
      throw data::InputError(
          {{}, "unknown decomposition \"" + way + "\"", way, "valid are: ev, one, shapley"});
  for (const model::Scenario& s : request.scenarios)
    if (asks(request, "ev") && model::moves_tastes(s))
      throw data::InputError(
          {{},
           fmt::format("--decompose ev: scenario {} moves tastes, and equivalent variation then "
                       "compares unlike wants",
                       s.id),
           s.id,
           "decompose the other scenarios"});
  const bool package = std::any_of(request.scenarios.begin(), request.scenarios.end(),
                                   [](const model::Scenario& s) { return !s.parts.empty(); });
  for (const char* way : {"one", "shapley"})
    if (asks(request, way) && !package)
      throw data::InputError(
          {{},
           fmt::format("--decompose {}: none of the scenarios is a package", way),
           way,
           "name a scenario with parts, or write --decompose ev"});
}

model::Closure closure_of(const model::Scenario& scenario, const std::string& named,
                          const model::Pair& pair) {
  const model::Closure read = model::read_closure(
      data::shipped_or_path("closures", named.empty() ? scenario.closure : named, ".toml"));
  return model::closure_with_swaps(model::restated(read, pair), scenario);
}

std::optional<uncertainty::Uncertainty> inputs_to_draw(const calibration::BenchmarkSource& source,
                                                       const SolveRequest& request,
                                                       std::size_t scenarios) {
  if (!request.range || draws_of(*request.range, source, scenarios) == 0) return std::nullopt;
  return read_inputs(source, *request.range);
}

void add_ranges(Results& results, ModelCache& models, uncertainty::Uncertainty inputs,
                const RangeRequest& request, const Hooks& hooks, const KeepDraws& keep) {
  // Draws about a question that has no answer would each search for one in vain.
  std::vector<bool> solved(results.scenarios.size(), false);
  for (const Run& run : results.runs)
    if (run.outcome.solved()) solved[run.scenario] = true;
  results.ranges = draw_ranges(models, std::move(inputs), results.scenarios, results.closures,
                               solved, request, hooks, keep);
  const uncertainty::Design& design = results.ranges->design();
  results.provenance.step("ranges", "{} draws, {} benchmarks, seed {}",
                          "抽样{}次，基准{}个，随机种子{}", design.all_draws(), design.all_nodes(),
                          request.seed);
  hooks.end("ranges");
}

void add_run(Results& results, std::size_t s, std::size_t t, ModelCache& models,
             const SolveRequest& request, const model::SolveSettings& settings,
             const Hooks& hooks) {
  const auto regional = models.get(results.trades[t], results.closures[s], hooks);
  const std::string what =
      fmt::format("solving {}, {}", results.scenarios[s].id, results.trades[t]);
  const double share = static_cast<double>(results.runs.size()) /
                       static_cast<double>(results.scenarios.size() * results.trades.size());
  const model::Solution solution = [&] {
    try {
      return model::solve_scenario(regional, results.scenarios[s], settings, [&] {
        hooks.show(what, share);
        return hooks.stopping();
      });
    } catch (const data::InputError& error) {
      throw with_way_out(error, models.source().regions());
    }
  }();
  hooks.throw_if_stopping();
  hooks.end("solve");
  Run run{s, t, outcome_of(solution, request.history), {}, {}};
  if (run.outcome.solved()) {
    run.tables = model::indicators(solution);
    decompose(run, solution, request, hooks);
  }
  results.base_year = regional->benchmark->base_year;
  if (s == 0)
    record_margins(results.provenance, results.trades[t], regional->benchmark->margin_report);
  results.provenance.step("solve", "scenario {0}, closure {1}, trade estimate {2}, solver {3}: {4}",
                          "情景{0}，闭合规则{1}，贸易估计{2}，求解器{3}：{5}",
                          results.scenarios[s].id, results.closures[s].id, results.trades[t],
                          name_of(request.method), run.outcome.sentence.en,
                          run.outcome.sentence.zh);
  results.runs.push_back(std::move(run));
  hooks.end("indicators");
}

Results solve_scenarios(ModelCache& models, const SolveRequest& request, const Hooks& hooks) {
  const data::ReadLog log;
  require_valid(request);
  Results results = results_to_fill(models.source(), request);
  const model::SolveSettings settings{request.method, asks(request, "ev"), {}};
  auto inputs = inputs_to_draw(models.source(), request, results.scenarios.size());
  for (std::size_t s = 0; s < results.scenarios.size(); ++s)
    for (std::size_t t = 0; t < results.trades.size(); ++t)
      add_run(results, s, t, models, request, settings, hooks);
  if (inputs) add_ranges(results, models, std::move(*inputs), *request.range, hooks);
  results.survey = survey_of(models.source(), results.trades);
  results.provenance.add_inputs(log);
  return results;
}

}  // namespace yuqian::apps
