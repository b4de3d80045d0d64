// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/calibration/benchmark/carbon.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::apps {

/// Which benchmark a user asks for. Names are shipped files or paths; see data::shipped_or_path.
struct BenchmarkRequest {
  std::string dataset;              ///< empty: the shipped one
  std::string regions = "default";  ///< mappings/regions
  std::string sectors = "42";       ///< mappings/sectors
  std::string elasticities = "default";
};

/// A dataset with its mappings, elasticities and assumptions read: makes benchmarks, one a variant.
/// Throws data::InputError where a file is missing or wrong.
class Source {
 public:
  explicit Source(const BenchmarkRequest& request);

  /// Variants of the dataset that bear these names; empty: all. Throws on an unknown one.
  std::vector<std::string> variants(const std::vector<std::string>& wanted) const;
  data::Mrio mrio(const std::string& variant) const;  ///< at the dataset's own detail
  std::shared_ptr<const model::Benchmark> benchmark(const std::string& variant) const;

  const std::string& path() const { return path_; }
  const BenchmarkRequest& request() const { return request_; }
  const data::Mapping& regions() const { return *regions_; }
  const data::Mapping& sectors() const { return *sectors_; }
  const std::vector<calibration::SectorTrait>& traits() const { return traits_; }
  /// Of the dataset, then every file read here.
  const data::Provenance& provenance() const { return provenance_; }

 private:
  BenchmarkRequest request_;
  std::string path_;
  std::shared_ptr<const data::Mapping> regions_, sectors_;
  std::vector<calibration::SectorTrait> traits_;
  calibration::Assumptions assumptions_;
  model::Population population_;
  calibration::CarbonSources carbon_;
  data::Provenance provenance_;
};

/// Where the shipped dataset stands; throws, naming the places, where it does not.
std::string shipped_dataset();

}  // namespace yuqian::apps
