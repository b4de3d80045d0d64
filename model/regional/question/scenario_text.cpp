// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/scenario_text.hpp>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/question/chains.hpp>
#include <yuqian/model/regional/question/read_local_text.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

std::string quoted(const std::string& text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '\n')
      made += "\\n";
    else if (c == '"' || c == '\\')
      made += std::string("\\") + c;
    else
      made += c;
  }
  return made + '"';
}

std::string list(const std::vector<std::string>& labels) {
  if (labels.size() == 1) return quoted(labels.front());
  std::string made;
  for (const std::string& label : labels) made += (made.empty() ? "[" : ", ") + quoted(label);
  return made + "]";
}

constexpr const char* operations[] = {"scale", "set", "add", "share"};

std::string block(const char* name, const Shock& shock) {
  std::string where;
  for (const auto& [axis, labels] : shock.where)
    where += fmt::format("{}{} = {}", where.empty() ? "" : ", ", axis, list(labels));
  if (shock.both_ways) where += ", both_ways = true";
  std::string text = fmt::format("\n[[{}]]\nparameter = {}\n", name, quoted(shock.parameter));
  if (!where.empty()) text += fmt::format("where = {{ {} }}\n", where);
  if (!shock.part.empty()) text += fmt::format("part = {}\n", quoted(shock.part));
  return text +
         fmt::format("{} = {}\n", operations[static_cast<int>(shock.operation)], shock.amount);
}

/// The name of a region or a sector, or of a chain; the label where it has none.
LocalText name_of(const std::string& label) {
  if (label == "*") return {"全部", "all"};
  if (label.starts_with(chain_prefix)) {
    const data::Toml chain =
        data::Toml::read(data::shipped("chains/" + label.substr(chain_prefix.size()) + ".toml"));
    return read_local_text(chain.get("title"));
  }
  for (const char* file : {"schema/regions.csv", "schema/sectors.csv"}) {
    const data::Csv csv = data::Csv::read(data::shipped(file));
    for (int r = 0; r < csv.rows(); ++r)
      if (csv.text(r, csv.column("label")) == label)
        return {csv.text(r, csv.column("zh")), csv.text(r, csv.column("en"))};
  }
  return {label, label};
}

LocalText names_of(const std::vector<std::string>& labels) {
  LocalText names;
  for (const std::string& label : labels) {
    const LocalText name = name_of(label);
    names.zh += (names.zh.empty() ? "" : "、") + name.zh;
    names.en += (names.en.empty() ? "" : ", ") + name.en;
  }
  return names;
}

}  // namespace

std::string scenario_toml(const Scenario& s) {
  if (!s.swaps.empty())
    throw data::InputError({{},
                            fmt::format("scenario \"{}\" has a [[swap]]", s.id),
                            s.id,
                            "copy its file and change it by hand"});
  std::string text = fmt::format("id = {}\ntitle = {{ zh = {}, en = {} }}\n", quoted(s.id),
                                 quoted(s.title.zh), quoted(s.title.en));
  if (!s.text.zh.empty())
    text += fmt::format("text.zh = {}\ntext.en = {}\n", quoted(s.text.zh), quoted(s.text.en));
  text += fmt::format("closure = {}\n", quoted(s.closure));
  if (!s.regions.empty()) text += fmt::format("regions = {}\n", quoted(s.regions));
  for (const Shock& shock : s.reference) text += block("reference", shock);
  for (const Shock& shock : s.shocks) text += block("shock", shock);
  return text;
}

LocalText shock_title(const Shock& shock) {
  const data::SchemaEntry* record = parameter_record(shock.parameter);
  LocalText title =
      record ? LocalText{record->zh, record->en} : LocalText{shock.parameter, shock.parameter};
  const std::string sign = shock.operation == Shock::Operation::scale ? "×"
                           : shock.operation == Shock::Operation::set ? "= "
                                                                      : "+ ";
  const std::string amount = fmt::format(" {}{:g}", sign, shock.amount);
  title.zh += amount + "：";
  title.en += amount + ": ";
  bool first = true;
  for (const char* axis : {"from", "to", "region", "good", "sector"}) {
    const auto found = shock.where.find(axis);
    if (found == shock.where.end()) continue;
    const LocalText names = names_of(found->second);
    const bool second_end = std::string_view(axis) == "to" && !first;
    title.zh += (first ? "" : second_end ? (shock.both_ways ? "—" : "→") : "，") + names.zh;
    title.en += (first ? "" : second_end ? (shock.both_ways ? " and " : " to ") : ", ") + names.en;
    first = false;
  }
  return title;
}

}  // namespace yuqian::model
