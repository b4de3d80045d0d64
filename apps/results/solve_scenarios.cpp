// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/solve_scenarios.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/read_log.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/regional/analysis/decomposition.hpp>
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

Results results_to_fill(const calibration::BenchmarkSource& source, const SolveRequest& request) {
  Results results;
  results.scenarios = request.scenarios;
  results.closures = closures_of(request.scenarios, request.closure);
  results.trades = source.variants(request.trades);
  results.trades_asked = !request.trades.empty();
  results.regions = source.request().regions;
  results.sectors = source.request().sectors;
  results.merged = merged_by(source);
  results.provenance = source.provenance();
  return results;
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

model::Merged merged_by(const calibration::BenchmarkSource& source) {
  return {merged_labels(source.regions()), merged_labels(source.sectors())};
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

std::vector<model::Closure> closures_of(const std::vector<model::Scenario>& scenarios,
                                        const std::string& named) {
  std::vector<model::Closure> closures;
  for (const model::Scenario& s : scenarios)
    closures.push_back(
        model::closure_with_swaps(model::read_closure(data::shipped_or_path(
                                      "closures", named.empty() ? s.closure : named, ".toml")),
                                  s));
  return closures;
}

void add_run(Results& results, std::size_t s, std::size_t t, ModelCache& models,
             const SolveRequest& request, const model::SolveSettings& settings,
             const Hooks& hooks) {
  const auto regional = models.get(results.trades[t], results.closures[s], hooks);
  const std::string what =
      fmt::format("solving {}, {}", results.scenarios[s].id, results.trades[t]);
  const double share = static_cast<double>(results.runs.size()) /
                       static_cast<double>(results.scenarios.size() * results.trades.size());
  const model::Solution solution =
      model::solve_scenario(regional, results.scenarios[s], settings, [&] {
        hooks.show(what, share);
        return hooks.stopping();
      });
  hooks.throw_if_stopping();
  hooks.end("solve");
  Run run{s, t, outcome_of(solution, request.history), {}, {}};
  if (run.outcome.solved()) {
    run.tables = model::indicators(solution);
    decompose(run, solution, request, hooks);
  }
  results.base_year = regional->benchmark->base_year;
  if (s == 0 && !regional->benchmark->provenance.empty())
    results.provenance.step("route_margins",
                            results.trades[t] + ": " + regional->benchmark->provenance);
  results.provenance.step(
      "solve", fmt::format("scenario {}, closure {}, trade estimate {}, solver {}: {}",
                           results.scenarios[s].id, results.closures[s].id, results.trades[t],
                           name_of(request.method), run.outcome.sentence.en));
  results.runs.push_back(std::move(run));
  hooks.end("indicators");
}

Results solve_scenarios(ModelCache& models, const SolveRequest& request, const Hooks& hooks) {
  const data::ReadLog log;
  require_valid(request);
  Results results = results_to_fill(models.source(), request);
  const model::SolveSettings settings{request.method, asks(request, "ev"), {}};
  for (std::size_t s = 0; s < results.scenarios.size(); ++s)
    for (std::size_t t = 0; t < results.trades.size(); ++t)
      add_run(results, s, t, models, request, settings, hooks);
  results.survey = survey_of(models.source(), results.trades);
  results.provenance.add_inputs(log);
  return results;
}

}  // namespace yuqian::apps
