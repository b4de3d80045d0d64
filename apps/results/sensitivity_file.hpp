// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/apps/results/hooks.hpp>
#include <yuqian/apps/results/model_cache.hpp>
#include <yuqian/data/labelled_writer.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/model/regional/analysis/sensitivity.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::apps {

/// The derivatives of one indicator under every trade estimate asked for.
struct Sensitivities {
  model::Scenario scenario;
  model::Closure closure;
  std::vector<std::string> trades;
  std::vector<model::Sensitivity> by_trade;
  data::Set regions, sectors;
  int base_year = 0;
  data::Provenance provenance;
  std::string failure;         ///< why a solve found nothing; by_trade ends before it
  bool checks_passed = false;  ///< of all solves
};

/// What is asked: an indicator as in "ev[Guizhou]".
struct SensitivityRequest {
  model::Scenario scenario;
  std::string of;
  std::string closure;              ///< a name or a file; empty: the scenario's own
  std::vector<std::string> trades;  ///< empty: all
};

/// Solves the scenario under its closure, both of which are there, and differentiates; tells a
/// solve that finds nothing in `failure`. Throws as find_sensitivities does.
void differentiate(Sensitivities& found, ModelCache& models, const std::string& of,
                   const std::vector<std::string>& trades, const Hooks& hooks);

/// Reads the closure, solves and differentiates. Throws data::InputError on wrong names,
/// Interrupted where the hooks say so.
Sensitivities find_sensitivities(ModelCache& models, const SensitivityRequest& request,
                                 const Hooks& hooks = {});

data::LabelledWriter::Header sensitivity_header(const Sensitivities&);
/// For every family of parameters, d_<family> and <family> over trade and the family's axes, and
/// the indicator's value by trade.
void record_sensitivities(data::LabelledWriter&, const Sensitivities&);
/// The same as one HDF5 file.
void write_sensitivities(const std::string& path, const Sensitivities&);

}  // namespace yuqian::apps
