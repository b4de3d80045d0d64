// SPDX-License-Identifier: Apache-2.0
// `yuqian list WHAT`: the words that the program knows, in both languages.
#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/data/utf8.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/requests/shipped_files.hpp"

namespace yuqian::apps {
namespace {

struct ListOptions {
  std::string what;
  bool csv = false;
};

/// A table of texts; `names` are those of --json and --csv, `heads` those of the screen.
struct Listing {
  std::vector<std::string> names;
  std::vector<model::LocalText> heads;
  std::vector<std::vector<std::string>> rows;
};

const model::LocalText label_head{"标签", "label"}, zh_head{"中文名称", "in Chinese"},
    en_head{"英文名称", "in English"}, unit_head{"单位", "unit"}, code_head{"代码", "code"};

Listing from_csv(const std::string& path, const std::vector<std::string>& columns,
                 const std::vector<model::LocalText>& heads) {
  const data::Csv csv = data::Csv::read(data::shipped(path));
  Listing list{columns, heads, {}};
  for (int r = 0; r < csv.rows(); ++r) {
    std::vector<std::string>& row = list.rows.emplace_back();
    for (const std::string& column : columns) row.push_back(csv.text(r, csv.column(column)));
  }
  return list;
}

Listing regions() {
  Listing list = from_csv("schema/regions.csv", {"label", "code", "zh", "en"},
                          {label_head, {"行政区划代码", "GB/T 2260"}, zh_head, en_head});
  for (std::vector<std::string>& row : list.rows) row[1] += "0000";
  return list;
}

Listing sectors() {
  return from_csv("schema/sectors.csv", {"label", "code", "zh", "en"},
                  {label_head, code_head, zh_head, en_head});
}

Listing schema(const char* name) {
  Listing list{{"name", "unit", "axes", "zh", "en"},
               {{"名称", "name"}, unit_head, {"轴", "axes"}, zh_head, en_head},
               {}};
  const data::Schema listed = data::shipped_schema(name);
  for (const data::SchemaEntry& e : listed.entries()) {
    if (const auto available = e.more.find("available");
        available != e.more.end() && available->second == "no")
      continue;
    std::string axes;
    for (const std::string& d : e.dims) axes += (axes.empty() ? "" : " ") + d;
    list.rows.push_back({e.name, e.unit, axes, e.zh, e.en});
  }
  return list;
}

Listing files(const std::string& kind) {
  Listing list{{"id", "zh", "en"}, {label_head, zh_head, en_head}, {}};
  for (const ShippedFile& f : shipped_files(kind))
    list.rows.push_back({f.id, f.title.zh, f.title.en});
  return list;
}

Listing chains() {
  Listing list{
      {"id", "zh", "en", "sectors"}, {label_head, zh_head, en_head, {"部门", "sectors"}}, {}};
  for (const ShippedFile& f : shipped_files("chains")) {
    std::string members;
    for (const std::string& s : data::Toml::read(f.path).get("sectors").strings())
      members += (members.empty() ? "" : " ") + s;
    list.rows.push_back({f.id, f.title.zh, f.title.en, members});
  }
  return list;
}

Listing mappings() {
  Listing list{
      {"option", "id", "zh", "en"}, {{"选项", "option"}, label_head, zh_head, en_head}, {}};
  for (const auto& [kind, option] :
       {std::pair{"mappings/regions", "--regions"}, std::pair{"mappings/sectors", "--sectors"}})
    for (const ShippedFile& f : shipped_files(kind))
      list.rows.push_back({option, f.id, f.title.zh, f.title.en});
  return list;
}

const std::vector<std::pair<std::string, std::function<Listing()>>>& kinds() {
  static const std::vector<std::pair<std::string, std::function<Listing()>>> all{
      {"regions", regions},
      {"sectors", sectors},
      {"datasets", [] { return files("sources"); }},
      {"parameters", [] { return schema("parameters"); }},
      {"closures", [] { return files("closures"); }},
      {"scenarios", [] { return files("scenarios"); }},
      {"indicators", [] { return schema("indicators"); }},
      {"games", [] { return files("games"); }},
      {"plans", [] { return files("plans"); }},
      {"chains", chains},
      {"mappings", mappings}};
  return all;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

void print(const Screen& screen, const Listing& list, bool as_csv) {
  if (screen.json) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const auto& row : list.rows) {
      nlohmann::ordered_json& entry = out.emplace_back();
      for (std::size_t k = 0; k < row.size(); ++k) entry[list.names[k]] = row[k];
    }
    screen.out << out.dump(2) << '\n';
    return;
  }
  if (as_csv) {
    const auto line = [&](const std::vector<std::string>& cells) {
      for (std::size_t k = 0; k < cells.size(); ++k)
        screen.out << (k ? "," : "") << csv_cell(cells[k]);
      screen.out << '\n';
    };
    line(list.names);
    for (const auto& row : list.rows) line(row);
    return;
  }
  std::vector<std::size_t> widths(list.names.size(), 0);
  std::vector<std::vector<std::string>> rows{{}};
  for (const model::LocalText& head : list.heads) rows.front().push_back(screen.words(head));
  rows.insert(rows.end(), list.rows.begin(), list.rows.end());
  for (const auto& row : rows)
    for (std::size_t k = 0; k < row.size(); ++k)
      widths[k] = std::max(widths[k], static_cast<std::size_t>(data::display_width(row[k])));
  for (const auto& row : rows) {
    std::string text;
    for (std::size_t k = 0; k < row.size(); ++k) {
      text += row[k];
      if (k + 1 < row.size())
        text.append(widths[k] + 2 - static_cast<std::size_t>(data::display_width(row[k])), ' ');
    }
    screen.out << (&row == &rows.front() ? screen.bold(text) : text) << '\n';
  }
}

ExitCode list(const Screen& screen, const ListOptions& options) {
  std::vector<std::string> known;
  for (const auto& [name, make] : kinds()) {
    known.push_back(name);
    if (name != options.what) continue;
    print(screen, make(), options.csv);
    return done;
  }
  throw data::InputError({{},
                          fmt::format("yuqian list knows no \"{}\"", options.what),
                          options.what,
                          data::suggestion(options.what, known)});
}

}  // namespace

namespace options {

void declare_list(CommandLine& line) {
  const auto o = std::make_shared<ListOptions>();
  std::string what;
  for (const auto& [name, make] : kinds()) what += (what.empty() ? "" : ", ") + name;
  CLI::App* sub = line.command(
      "list", "The words that may be used: labels, names in both languages, codes", o, list);
  sub->add_option("WHAT", o->what, what)->required();
  sub->add_flag("--csv", o->csv, "As CSV, for spreadsheets");
  sub->footer(
      "Examples:\n  yuqian list regions\n  yuqian list parameters --lang zh\n  yuqian list "
      "sectors --csv > sectors.csv");
}

}  // namespace options
}  // namespace yuqian::apps
