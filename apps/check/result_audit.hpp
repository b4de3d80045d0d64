// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <yuqian/apps/results/result_reader.hpp>
#include <yuqian/data/schema.hpp>

namespace yuqian::apps {

/// Computes again what figures of a result file follow from others, and says which do not: GRP by
/// three routes and all sums over items and areas, changes from their levels, equivalent variation
/// from its parts, status and verdicts. It does not solve the model again.
class ResultAudit {
 public:
  explicit ResultAudit(const ResultReader& file);

  /// What does not hold, in words; empty: all does. A run that was not solved, or that has a check
  /// that is above its tolerance or not a number, is such a fault.
  std::vector<model::LocalText> faults(int scenario, int trade) const;

 private:
  std::vector<data::Table> tables_of(int scenario, int trade) const;

  const ResultReader& file_;
  data::Schema variables_, indicators_;
  std::map<std::string, data::Table> whole_;  ///< by name, read once
};

}  // namespace yuqian::apps
