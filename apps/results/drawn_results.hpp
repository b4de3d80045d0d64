// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <yuqian/apps/results/result_reader.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/model/uncertainty/quantile.hpp>

namespace yuqian::apps {

/// The ranges of one scenario as a result file holds them.
struct DrawnResult {
  uncertainty::Design design;
  data::Set measures, areas;
  std::string inputs;             ///< what was drawn, as text
  std::string benchmarks;         ///< regions, sectors and the files that benchmarks were made of
  std::vector<double> quantiles;  ///< by measure, area and probability
  std::vector<double> draws;      ///< by measure, area and draw; empty where the file lacks them
  data::Set probabilities;

  /// A quantile that the file holds, "0.05"; not a number where it has none.
  double quantile(const std::string& measure, const std::string& area, const char* p) const;
  /// Figure by draw; empty where there are none.
  std::vector<double> figure(const std::string& measure, const std::string& area) const;
};

/// Empty where the file has no ranges.
std::optional<DrawnResult> read_drawn(const ResultReader& file, int scenario);

/// Why draws of the two do not meet one another; empty where draw k of both is the same state of
/// what is not known, so that their difference has a range of its own.
struct Mismatch {
  std::string zh, en;
};
std::optional<Mismatch> mismatch(const std::optional<DrawnResult>& a,
                                 const std::optional<DrawnResult>& b);

}  // namespace yuqian::apps
