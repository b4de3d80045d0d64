// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "apps/source.hpp"
#include "model/batch/run.hpp"

namespace yuqian::apps {

/// A plan with everything it names read: scenarios, closures, datasets, mappings, elasticities.
struct BatchSetup {
  model::BatchInputs inputs;
  std::string fingerprint;  ///< of the plan, of every file that it names, and of the program
  data::Provenance provenance;
  std::map<model::BenchmarkName, std::shared_ptr<const Source>>
      sources;  ///< by name without the trade estimate
};

/// Throws data::InputError on whatever is wrong or missing; nothing has been solved then.
std::shared_ptr<BatchSetup> read_batch(const std::string& plan);

}  // namespace yuqian::apps
