// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <yuqian/apps/results/drawn_results.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// A scenario of a result file, by the name that a comparison gives it.
struct Contestant {
  std::string name;
  const std::optional<DrawnResult>* drawn;
};

/// Of every pair of scenarios: the range of the difference in equivalent variation and how sure it
/// is that the first is better, where their draws meet one another; else why they do not.
void print_file_contests(const Screen&, const std::vector<Contestant>&);
nlohmann::ordered_json contests_json(const std::vector<Contestant>&);

}  // namespace yuqian::apps
