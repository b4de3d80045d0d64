// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/mrio.hpp>
#include <yuqian/model/kernel/local_text.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::apps {

/// Electricity of one source or more, 10^8 kWh: what plants make in the benchmark, by region, and
/// what is published of the nation.
struct GenerationCheck {
  model::LocalText name, reason;
  std::vector<double> by_region;
  double published;

  double nation() const;
};
std::vector<GenerationCheck> check_generation(const model::Benchmark&);

/// Electricity that some provinces send another, 10^8 yuan: in the table, and as published in GWh
/// at a price (data/evidence/electricity-2017.toml).
struct PowerFlowCheck {
  std::vector<int> from, to;
  std::string source;
  double benchmark, published;
};
std::vector<PowerFlowCheck> check_power_flows(const data::Mrio&);

}  // namespace yuqian::apps
