// SPDX-License-Identifier: Apache-2.0
#include "apps/requests/start_points.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/text_file.hpp>

namespace yuqian::apps {
namespace {

using StartJson = nlohmann::json;

[[noreturn]] void fail(const std::string& path, std::string what, std::string label = {}) {
  throw data::InputError({{path},
                          std::move(what),
                          std::move(label),
                          "give a file that `yuqian solve --json` wrote of a solve that failed, or "
                          "of any with --verbose"});
}

/// The member of an object; null where there is none.
const StartJson& member(const StartJson& object, const char* name) {
  static const StartJson none;
  if (!object.is_object()) return none;
  const auto found = object.find(name);
  return found == object.end() ? none : *found;
}

}  // namespace

StartPoints read_start_points(const std::string& path) {
  const StartJson json = StartJson::parse(data::read_text(path), nullptr, false);
  const StartJson& scenarios = member(json, "scenarios");
  if (!scenarios.is_array()) fail(path, "not the results of a solve: it has no list \"scenarios\"");
  StartPoints points;
  for (const StartJson& scenario : scenarios) {
    const StartJson &id = member(scenario, "id"), &trades = member(scenario, "trade");
    if (!id.is_string() || !trades.is_object())
      fail(path, "a scenario without \"id\" or \"trade\"");
    for (const auto& [trade, outcome] : trades.items()) {
      const StartJson& point = member(outcome, "point");
      if (!point.is_object()) continue;
      auto& levels = points[{id.get<std::string>(), trade}];
      for (const auto& [name, level] : point.items()) {
        if (!level.is_number() || !std::isfinite(level.get<double>()))
          fail(path, fmt::format("the level of \"{}\" is not a finite number", name), name);
        levels.emplace_back(name, level.get<double>());
      }
    }
  }
  if (points.empty()) fail(path, "holds no point to begin from");
  return points;
}

}  // namespace yuqian::apps
