// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/provenance.hpp>
#include <yuqian/model/regional/analysis/sensitivity.hpp>

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
};

/// Writes an HDF5 file with, for every family of parameters, d_<family> and <family> over trade and
/// the family's axes, and the indicator's value by trade.
void write_sensitivities(const std::string& path, const Sensitivities&);

}  // namespace yuqian::apps
