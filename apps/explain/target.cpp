// SPDX-License-Identifier: Apache-2.0
#include "apps/explain/target.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::apps::explain {
namespace {

/// The name before the bracket and the labels in it, blanks around labels taken off.
struct Request {
  std::string name;
  std::vector<std::string> labels;
};

Request parse(std::string_view text) {
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos) return {std::string(text), {}};
  Request request{std::string(text.substr(0, open)), {}};
  if (text.back() != ']' || open == 0)
    throw data::InputError(fmt::format("\"{}\" is not an indicator with an area", text),
                           "write it as grp_real[Guizhou], in quotes");
  std::string_view rest = text.substr(open + 1, text.size() - open - 2);
  while (true) {
    const std::size_t comma = rest.find(',');
    const std::string_view label = rest.substr(0, comma);
    const std::size_t first = label.find_first_not_of(' '), last = label.find_last_not_of(' ');
    if (first != std::string_view::npos)
      request.labels.emplace_back(label.substr(first, last - first + 1));
    if (comma == std::string_view::npos) return request;
    rest.remove_prefix(comma + 1);
  }
}

/// The variable that a name means: its own, its short name, or that of a change of it.
std::string variable(const std::string& name, const std::vector<Chain>& chains) {
  const data::Schema indicators = data::shipped_schema("indicators");
  const data::SchemaEntry* change = indicators.find(name);
  const std::string of = change ? change->more.at("variable") : name;
  std::vector<std::string> known;
  for (const Chain& c : chains) {
    if (c.indicator == of || (c.short_name == name && !name.empty())) return c.indicator;
    for (const std::string& word : {c.indicator, c.short_name})
      if (!word.empty() && std::find(known.begin(), known.end(), word) == known.end())
        known.push_back(word);
  }
  const bool exists = change || data::shipped_schema("variables").find(name);
  const auto near = exists ? std::nullopt : data::nearest(name, known);
  throw data::InputError(
      {{},
       exists ? fmt::format("no chain is known behind \"{}\"", name)
              : fmt::format("unknown indicator \"{}\"", name),
       name,
       (near ? fmt::format("did you mean \"{}\"? ", *near) : "") +
           fmt::format("{}: {}", near ? "All" : "explained are", fmt::join(known, ", "))});
}

/// Holds the first free axis that has the label; the first axis takes the area.
void hold(const Request& request, const data::Table& table, std::vector<int>& fixed, int first) {
  for (std::size_t n = 0; n < request.labels.size(); ++n) {
    const std::string& label = request.labels[n];
    std::vector<std::string> valid;
    bool held = false;
    const int end = n == 0 ? first + 1 : table.rank();
    for (int k = first; k < end && !held; ++k) {
      if (fixed[at(k)] >= 0) continue;
      const auto found = data::find_named(table.axis(k), label);
      held = found.has_value();
      if (held) fixed[at(k)] = *found;
      valid.insert(valid.end(), table.axis(k).labels().begin(), table.axis(k).labels().end());
    }
    if (held) continue;
    if (valid.empty())
      throw data::InputError(
          {{},
           fmt::format("\"{}\" is one label too many for {}", label, request.name),
           label,
           fmt::format("{} has no further axis; leave it out", request.name)});
    throw data::InputError(
        {{},
         fmt::format("unknown {} \"{}\" of {}", n == 0 ? "area" : "label", label, request.name),
         label,
         data::suggestion(label, valid)});
  }
}

}  // namespace

bool Target::has_state() const { return table.axis(0).name() == "state"; }

std::optional<std::string> Target::held(const std::string& axis) const {
  for (int k = 0; k < table.rank(); ++k)
    if (table.axis(k).name() == axis && fixed[at(k)] >= 0) return table.axis(k).label(fixed[at(k)]);
  return std::nullopt;
}

Target find_target(std::string_view text, const std::vector<Chain>& chains,
                   const ResultReader& file, int scenario, int trade) {
  const Request request = parse(text);
  const std::string name = variable(request.name, chains);
  if (!file.has(name))
    throw data::InputError({{file.path()},
                            fmt::format("has no variable \"{}\"", name),
                            name,
                            "solve again with this version and --out"});
  data::Table table = file.table(name, scenario, trade);
  model::Areas areas(file.set("region"));
  const int first = table.axis(0).name() == "state" ? 1 : 0;
  if (request.labels.empty())
    throw data::InputError({{},
                            fmt::format("{} of which area?", request.name),
                            {},
                            fmt::format("write {}[{}]; areas: {}", request.name, areas.set.label(0),
                                        fmt::join(areas.set.labels(), ", "))});
  std::vector<int> fixed(at(table.rank()), -1);
  hold(request, table, fixed, first);
  for (int k = first + 1; k < table.rank();
       ++k)  // groups of persons: all of them together, not all added up
    if (const auto all = table.axis(k).find("all"); all && fixed[at(k)] < 0) fixed[at(k)] = *all;
  const int area = areas.set.index(table.axis(first).label(fixed[at(first)]));
  return {file, scenario, trade, name, std::move(table), std::move(fixed), area, std::move(areas)};
}

}  // namespace yuqian::apps::explain
