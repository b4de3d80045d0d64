// SPDX-License-Identifier: Apache-2.0
// Scenario files. What the shocks do to parameters stands in apply_shocks.cpp.
#include <yuqian/model/regional/question/scenario.hpp>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/beside.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/read_local_text.hpp>

#include <algorithm>
#include <array>
#include <system_error>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// The axes of all parameter families: the keys that `where` may have.
constexpr std::array axes{"from",       "to",   "good", "use",     "region", "sector", "household",
                          "registered", "work", "mode", "unknown", "factor", "input"};

std::vector<std::string> labels(const data::Toml& value) {
  std::vector<std::string> list = value.is_array() ? value.strings() : std::vector{value.string()};
  if (list.empty()) throw value.error("the list of labels is empty", "write \"*\" for all");
  for (std::string& label : list)
    if (label == "all" || label == "全部") label.assign(1, '*');
  return list;
}

void read_where(const data::Toml& where, Shock& shock) {
  for (const char* axis : axes)
    if (const auto value = where.find(axis)) {
      std::vector<std::string>& list = shock.where[axis] = labels(*value);
      const std::string_view name = axis;
      if (name == "from" || name == "to" || name == "region")
        for (std::string& label : list) label = data::region_label(label);
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
                                       {"add", Shock::Operation::add},
                                       {"share", Shock::Operation::share}})
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
                    "write exactly one of: scale, set, add, share");
}

std::vector<Shock> read_shocks(const data::Toml& file, const char* key) {
  std::vector<Shock> shocks;
  for (const data::Toml& block : file.items(key)) {
    Shock shock = read_shock_target(block);
    if (const auto part = block.find("part")) shock.part = part->name();
    read_operation(block, shock);
    shocks.push_back(std::move(shock));
  }
  return shocks;
}

/// Notes a part of a package where it is not there yet.
void add_part(Scenario& s, const std::string& name, const LocalText& title) {
  for (const Scenario::Part& p : s.parts)
    if (p.name == name) return;
  s.parts.push_back({name, title});
}

/// The files that are being read, each a part of the one before.
using Reading = std::vector<std::filesystem::path>;

Scenario read(const std::filesystem::path& path, const data::Toml* part, Reading within);

/// Takes in the scenarios that [[part]] blocks name; what they are compared with is the package's.
void take_in_parts(const data::Toml& file, const std::filesystem::path& folder, Scenario& s,
                   const Reading& within) {
  for (const data::Toml& block : file.items("part")) {
    const data::Toml id = block.get("scenario");
    const std::filesystem::path beside = folder / (id.string() + ".toml");
    if (id.string() == s.id)
      throw id.error("a package cannot be a part of itself", "name another scenario");
    const Scenario taken = read(std::filesystem::exists(beside)
                                    ? beside.string()
                                    : data::shipped_or_path("scenarios", id.string(), ".toml"),
                                &id, within);
    if (!taken.parts.empty())
      throw id.error(fmt::format("\"{}\" is a package itself", taken.id),
                     "name its parts one by one");
    if (!taken.swaps.empty())
      throw id.error(
          fmt::format("\"{}\" has a [[swap]], and the closure of a part gives way to the package's",
                      taken.id),
          "write the [[swap]] into this file");
    if (!taken.reference.empty())
      throw id.error(
          fmt::format("\"{}\" has a [[reference]], which a part of a package cannot have",
                      taken.id),
          "write its shocks into this file, relative to the benchmark");
    add_part(s, taken.id, taken.title);
    for (Shock shock : taken.shocks) {
      shock.part = taken.id;
      s.shocks.push_back(std::move(shock));
    }
  }
}

/// A cap that nobody is under is not a policy: the shocks leave its members out.
void require_members(const std::vector<Shock>& shocks) {
  const auto cap = std::find_if(shocks.begin(), shocks.end(),
                                [](const Shock& s) { return s.parameter == "joint_emission_cap"; });
  if (cap != shocks.end() && std::none_of(shocks.begin(), shocks.end(), [](const Shock& s) {
        return s.parameter == "joint_cap_member" && s.amount > 0;
      }))
    throw data::InputError({cap->place, "the joint cap on emissions has no members",
                            "joint_emission_cap",
                            "add a shock of \"joint_cap_member\", set = 1, for those under it"});
}

std::filesystem::path place_of(const std::filesystem::path& file) {
  std::error_code none;
  const auto place = std::filesystem::weakly_canonical(file, none);
  return none ? file : place;
}

Scenario parse(std::string text, const std::string& name, const Reading& within) {
  const data::Toml file = data::Toml::parse(text, name);
  Scenario s;
  s.id = file.get("id").string();
  if (s.id.empty())
    throw file.get("id").error("the id is empty", "name the scenario as its file is named");
  file.get("id").name();
  s.title = read_local_text(file.get("title"));
  if (const auto body = file.find("text")) s.text = read_local_text(*body);
  s.closure = data::beside(name, file.get("closure").string(), ".toml");
  s.regions = data::beside(name, file.string_or("regions", ""), ".toml");
  s.reference = read_shocks(file, "reference");
  s.swaps = read_swaps(file);
  take_in_parts(file, std::filesystem::path(name).parent_path(), s, within);
  for (Shock& shock : read_shocks(file, "shock")) {
    if (!shock.part.empty()) add_part(s, shock.part, {shock.part, shock.part});
    s.shocks.push_back(std::move(shock));
  }
  require_members(s.shocks);
  file.finish();
  s.source_text = std::move(text);
  return s;
}

/// `part`: where the file is named as a part; null where the user names it.
Scenario read(const std::filesystem::path& path, const data::Toml* part, Reading within) {
  const std::filesystem::path place = place_of(path);
  const auto begin = std::find(within.begin(), within.end(), place);
  if (part && begin != within.end()) {
    std::string ring;
    for (auto file = begin; file != within.end(); ++file) ring += file->stem().string() + " > ";
    throw part->error(fmt::format("parts contain each other: {}{}", ring, place.stem().string()),
                      "a package is made of scenarios that are not packages", part->string());
  }
  within.push_back(place);
  return parse(data::read_text(path.string()), path.string(), within);
}

}  // namespace

Shock read_shock_target(const data::Toml& block) {
  Shock shock;
  shock.place = block.where();
  shock.parameter = block.get("parameter").string();
  if (const auto where = block.find("where")) read_where(*where, shock);
  return shock;
}

Closure closure_with_swaps(Closure c, const Scenario& s) {
  if (s.swaps.empty()) return c;
  c.swaps.insert(c.swaps.end(), s.swaps.begin(), s.swaps.end());
  c.id += "+swap";
  c.title = {c.title.zh + "，情景另定内外生互换", c.title.en + ", with swaps of the scenario"};
  return c;
}

Scenario parse_scenario(std::string text, const std::string& name) {
  return parse(std::move(text), name, {place_of(name)});
}

Scenario read_scenario(const std::filesystem::path& path) { return read(path, nullptr, {}); }

}  // namespace yuqian::model
