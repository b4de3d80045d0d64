// SPDX-License-Identifier: Apache-2.0
// Emissions, their price and leakage, where the closure prices them.
#include "apps/screen/page.hpp"

#include <cmath>

#include <yuqian/model/regional/question/closure.hpp>
#include "apps/screen/grid.hpp"

namespace yuqian::apps::report {

void print_emissions(const Page& page) {
  const Run& run = page.results.run(page.at, page.leading_estimate());
  const data::Table *total = run.table("emissions"), *intensity = run.table("carbon_intensity"),
                    *price = run.table("carbon_price"), *revenue = run.table("carbon_revenue"),
                    *leakage = run.table("carbon_leakage");
  if (!total || !intensity || !price || !revenue || !leakage || std::isnan((*price)(1, 0))) return;
  const Words& w = page.words;
  const std::string then = w("参照", "reference"), percent = w("变化%", "change, %");
  Grid grid(w("二氧化碳排放", "emissions of CO2"));
  grid.group(w("排放（百万吨）", "million tonnes"), {then, percent});
  grid.group(w("强度（吨/万元）", "tonnes per 10^4 yuan"), {then, percent});
  grid.group(w("碳价（元/吨）", "price, yuan per tonne"), {""});
  grid.group(w("碳收入（亿元）", "revenue, 10^8 yuan"), {""});
  const data::Set &areas = total->axis(1), &regions = price->axis(1);
  const auto pair = [](const data::Table& t, int a, int decimals, std::vector<std::string>& cells) {
    cells.push_back(number(t(0, a), decimals));
    cells.push_back(number(100 * (t(1, a) / t(0, a) - 1), 2));
  };
  for (int k = 0; k < page.first->areas.size(); ++k) {
    const std::string& label = page.first->areas.label(k);
    const int a = areas.index(label);
    std::vector<std::string> cells;
    pair(*total, a, 1, cells);
    pair(*intensity, a, 3, cells);
    const auto region = regions.find(label);
    cells.push_back(number(region ? (*price)(1, *region) : std::nan(""), 1));
    cells.push_back(number((*revenue)(1, a), 1));
    grid.row("  " + w.name(page.first->areas, k), std::move(cells));
  }
  page.screen.out << '\n';
  grid.print(page.screen);
  const bool all =
      page.results.closures[page.at].emission_scope == model::Closure::EmissionScope::all;
  std::string note = w("排放为CEADs清单口径（直接排放），西藏为估算；",
                       "Emissions are CEADs' of 2017, scope 1, Tibet estimated; ") +
                     (all ? w("居民直接排放同受上限约束、付同一碳价。",
                              "households' own are under the cap and pay its price.")
                          : w("居民直接排放计入总量而不受上限约束。",
                              "households' own are counted and not capped."));
  for (int a = 0; a < areas.size(); ++a)
    if (!std::isnan((*leakage)(a)))
      note += w(" 泄漏率（", " Leakage (") + w.name(areas, a) + w("）：", "): ") +
              number((*leakage)(a), 1) + w("%。", " %.");
  page.screen.out << page.screen.faint(wrapped(note, page_width, "  ")) << '\n';
}

}  // namespace yuqian::apps::report
