// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include <yuqian/apps/results/source.hpp>
#include <yuqian/data/labelled_writer.hpp>

namespace yuqian::apps {

/// What was surveyed, and what reconciling the trade estimates with it took.
struct Survey {
  std::shared_ptr<const calibration::Evidence> evidence;  ///< null: nothing was surveyed
  data::Set regions, sectors;                             ///< of the dataset
  std::vector<std::string> trades;
  std::vector<std::shared_ptr<const calibration::Reconciled>> by_trade;

  bool any() const { return evidence != nullptr; }
};

/// Reconciles the estimates; nothing where the source has no evidence.
Survey survey_of(const calibration::BenchmarkSource&, const std::vector<std::string>& trades);

/// Share of every flow of the benchmark that is a surveyed figure by itself, [supplier, region_to,
/// sector] of the mapped sets; the rest is estimated.
data::Table surveyed_share(const calibration::BenchmarkSource&, const std::string& trade);

/// Figures with estimate, survey and result, pairs and what gave way; null where nothing was
/// surveyed.
nlohmann::ordered_json survey_json(const Survey&);

/// Variables survey_... on the dimension surveyed_figure and `estimates` ("trade" or "variant"),
/// which the file has (docs/results.md).
void write_survey(data::LabelledWriter&, const Survey&, const std::string& estimates);

}  // namespace yuqian::apps
