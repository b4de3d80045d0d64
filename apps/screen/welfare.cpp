// SPDX-License-Identifier: Apache-2.0
// Where the equivalent variation comes from, and what households receive and pay.
#include <fmt/format.h>
#include <yuqian/model/maths/at.hpp>

#include "apps/screen/grid.hpp"
#include "apps/screen/page.hpp"

namespace yuqian::apps::report {
namespace {

/// Columns of the areas that the page shows.
std::vector<std::string> area_names(const Page& page) {
  std::vector<std::string> names;
  for (int a = 0; a < page.first->areas.size(); ++a)
    names.push_back(page.words.name(page.first->areas, a));
  return names;
}

/// True where some figure of a row would show.
bool shows(const std::vector<std::string>& cells) {
  for (const std::string& c : cells)
    if (c != number(0)) return true;
  return false;
}

void print_sources(const Page& page, const data::Table* parts, const std::string& title,
                   const std::string& sum) {
  const Words& w = page.words;
  Grid grid(title);
  grid.group("", area_names(page));
  std::vector<double> total(static_cast<std::size_t>(page.first->areas.size()), 0.0);
  for (int k = 0; k < parts->axis(1).size(); ++k) {
    std::vector<std::string> cells;
    for (int a = 0; a < page.first->areas.size(); ++a) {
      const double v = parts->at({page.first->areas.label(a), parts->axis(1).label(k)});
      total[at(a)] += v;
      // The error of the path is a check, not a figure.
      cells.push_back(parts->axis(1).label(k) == "path_error" ? fmt::format("{:.0e}", v)
                                                              : number(v));
    }
    if (shows(cells)) grid.row("  " + w.name(parts->axis(1), k), std::move(cells));
  }
  std::vector<std::string> cells;
  for (const double v : total) cells.push_back(number(v));
  grid.row("  " + sum, std::move(cells));
  page.screen.out << '\n';
  grid.print(page.screen);
}

}  // namespace

void print_welfare(const Page& page) {
  const Run& run = page.results.run(page.at, page.leading_estimate());
  const data::Table* parts = run.table("equivalent_variation_by_source");
  if (!parts) return;
  const Words& w = page.words;
  const std::string estimate = w.term("variant_" + page.results.trades[page.leading_estimate()]);
  print_sources(page, run.table("welfare_metric_by_source"),
                w("福利的来源（亿元，", "sources of welfare, 10^8 yuan, ") + estimate + w("）", ""),
                w("合计：福利", "total: welfare"));
  print_sources(page, parts,
                w("等价变化的来源（亿元，", "sources of EV, 10^8 yuan, ") + estimate + w("）", ""),
                w("合计：等价变化", "total: EV"));

  const data::Table& channels = *run.table("equivalent_variation_by_channel");
  Grid by(w("等价变化的渠道（亿元，", "channels of EV, 10^8 yuan, ") + estimate + w("）", ""));
  for (int a = 0; a < page.first->areas.size(); ++a)
    by.group(w.name(page.first->areas, a), {w("农村", "rural"), w("城镇", "urban")});
  for (int k = 0; k + 1 < channels.axis(2).size(); ++k) {
    std::vector<std::string> figures;
    for (int a = 0; a < page.first->areas.size(); ++a)
      for (const char* h : {"rural", "urban"})
        figures.push_back(
            number(channels.at({page.first->areas.label(a), h, channels.axis(2).label(k)})));
    if (shows(figures)) by.row("  " + w.name(channels.axis(2), k), std::move(figures));
  }
  page.screen.out << '\n';
  by.print(page.screen);
}

}  // namespace yuqian::apps::report
