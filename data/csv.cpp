// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/csv.hpp>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <utility>

#include <yuqian/data/csv_parser.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/text_file.hpp>

namespace yuqian::data {

Csv Csv::read(const std::string& path) { return parse(read_file(path), path); }

Csv Csv::parse(std::string bytes, const std::string& name) {
  Csv csv;
  csv.name_ = name;
  const std::string text = checked_text(std::move(bytes), name);
  CsvParser(text, csv).run();
  return csv;
}

std::optional<int> Csv::find_column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) return std::nullopt;
  return static_cast<int>(found - header_.begin());
}

int Csv::column(std::string_view name) const {
  if (const auto found = find_column(name)) return *found;
  const int line = header_cells_.empty() ? 0 : header_cells_[0].line;
  throw InputError({{name_, line, line ? 1 : 0},
                    "column \"" + std::string(name) + "\" is missing",
                    std::string(name),
                    nearest(name, header_)
                        ? "is it the one called \"" + *nearest(name, header_) + "\"?"
                        : "add it to the header and to every row"});
}

void Csv::expect_columns(std::initializer_list<std::string_view> names) const {
  for (const std::string_view wanted : names) column(wanted);
  const std::vector<std::string> known(names.begin(), names.end());
  for (int c = 0; c < columns(); ++c) {
    const std::string& name = header_[static_cast<std::size_t>(c)];
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw InputError(
          {where_header(c), "unknown column \"" + name + "\"", name, suggestion(name, known)});
  }
}

const Csv::Cell& Csv::cell(int row, int column) const {
  assert(row >= 0 && row < rows() && column >= 0 && column < columns());
  return cells_[static_cast<std::size_t>(row) * header_.size() + static_cast<std::size_t>(column)];
}

Position Csv::where(int row, int column) const {
  const Cell& c = cell(row, column);
  return {name_, c.line, c.column};
}

Position Csv::where_header(int column) const {
  const Cell& c = header_cells_[static_cast<std::size_t>(column)];
  return {name_, c.line, c.column};
}

std::string Csv::describe(int row, int column) const {
  std::string text = "column \"" + header_[static_cast<std::size_t>(column)] + "\"";
  if (column > 0) text = "row \"" + this->text(row, 0) + "\", " + text;
  return text;
}

double Csv::number(int row, int column, Sign sign) const {
  const std::string& text = cell(row, column).text;
  const auto refuse = [&](const std::string& what, const std::string& hint) {
    return InputError({where(row, column), what + " in " + describe(row, column), text, hint});
  };
  if (text.empty()) throw refuse("an empty cell", "write a number; 0 if that is what is meant");
  double value = 0.0;
  const char* begin = text.data() + (text.size() > 1 && text[0] == '+' && text[1] != '-');
  const char* end = text.data() + text.size();
  const auto [stop, status] = std::from_chars(begin, end, value);
  if (status == std::errc::result_out_of_range)
    throw refuse("\"" + text + "\" is out of range", "write a number of ordinary size");
  if (status != std::errc{} || stop != end || !std::isfinite(value))
    throw refuse("\"" + text + "\" is not a number",
                 "write a plain decimal such as 1234.5, without separators, units or spaces");
  if (sign == Sign::not_negative && value < 0.0)
    throw refuse("negative value " + text, "this figure cannot be below zero");
  if (sign == Sign::positive && value <= 0.0)
    throw refuse("value " + text, "this figure must be above zero");
  return value;
}

std::optional<double> Csv::number_if_any(int row, int column, Sign sign) const {
  if (cell(row, column).text.empty()) return std::nullopt;
  return number(row, column, sign);
}

std::string csv_cell(std::string_view text) {
  const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos &&
                     !text.starts_with('#') && !text.starts_with("\xEF\xBB\xBF");
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + "\"";
}

std::string csv_line(const std::vector<std::string>& cells) {
  if (cells.size() == 1 && cells[0].empty()) return "\"\"\n";  // a bare empty line would be skipped
  std::string line;
  for (std::size_t c = 0; c < cells.size(); ++c) line += (c ? "," : "") + csv_cell(cells[c]);
  return line + "\n";
}

std::string shortest(double value) {
  char buffer[32];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
  return std::string(buffer, result.ptr);
}

}  // namespace yuqian::data
