// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/apps/results/hooks.hpp>
#include <yuqian/apps/results/model_cache.hpp>
#include <yuqian/apps/results/results.hpp>
#include <yuqian/model/regional/solve/solve.hpp>

namespace yuqian::apps {

/// What is asked of scenarios.
struct SolveRequest {
  std::vector<model::Scenario> scenarios;
  std::vector<std::string> trades;     ///< empty: all that the dataset has
  std::string closure;                 ///< a name or a file; empty: each scenario's own
  std::vector<std::string> decompose;  ///< ev, one, shapley
  model::SolveSettings::Method method = model::SolveSettings::Method::newton;
  bool history = false;  ///< of every attempt, into the outcomes
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

/// Regions and sectors that a source's mappings merge.
model::Merged merged_by(const calibration::BenchmarkSource& source);

/// Closures of the scenarios, swaps included: the one that is named, or each scenario's own.
std::vector<model::Closure> closures_of(const std::vector<model::Scenario>& scenarios,
                                        const std::string& named);

/// Solves every scenario on every trade estimate. Throws data::InputError on what is wrong in the
/// request, before anything is solved, and Interrupted where the hooks say so. A solve that fails
/// is told by its run's outcome.
Results solve_scenarios(ModelCache& models, const SolveRequest& request, const Hooks& hooks = {});

}  // namespace yuqian::apps
