// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/grid.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/utf8.hpp>
#include "apps/screen/table_record.hpp"

namespace yuqian::apps {
namespace {

constexpr int gap = 2, group_gap = 4;

int width(const std::string& text) { return data::display_width(text); }

std::string blanks(int count) {
  return std::string(static_cast<std::size_t>(std::max(0, count)), ' ');
}
std::string right(const std::string& text, int to) { return blanks(to - width(text)) + text; }
std::string left(const std::string& text, int to) { return text + blanks(to - width(text)); }

}  // namespace

std::string number(double value, int decimals) {
  if (!std::isfinite(value)) return "-";
  const std::string text = fmt::format("{:.{}f}", value, decimals);
  return text.find_first_not_of("-0.") == std::string::npos ? fmt::format("{:.{}f}", 0.0, decimals)
                                                            : text;
}

void Grid::group(std::string heading, std::vector<std::string> columns) {
  groups_.push_back({std::move(heading), columns.size()});
  columns_.insert(columns_.end(), columns.begin(), columns.end());
}

void Grid::row(std::string label, std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  rows_.push_back({std::move(label), std::move(cells)});
}

void Grid::print(const Screen& screen) const {
  int first = width(corner_);
  std::vector<int> widths;
  for (const std::string& name : columns_) widths.push_back(width(name));
  for (const Row& row : rows_) {
    first = std::max(first, width(row.label));
    for (std::size_t k = 0; k < widths.size(); ++k)
      widths[k] = std::max(widths[k], width(row.cells[k]));
  }
  // A heading wider than its columns widens the first of them.
  std::string headings = blanks(first);
  std::vector<int> before(widths.size(), gap);
  std::size_t at = 0;
  bool any_heading = false;
  for (const Group& group : groups_) {
    before[at] = group_gap;
    int total = -gap;
    for (std::size_t k = at; k < at + group.columns; ++k) total += widths[k] + gap;
    if (const int more = width(group.heading) - total; more > 0) {
      widths[at] += more;
      total += more;
    }
    any_heading = any_heading || !group.heading.empty();
    headings += blanks(group_gap) + right(group.heading, total);
    at += group.columns;
  }
  const auto line = [&](const std::string& label, const std::vector<std::string>& cells) {
    std::string text = left(label, first);
    for (std::size_t k = 0; k < cells.size(); ++k)
      text += blanks(before[k]) + right(cells[k], widths[k]);
    return text;
  };
  if (any_heading) screen.out << screen.bold(headings) << '\n';
  screen.out << screen.bold(line(corner_, columns_)) << '\n';
  for (const Row& row : rows_) screen.out << line(row.label, row.cells) << '\n';

  TableRecord::Table table{{}, corner_, {}, {}};
  at = 0;
  for (const Group& group : groups_)
    for (const std::size_t end = at + group.columns; at < end; ++at)
      table.columns.push_back(group.heading + (group.heading.empty() ? "" : " ") + columns_[at]);
  for (const Row& row : rows_) table.rows.push_back({row.label, row.cells});
  TableRecord::note(std::move(table));
}

std::string wrapped(std::string_view text, int limit, std::string_view indent) {
  std::string lines, line, word;
  int line_width = 0, word_width = 0;
  const int room = limit - data::display_width(indent);
  const auto flush_line = [&] {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    if (!line.empty()) lines += (lines.empty() ? "" : "\n") + std::string(indent) + line;
    line.clear();
    line_width = 0;
  };
  const auto flush_word = [&] {
    if (line_width + word_width > room) flush_line();
    line += word;
    line_width += word_width;
    word.clear();
    word_width = 0;
  };
  // Punctuation that must not begin a line stays with what precedes it.
  constexpr std::string_view closing = "，。；：、）》”％";
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, data::utf8_length(text, i));
    const std::string_view c = text.substr(i, length);
    i += length;
    if (c == "\n" || c == " ") {
      flush_word();
      if (line_width > 0 &&
          !(c == "\n" && line.size() > 2 && static_cast<unsigned char>(line.back()) >= 0x80)) {
        line += ' ';
        ++line_width;
      }
    } else {
      const bool wide = data::display_width(c) == 2;
      if (wide && closing.find(c) == std::string_view::npos) flush_word();
      word += c;
      word_width += wide ? 2 : 1;
    }
  }
  flush_word();
  flush_line();
  return lines;
}

}  // namespace yuqian::apps
