// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <yuqian/apps/results/draw_ranges.hpp>
#include <yuqian/apps/results/hooks.hpp>
#include <yuqian/apps/results/model_cache.hpp>
#include <yuqian/apps/results/results.hpp>
#include <yuqian/model/regional/question/restate.hpp>
#include <yuqian/model/regional/solve/solve.hpp>

namespace yuqian::apps {

/// What is asked of scenarios.
struct SolveRequest {
  std::vector<model::Scenario> scenarios;
  std::vector<std::string> trades;     ///< empty: all that the dataset has
  std::string closure;                 ///< a name or a file; empty: each scenario's own
  std::vector<std::string> decompose;  ///< ev, one, shapley
  model::SolveSettings::Method method = model::SolveSettings::Method::newton;
  bool history = false;               ///< of every attempt, into the outcomes
  std::optional<RangeRequest> range;  ///< how ranges are drawn; empty: none
};

bool asks(const SolveRequest& request, const char* decomposition);

/// Throws data::InputError where the scenarios are none, or not what the request needs; all that
/// can be said without a benchmark.
void require_valid(const SolveRequest& request);

/// Adds where the figures of a run come from, as far as asked for; packages are always decomposed.
void decompose(Run& run, const model::Solution& solution, const SolveRequest& request,
               const Hooks& hooks);

/// Solves scenario `s` on trade estimate `t` of the results, and appends what is found. Throws
/// Interrupted where the hooks say so.
void add_run(Results& results, std::size_t s, std::size_t t, ModelCache& models,
             const SolveRequest& request, const model::SolveSettings& settings, const Hooks& hooks);

/// What a run begins with: the scenarios and their closures as asked of the source's pair, names
/// and provenance. Throws data::InputError on a closure that is not there.
Results results_to_fill(const calibration::BenchmarkSource& source, const SolveRequest& request);

/// The closure that a scenario is solved under, swaps included: the one that is named, or its own.
model::Closure closure_of(const model::Scenario& scenario, const std::string& named,
                          const model::Pair& pair);

/// Uncertain inputs of the draws that are asked for, checked; nothing where none are.
std::optional<uncertainty::Uncertainty> inputs_to_draw(const calibration::BenchmarkSource& source,
                                                       const SolveRequest& request,
                                                       std::size_t scenarios);

/// Draws the ranges of all scenarios of the results, and keeps draws where it is told to.
void add_ranges(Results& results, ModelCache& models, uncertainty::Uncertainty inputs,
                const RangeRequest& request, const Hooks& hooks, const KeepDraws& keep = {});

/// Solves every scenario on every trade estimate. Throws data::InputError on what is wrong in the
/// request, before anything is solved, and Interrupted where the hooks say so. A solve that fails
/// is told by its run's outcome.
Results solve_scenarios(ModelCache& models, const SolveRequest& request, const Hooks& hooks = {});

}  // namespace yuqian::apps
