// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/start_file.hpp>

#include <yuqian/data/nearest.hpp>
#include <yuqian/data/text_file.hpp>

#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace yuqian::model {
namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const std::string& path, std::string what, std::string label = {},
                       std::string remedy = "give a file that `yuqian model --json` wrote") {
  throw data::InputError({{path, 0, 0}, std::move(what), std::move(label), std::move(remedy)});
}

std::vector<std::pair<int, double>> levels(const std::string& path, const Model& model,
                                           const Json& point) {
  std::vector<std::pair<int, double>> start;
  for (const auto& [name, level] : point.items()) {
    const std::optional<int> unknown = model.find_unknown(name);
    if (!unknown) {
      std::vector<std::string> names;
      for (int i = 0; i < model.size(); ++i) names.push_back(model.name(i));
      fail(path, fmt::format("the model has no unknown \"{}\"", name), name,
           data::suggestion(name, names));
    }
    if (!level.is_number() || !std::isfinite(level.get<double>()))
      fail(path, fmt::format("the level of \"{}\" is not a finite number", name), name);
    start.emplace_back(*unknown, level.get<double>());
  }
  return start;
}

}  // namespace

void start_from_results(ModelFile& file, const std::string& path) {
  const Json json = Json::parse(data::read_text(path), nullptr, false);
  if (!json.is_object() || !json.contains("cases") || !json["cases"].is_array())
    fail(path, "not the results of a model: JSON with a list \"cases\" is expected");
  bool any = false;
  for (const Json& c : json["cases"]) {
    if (!c.is_object() || !c.contains("name") || !c["name"].is_string() || !c.contains("point") ||
        !c["point"].is_object())
      fail(path, "a case without \"name\" or \"point\"");
    for (Case& own : file.cases)
      if (own.name == c["name"].get<std::string>()) {
        own.start = levels(path, *file.model, c["point"]);
        any = true;
      }
  }
  if (!any) fail(path, fmt::format("no case of {} stands in it", file.path));
}

}  // namespace yuqian::model
