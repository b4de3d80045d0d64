// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/validity.hpp>
#include <yuqian/model/regional/batch/plan.hpp>
#include <yuqian/solvers/report.hpp>

#include <limits>

namespace yuqian::model {

/// Cases that share a benchmark, a closure and a scenario, and so a model and a first solution.
struct BatchGroup {
  BenchmarkName benchmark;
  std::string closure;
  std::string scenario;  ///< empty: nothing is shocked
};

/// One equilibrium of a batch.
struct BatchCase {
  std::string
      id;  ///< "default/42/default/central/long_run/S1a/1/17": stable, unique within the plan
  std::size_t group = 0, size = 0, draw = 0;  ///< positions in the lists of the plan
};

struct BatchCases {
  std::vector<BatchGroup> groups;
  std::vector<BatchCase> cases;  ///< group by group
  std::vector<std::vector<double>> draws;
};

/// Everything that the plan asks for, in its order. `trades` and `scenario_closure` say what the
/// plan leaves open: the dataset's trade estimates, and each scenario's own closure.
BatchCases batch_cases(const BatchPlan&, const std::vector<std::string>& trades,
                       const std::vector<std::string>& scenario_closure);

/// How a case ended.
struct BatchResult {
  enum class Status : std::int32_t {
    solved,
    stalled,
    iteration_limit,
    time_limit,
    singular,
    evaluation_failed,
    path_ended,
    interrupted,  // solvers::Status
    refused,      ///< the benchmark could not be built, or the scenario does not fit it
    out_of_domain,
    overspent,
    runaway,
    unbalanced,
    other_branch,  // Objection::Kind
  };
  Status status = Status::refused;
  LocalText reason;                                  ///< in words; empty if solved
  BranchCheck branch = BranchCheck::not_applicable;  ///< of a solution
  int iterations = 0;
  double residual = 0, gap = 0;
  /// Largest residual of the benchmark itself, at the drawn elasticities; not a number where the
  /// scenario's reference is another state.
  double replication = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> values;  ///< indicator by area; not a number where not solved
};

/// "solved", ..., "refused", ...: the words of BatchResult::Status in its order, which result files
/// have too.
const std::vector<std::string>& status_words();
/// How a solve ended, an objection to what it found included.
BatchResult::Status status_of(solvers::Status, const std::optional<Objection>&);

}  // namespace yuqian::model
