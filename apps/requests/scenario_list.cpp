// SPDX-License-Identifier: Apache-2.0
#include "apps/requests/scenario_list.hpp"

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/shipped.hpp>

namespace yuqian::apps {

std::vector<model::Scenario> read_scenarios(const std::vector<std::string>& names) {
  std::vector<model::Scenario> scenarios;
  for (const std::string& name : names) {
    model::Scenario s = model::read_scenario(data::shipped_or_path("scenarios", name, ".toml"));
    for (const model::Scenario& earlier : scenarios)
      if (earlier.id == s.id)
        throw data::InputError({{},
                                fmt::format("scenario \"{}\" is given twice", s.id),
                                s.id,
                                "give every scenario an id of its own"});
    scenarios.push_back(std::move(s));
  }
  return scenarios;
}

std::string common_regions(const std::vector<model::Scenario>& scenarios) {
  const model::Scenario* asking = nullptr;
  for (const model::Scenario& s : scenarios) {
    if (s.regions.empty()) continue;
    if (asking && asking->regions != s.regions)
      throw data::InputError({{},
                              fmt::format("scenario \"{}\" needs the regions {}, \"{}\" needs {}",
                                          asking->id, asking->regions, s.id, s.regions),
                              s.id,
                              "say --regions seven-neighbours, which has the regions of both"});
    asking = &s;
  }
  return asking ? asking->regions : "";
}

}  // namespace yuqian::apps
