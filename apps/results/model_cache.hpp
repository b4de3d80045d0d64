// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include <yuqian/apps/results/hooks.hpp>
#include <yuqian/apps/results/source.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>

namespace yuqian::apps {

/// Benchmarks by trade estimate and compiled models by closure, made when first asked for and kept.
/// Threads may ask at once; one of them works then, and the others wait.
class ModelCache {
 public:
  explicit ModelCache(std::shared_ptr<const calibration::BenchmarkSource> source)
      : source_(std::move(source)) {}

  const calibration::BenchmarkSource& source() const { return *source_; }
  /// Reads an estimate of trade between provinces and keeps it.
  std::shared_ptr<const data::Mrio> estimate(const std::string& trade);
  /// Reads and calibrates; of HDF5 these two read, and nothing else of this class.
  std::shared_ptr<const model::Benchmark> benchmark(const std::string& trade,
                                                    const Hooks& hooks = {});
  /// Compiles under a closure with its swaps. Throws Interrupted where the hooks say so.
  std::shared_ptr<const model::RegionalModel> get(const std::string& trade,
                                                  const model::Closure& closure,
                                                  const Hooks& hooks = {});

 private:
  std::shared_ptr<const calibration::BenchmarkSource> source_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const data::Mrio>> estimates_;
  std::map<std::string, std::shared_ptr<const model::Benchmark>> benchmarks_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const model::RegionalModel>>
      models_;
};

}  // namespace yuqian::apps
