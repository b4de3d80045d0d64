// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include <yuqian/apps/results/batch_setup.hpp>
#include <yuqian/data/labelled_writer.hpp>

namespace yuqian::apps {

using BatchResults = std::map<std::size_t, model::BatchResult>;  ///< by position of the case

/// What one indicator of a plan is called in files, and in which unit it stands.
struct BatchIndicator {
  std::string name, variable, unit, zh, en;
  std::size_t offset = 0;  ///< of its first area within BatchResult::values, counted in areas
};
std::vector<BatchIndicator> batch_indicators(const model::BatchPlan&);

data::LabelledWriter::Header batch_header(const BatchSetup&);
/// A row for every case (docs/results.md). The bytes of the values depend on the plan and the data
/// only, not on threads, order or interruptions. Cases without a result are marked "not_run".
void record_batch(data::LabelledWriter&, const BatchSetup&, const BatchResults&);
/// The same as one HDF5 file.
void write_batch(const std::string& path, const BatchSetup&, const BatchResults&);

}  // namespace yuqian::apps
