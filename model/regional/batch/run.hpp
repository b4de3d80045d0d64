// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/batch/case_group.hpp>

namespace yuqian::model {

struct Closure;

/// What a batch needs of the world around it.
struct BatchInputs {
  BatchPlan plan;
  BatchCases cases;
  std::vector<Scenario> scenarios;  ///< in the plan's order
  std::vector<Closure> closures;    ///< by the names in BatchGroup::closure
  std::vector<std::string> closure_names;
  /// Called from several threads, never twice at once.
  std::function<std::shared_ptr<const Benchmark>(const BenchmarkName&)> benchmark;
  /// What calibration_measures() of the plan are, by area, where nothing is shocked; called as
  /// `benchmark` is. May be empty: then cases have no values.
  std::function<std::vector<double>(const BenchmarkName&, const Benchmark&)> measures;
};

struct BatchRun {
  int jobs = 1;
  std::vector<std::size_t> positions;  ///< of the cases to solve
  /// Called by the thread that solved it, as soon as a case is done.
  std::function<void(std::size_t position, const BatchResult&)> done;
  std::function<void()> chunk_done;  ///< after every chunk of cases
  std::function<bool()>
      interrupted;  ///< asked often; true: cases in flight are dropped and all threads stop
};

/// Solves the cases on `jobs` threads. Chunks of cases go to whoever is free; a benchmark, a model
/// and a group are made by the first thread that needs them and let go when their last case is
/// done. What throws becomes the result `refused` of the cases concerned; an exception of `done`
/// ends the run.
void run_batch(const BatchInputs&, const BatchRun&);

}  // namespace yuqian::model
