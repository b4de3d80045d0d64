// SPDX-License-Identifier: Apache-2.0
// Scenario files. What the shocks do to parameters stands in apply_shocks.cpp.
#include "model/scenario.hpp"

#include "data/nearest.hpp"
#include "data/text_file.hpp"
#include "data/toml.hpp"

#include <array>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// The axes of all parameter families: the keys that `where` may have.
constexpr std::array axes{"from", "to", "good", "use", "region", "sector", "household", "registered", "work", "mode"};

std::vector<std::string> labels(const data::Toml& value) {
  std::vector<std::string> list = value.is_array() ? value.strings() : std::vector{value.string()};
  if (list.empty()) throw value.error("the list of labels is empty", "write \"*\" for all");
  for (std::string& label : list)
    if (label == "all") label = "*";
  return list;
}

void read_where(const data::Toml& where, Shock& shock) {
  for (const char* axis : axes)
    if (const auto value = where.find(axis)) {
      shock.where[axis] = labels(*value);
      shock.label_place[axis] = value->where();
    }
  if (const auto both = where.find("both_ways")) {
    shock.both_ways = both->boolean();
    if (shock.both_ways && !shock.where.contains("from") && !shock.where.contains("to"))
      throw both->error("\"both_ways\" needs \"from\" and \"to\"",
                        "name the pair, or leave it out");
  }
}

void read_operation(const data::Toml& block, Shock& shock) {
  std::vector<std::string> found;
  for (const auto& [key, operation] : {std::pair{"scale", Shock::Operation::scale},
                                       {"set", Shock::Operation::set},
                                       {"add", Shock::Operation::add}})
    if (const auto amount = block.find(key)) {
      shock.operation = operation;
      shock.amount = amount->number(operation == Shock::Operation::scale ? data::Sign::not_negative
                                                                         : data::Sign::any);
      found.emplace_back(key);
    }
  if (found.size() == 1) return;
  block.finish();  // a misspelt key is the likely cause
  throw block.error(found.empty()
                        ? "the shock does not say by how much"
                        : fmt::format("the shock has both \"{}\" and \"{}\"", found[0], found[1]),
                    "write exactly one of: scale, set, add");
}

std::vector<Shock> read_shocks(const data::Toml& file, const char* key) {
  std::vector<Shock> shocks;
  for (const data::Toml& block : file.items(key)) {
    Shock shock = read_shock_target(block);
    read_operation(block, shock);
    shocks.push_back(std::move(shock));
  }
  return shocks;
}

}  // namespace

Shock read_shock_target(const data::Toml& block) {
  Shock shock;
  shock.place = block.where();
  shock.parameter = block.get("parameter").string();
  if (const auto where = block.find("where")) read_where(*where, shock);
  return shock;
}

Scenario parse_scenario(std::string text, const std::string& name) {
  const data::Toml file = data::Toml::parse(text, name);
  Scenario s;
  s.id = file.get("id").string();
  if (s.id.empty())
    throw file.get("id").error("the id is empty", "name the scenario as its file is named");
  s.title = read_local_text(file.get("title"));
  if (const auto body = file.find("text")) s.text = read_local_text(*body);
  s.closure = file.get("closure").string();
  s.regions = file.string_or("regions", "");
  s.reference = read_shocks(file, "reference");
  s.shocks = read_shocks(file, "shock");
  file.finish();
  s.source_text = std::move(text);
  return s;
}

Scenario read_scenario(const std::filesystem::path& path) {
  return parse_scenario(data::read_text(path.string()), path.string());
}

}  // namespace yuqian::model
