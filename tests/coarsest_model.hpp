// SPDX-License-Identifier: Apache-2.0
// Every shipped scenario on the smallest model that can state it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <vector>

#include <yuqian/data/error.hpp>
#include "tests/china_benchmark.hpp"

namespace yuqian::tests {

/// Their identifiers in order.
inline std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> ids;
  for (const auto& file : std::filesystem::directory_iterator(shipped("scenarios")))
    if (file.path().extension() == ".toml") ids.push_back(file.path().stem().string());
  std::sort(ids.begin(), ids.end());
  return ids;
}

/// The model on the fewest sectors that have all labels that the scenario names. Whether two
/// solvers find one equilibrium does not depend on how many sectors there are, and Ipopt's factors
/// grow with their square.
inline std::shared_ptr<const model::RegionalModel> coarsest_model(const model::Scenario& s) {
  const model::Closure closure = tests::closure(s.closure);
  for (const char* sectors : {"3", "8", "17"}) try {
      const auto m = china_model(
          china_benchmark("central", s.regions.empty() ? "default" : s.regions, sectors), closure);
      for (const auto* shocks : {&s.reference, &s.shocks})
        model::apply_shocks(m->parameters, *shocks, m->model->parameters());
      return m;
    } catch (const data::InputError&) {  // a label that this set of sectors merges
    }
  return china_model(china_benchmark("central", s.regions.empty() ? "default" : s.regions),
                     closure);
}

}  // namespace yuqian::tests
