// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/label_grid.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/text_file.hpp>

namespace yuqian::interindustry {
namespace {

using Cells = std::vector<std::string>;

Cells split(std::string_view line) {
  Cells cells;
  for (;;) {
    const auto tab = line.find('\t');
    std::string cell(line.substr(0, tab));
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
      cell = cell.substr(1, cell.size() - 2);
    cells.push_back(std::move(cell));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

std::vector<Cells> lines_of(const std::string& path) {
  const std::string text = data::read_text(path);
  std::vector<Cells> lines;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.push_back(split(line));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return lines;
}

double number(const std::string& cell, const std::string& path, std::size_t line) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size())
    throw data::InputError({{path, static_cast<int>(line) + 1, 0},
                            fmt::format("\"{}\" is not a number", cell),
                            cell,
                            "give every cell a decimal number"});
  return value;
}

}  // namespace

LabelGrid read_label_grid(const std::string& path, int index, int header) {
  const std::vector<Cells> lines = lines_of(path);
  const auto labels = static_cast<std::size_t>(index), heads = static_cast<std::size_t>(header);
  const auto refuse = [&](std::size_t line, const std::string& what) {
    throw data::InputError({{path, static_cast<int>(line) + 1, 0},
                            what,
                            {},
                            "write the folder again with save_all() of pymrio"});
  };
  if (lines.size() <= heads || lines.front().size() <= labels)
    refuse(0, fmt::format("fewer than {} lines of labels and {} columns of them", header, index));
  const std::size_t width = lines.front().size();
  const bool names_levels =
      std::all_of(lines[heads].begin() + static_cast<std::ptrdiff_t>(labels), lines[heads].end(),
                  [](const std::string& cell) { return cell.empty(); });
  const std::size_t first = heads + (names_levels ? 1 : 0);
  LabelGrid grid;
  grid.path = path;
  grid.first_line = static_cast<int>(first) + 1;
  for (std::size_t c = labels; c < width; ++c) {
    Cells levels;
    for (std::size_t h = 0; h < heads; ++h) {
      if (lines[h].size() != width) refuse(h, "the lines of labels are not equally long");
      levels.push_back(lines[h][c]);
    }
    grid.columns.push_back(std::move(levels));
  }
  grid.values.resize(static_cast<Eigen::Index>(lines.size() - first),
                     static_cast<Eigen::Index>(width - labels));
  for (std::size_t l = first; l < lines.size(); ++l) {
    if (lines[l].size() != width)
      refuse(l, fmt::format("{} cells, where {} are expected", lines[l].size(), width));
    grid.rows.emplace_back(lines[l].begin(),
                           lines[l].begin() + static_cast<std::ptrdiff_t>(labels));
    for (std::size_t c = labels; c < width; ++c)
      grid.values(static_cast<Eigen::Index>(l - first), static_cast<Eigen::Index>(c - labels)) =
          number(lines[l][c], path, l);
  }
  return grid;
}

std::vector<std::string> read_label_texts(const std::string& path, int header) {
  const std::vector<Cells> lines = lines_of(path);
  std::vector<std::string> texts;
  for (std::size_t l = static_cast<std::size_t>(header); l < lines.size(); ++l)
    texts.push_back(lines[l].back());
  return texts;
}

}  // namespace yuqian::interindustry
