// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <yuqian/apps/results/source.hpp>

namespace yuqian::apps {

/// Writes what the model is calibrated on, one HDF5 file for all trade estimates: flows by
/// institution, trade and Head-Ries barriers on [variant, ...], elasticities, provenance
/// (docs/results.md).
void write_benchmarks(const std::string& path,
                      const std::vector<std::shared_ptr<const model::Benchmark>>& benchmarks,
                      const calibration::BenchmarkSource& source);

}  // namespace yuqian::apps
