// SPDX-License-Identifier: Apache-2.0
#include "apps/requests/table_files.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include "apps/requests/report_maker.hpp"

namespace yuqian::apps {
namespace {

void require_ending(const std::string& path, const char* ending, const Words& words) {
  if (path.empty()) return;
  if (!path.ends_with(ending))
    throw data::InputError(
        words(fmt::format("{}：文件名应以{}结尾", path, ending),
              fmt::format("{}: a name that ends in {} is needed", path, ending)));
  data::require_writable(path);
}

/// A label that no spreadsheet takes for a formula.
std::string harmless(const std::string& label) {
  const std::size_t first = label.find_first_not_of(' ');
  const std::string text = first == std::string::npos ? "" : label.substr(first);
  return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos
             ? "'" + text
             : text;
}

std::string csv_of(const std::vector<TableRecord::Table>& tables) {
  std::string text = "\xEF\xBB\xBF";  // spreadsheets read Chinese by it
  for (const TableRecord::Table& table : tables) {
    if (&table != &tables.front()) text += data::csv_line({""});
    if (!table.heading.empty()) text += data::csv_line({harmless(table.heading)});
    std::vector<std::string> line{harmless(table.corner)};
    for (const std::string& column : table.columns) line.push_back(harmless(column));
    text += data::csv_line(line);
    for (const TableRecord::Row& row : table.rows) {
      line = {harmless(row.label)};
      line.insert(line.end(), row.cells.begin(), row.cells.end());
      text += data::csv_line(line);
    }
  }
  return text;
}

std::string json_of(const std::vector<TableRecord::Table>& tables) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const TableRecord::Table& table : tables) {
    list.push_back({{"heading", table.heading},
                    {"corner", table.corner},
                    {"columns", table.columns},
                    {"rows", nlohmann::ordered_json::array()}});
    for (const TableRecord::Row& row : table.rows)
      list.back()["rows"].push_back({{"label", row.label}, {"cells", row.cells}});
  }
  return list.dump();
}

}  // namespace

TableFiles::TableFiles(std::string csv, std::string xlsx, const Words& words)
    : csv_(std::move(csv)), xlsx_(std::move(xlsx)), words_(words) {
  require_ending(csv_, ".csv", words_);
  require_ending(xlsx_, ".xlsx", words_);
}

void TableFiles::write(const std::vector<TableRecord::Table>& tables) const {
  if (tables.empty())
    throw data::InputError(
        words_("没有打印任何表格，因此--csv和--xlsx没有内容可写",
               "no table was printed, so --csv and --xlsx have nothing to write"),
        words_("--json输出用其自身", "--json is a form of its own"));
  if (!csv_.empty()) data::write_file(csv_, csv_of(tables));
  if (xlsx_.empty()) return;
  const ScratchFolder scratch;
  const std::string json = (scratch.path() / "tables.json").string();
  data::write_file(json, json_of(tables));
  std::vector<std::string> command = report_maker(words_);
  command.insert(command.end(), {"--screen-tables", json, "--out", xlsx_, "--lang",
                                 words_.chinese() ? "zh" : "en"});
  if (run_report_maker(command, words_) != 0)
    throw data::OutputError(words_("未能写出", "could not write ") + xlsx_);
}

}  // namespace yuqian::apps
