// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/requests/scenario_list.hpp>

#include <set>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/shipped.hpp>

namespace yuqian::apps {

std::vector<model::Scenario> read_scenarios(const std::vector<std::string>& names) {
  std::vector<model::Scenario> scenarios;
  for (const std::string& name : names)
    scenarios.push_back(model::read_scenario(data::shipped_or_path("scenarios", name, ".toml")));
  require_distinct(scenarios);
  return scenarios;
}

void require_distinct(const std::vector<model::Scenario>& scenarios) {
  std::set<std::string> seen;
  for (const model::Scenario& s : scenarios)
    if (!seen.insert(s.id).second)
      throw data::InputError({{},
                              fmt::format("scenario \"{}\" is given twice", s.id),
                              s.id,
                              "give every scenario an id of its own"});
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
