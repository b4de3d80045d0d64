// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include <yuqian/apps/results/source.hpp>
#include <yuqian/model/regional/batch/journal.hpp>
#include <yuqian/model/regional/batch/run.hpp>

namespace yuqian::apps {

/// A plan with everything it names read: scenarios, closures, datasets, mappings, elasticities.
struct BatchSetup {
  model::BatchInputs inputs;
  model::JournalFrame frame;  ///< its fingerprint is of every file that was read, and the program
  data::Provenance provenance;
  std::map<model::BenchmarkName, std::shared_ptr<const calibration::BenchmarkSource>>
      sources;  ///< by name without the trade estimate
};

/// Throws data::InputError on whatever is wrong or missing, labels and parameters that fit no
/// benchmark of the plan included; nothing has been solved then.
/// `evidence`: surveyed figures for all benchmarks in place of the plan's; empty: the plan's.
std::shared_ptr<BatchSetup> read_batch(const std::string& plan, const std::string& evidence = {});
/// The same of a plan from memory; `name` stands for the file in errors.
std::shared_ptr<BatchSetup> parse_batch(const std::string& text, const std::string& name);

/// Where the benchmark of a name comes from, whatever its trade estimate.
const calibration::BenchmarkSource& batch_source(const BatchSetup&, model::BenchmarkName);

/// The areas of a group, in the order of BatchResult::values.
data::Set batch_areas(const BatchSetup&, const model::BatchGroup&);

}  // namespace yuqian::apps
