// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/calibration/benchmark/carbon.hpp>
#include <yuqian/calibration/benchmark/uncertain.hpp>
#include <yuqian/calibration/evidence/reconcile.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::calibration {

/// Which benchmark a user asks for. Names are shipped files or paths; see data::shipped_or_path.
struct BenchmarkRequest {
  std::string dataset;              ///< empty: the shipped one
  std::string regions = "default";  ///< mappings/regions
  std::string sectors = "42";       ///< mappings/sectors
  std::string elasticities = "default";
  std::string evidence;           ///< surveyed figures, a shipped name or a file; empty: none
  std::vector<std::string> pair;  ///< two regions by label or alias; empty: those of the region set
};

/// A dataset with its mappings, elasticities and assumptions read: makes benchmarks, one a variant.
/// Throws data::InputError where a file is missing or wrong.
class BenchmarkSource {
 public:
  explicit BenchmarkSource(const BenchmarkRequest& request);

  /// Variants of the dataset that bear these names; empty: all. Throws on an unknown one.
  std::vector<std::string> variants(const std::vector<std::string>& wanted) const;
  /// At the dataset's own detail, reconciled with the evidence asked for.
  data::Mrio mrio(const std::string& variant) const;
  std::shared_ptr<const model::Benchmark> benchmark(const std::string& variant) const;
  /// The benchmark of a draw of what is uncertain; from several threads at once.
  std::shared_ptr<const model::Benchmark> benchmark(const data::Mrio& detailed,
                                                    const calibration::BenchmarkDraw&) const;

  /// The evidence asked for; null where there is none.
  const calibration::Evidence* evidence() const { return evidence_.get(); }
  /// What reconciling the variant with it took. Throws as calibration::reconcile does.
  std::shared_ptr<const calibration::Reconciled> reconciled(const std::string& variant) const;

  const std::string& path() const { return path_; }
  int base_year() const { return base_year_; }  ///< of the dataset
  const BenchmarkRequest& request() const { return request_; }
  const data::Mapping& regions() const { return *regions_; }
  const data::Mapping& sectors() const { return *sectors_; }
  const std::vector<calibration::SectorTrait>& traits() const { return traits_; }
  const calibration::Assumptions& assumptions() const { return assumptions_; }
  /// Of the dataset, then every file read here.
  const data::Provenance& provenance() const { return provenance_; }

 private:
  BenchmarkRequest request_;
  std::string path_;
  int base_year_ = 0;
  std::vector<std::string> variants_;
  std::shared_ptr<const data::Mapping> regions_, sectors_;
  std::vector<calibration::SectorTrait> traits_;
  calibration::Assumptions assumptions_;
  std::string population_path_;  ///< for errors
  data::Table workers_;
  calibration::CarbonSources carbon_;
  data::Provenance provenance_;
  std::shared_ptr<const calibration::Evidence> evidence_;
  mutable std::mutex mutex_;  ///< of what was reconciled, once for each variant
  mutable std::map<std::string, std::shared_ptr<const calibration::Reconciled>> reconciled_;
};

/// Labels of the two regions of a request. Throws data::InputError where they are not two.
std::pair<std::string, std::string> pair_of(const BenchmarkRequest& request);

/// The benchmark that a request names, on one trade estimate of its dataset. Whoever wants several
/// estimates keeps the source.
std::shared_ptr<const model::Benchmark> load_benchmark(const BenchmarkRequest& request,
                                                       const std::string& trade = "central");

/// Where the shipped dataset stands; throws, naming the places, where it does not.
std::string shipped_dataset();

/// The dataset that a user names: a path, a shipped one ("china-2012"), or the default if empty.
std::string dataset_path(const std::string& named);

}  // namespace yuqian::calibration
