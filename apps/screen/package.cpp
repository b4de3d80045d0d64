// SPDX-License-Identifier: Apache-2.0
// A package by its parts.
#include "apps/screen/grid.hpp"
#include "apps/screen/page.hpp"

namespace yuqian::apps::report {
namespace {

/// One measure: parts alone and their interaction, or their Shapley values, and the total.
void print_measure(const Page& page, const model::PackageEffects& e, int measure,
                   const std::string& estimate) {
  const Words& w = page.words;
  const data::Set &measures = e.total.axis(0), &areas = page.first->areas, &parts = e.alone.axis(2);
  Grid grid(w.name(measures, measure) + w("（亿元，", ", 10^8 yuan, ") + estimate + w("）", ""));
  std::vector<std::string> names;
  for (int a = 0; a < areas.size(); ++a) names.push_back(w.name(areas, a));
  grid.group(w("单独实施", "each alone"), names);
  if (e.shapley) grid.group(w("沙普利值", "Shapley value"), names);
  const auto row = [&](const std::string& label, auto&& alone, auto&& shapley) {
    std::vector<std::string> cells;
    for (int a = 0; a < areas.size(); ++a)
      cells.push_back(number(alone(e.total.axis(1).index(areas.label(a)))));
    if (e.shapley)
      for (int a = 0; a < areas.size(); ++a)
        cells.push_back(shapley(e.total.axis(1).index(areas.label(a))));
    grid.row("  " + label, std::move(cells));
  };
  for (int p = 0; p < parts.size(); ++p)
    row(
        parts.label(p), [&](int a) { return e.alone(measure, a, p); },
        [&](int a) { return number((*e.shapley)(measure, a, p)); });
  row(
      w("相互作用", "interaction"), [&](int a) { return e.interaction(measure, a); },
      [](int) { return std::string("-"); });
  row(
      w("合计", "total"), [&](int a) { return e.total(measure, a); },
      [&](int a) { return number(e.total(measure, a)); });
  page.screen.out << '\n';
  grid.print(page.screen);
}

}  // namespace

void print_package(const Page& page) {
  const std::size_t leading = page.leading_estimate();
  const auto& effects = page.results.run(page.at, leading).package;
  if (!effects) return;
  const data::Set& parts = effects->alone.axis(2);
  page.screen.out << '\n' << page.words("组成部分：", "Parts:") << '\n';
  for (int p = 0; p < parts.size(); ++p)
    page.screen.out << "  " << parts.label(p) << "  " << page.words.name(parts, p) << '\n';
  for (int m = 0; m < effects->total.axis(0).size(); ++m)
    print_measure(page, *effects, m, page.words.term("variant_" + page.results.trades[leading]));
}

}  // namespace yuqian::apps::report
