// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/grid.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include <fmt/format.h>

#include <yuqian/data/utf8.hpp>
#include "apps/screen/table_record.hpp"

namespace yuqian::apps {
namespace {

constexpr int gap = 2, group_gap = 4;
/// Names of columns that are wider than their figures and than this stand on several lines.
constexpr int widest_name = 24;

int width(const std::string& text) { return data::display_width(text); }

std::string blanks(int count) {
  return std::string(static_cast<std::size_t>(std::max(0, count)), ' ');
}
std::string right(const std::string& text, int to) { return blanks(to - width(text)) + text; }
std::string left(const std::string& text, int to) { return text + blanks(to - width(text)); }

/// Lines of a name over figures of a width.
std::vector<std::string> name_lines(const std::string& name, int figures) {
  const int room = std::max(widest_name, figures);
  if (width(name) <= room) return {name};
  std::vector<std::string> lines;
  std::istringstream text(wrapped(name, room));
  for (std::string line; std::getline(text, line);) lines.push_back(std::move(line));
  return lines;
}

/// Columns of the terminal that standard output is, or those that COLUMNS states (POSIX.1-2017,
/// 8.3); 0: not limited, as in files and pipes.
int terminal_width() {
  if (const char* stated = std::getenv("COLUMNS")) return std::max(0, std::atoi(stated));
  winsize size{};
  return ::isatty(STDOUT_FILENO) && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col
                                                                                   : 0;
}

}  // namespace

std::string number(double value, int decimals) {
  if (!std::isfinite(value)) return "-";
  // What would read as zero and is not shows one digit more; what is smaller still may be rounding.
  const double last = std::pow(10.0, -decimals);
  if (std::abs(value) < 0.5 * last && std::abs(value) >= 0.05 * last) ++decimals;
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
  std::vector<int> widths(columns_.size(), 0);
  for (const Row& row : rows_) {
    first = std::max(first, width(row.label));
    for (std::size_t k = 0; k < widths.size(); ++k)
      widths[k] = std::max(widths[k], width(row.cells[k]));
  }
  std::vector<std::vector<std::string>> names;
  std::size_t name_height = 1;
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    names.push_back(name_lines(columns_[k], widths[k]));
    for (const std::string& line : names[k]) widths[k] = std::max(widths[k], width(line));
    name_height = std::max(name_height, names[k].size());
  }
  // Which group a column belongs to, and how wide each group is; a heading wider than its columns
  // widens the first of them.
  std::vector<std::size_t> group_of;
  for (std::size_t g = 0; g < groups_.size(); ++g)
    group_of.insert(group_of.end(), groups_[g].columns, g);
  const auto begins = [&](std::size_t k) { return k == 0 || group_of[k] != group_of[k - 1]; };

  const auto print_part = [&](std::size_t from, std::size_t to) {
    std::vector<int> wide = widths;
    std::string headings = blanks(first);
    bool any_heading = false;
    for (std::size_t at = from; at < to;) {
      std::size_t end = at;
      int total = -gap;
      while (end < to && group_of[end] == group_of[at]) total += wide[end++] + gap;
      const std::string& heading = groups_[group_of[at]].heading;
      if (const int more = width(heading) - total; more > 0) {
        wide[at] += more;
        total += more;
      }
      any_heading = any_heading || !heading.empty();
      headings += blanks(group_gap) + right(heading, total);
      at = end;
    }
    const auto line = [&](const std::string& label, const std::vector<std::string>& cells) {
      std::string text = left(label, first);
      for (std::size_t k = from; k < to; ++k)
        text += blanks(k == from || begins(k) ? group_gap : gap) + right(cells[k], wide[k]);
      return text;
    };
    if (any_heading) screen.out << screen.bold(headings) << '\n';
    for (std::size_t h = 0; h < name_height; ++h) {  // short names stand on the last line
      std::vector<std::string> cells;
      for (const auto& lines : names)
        cells.push_back(h + lines.size() >= name_height ? lines[h + lines.size() - name_height]
                                                        : "");
      screen.out << screen.bold(line(h + 1 == name_height ? corner_ : "", cells)) << '\n';
    }
    for (const Row& row : rows_) screen.out << line(row.label, row.cells) << '\n';
  };

  // Where the terminal is narrower than the table, its columns stand in parts below each other.
  const int room = terminal_width();
  for (std::size_t from = 0; from < columns_.size() || from == 0;) {
    std::size_t to = from;
    for (int used = first; to < columns_.size(); ++to) {
      used += (to == from || begins(to) ? group_gap : gap) + widths[to];
      if (room > 0 && used > room && to > from) break;
    }
    if (from > 0) screen.out << '\n';
    print_part(from, to);
    if (to == from) break;
    from = to;
  }

  TableRecord::Table table{{}, corner_, {}, {}};
  std::size_t at = 0;
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
