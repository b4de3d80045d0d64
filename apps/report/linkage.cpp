// SPDX-License-Identifier: Apache-2.0
// What a linkage target costs, where the closure has one.
#include "apps/report/page.hpp"

#include <cmath>

#include "apps/grid.hpp"

namespace yuqian::apps::report {

void print_linkage(const Page& page) {
  const Run& run = page.results.run(page.at, page.leading_estimate());
  const data::Table *rate = run.table("linkage_subsidy"), *cost = run.table("linkage_cost"),
                    *by_trade = run.table("linkage_cost_per_trade");
  if (!rate || !cost || !by_trade) return;
  const Words& w = page.words;
  Grid grid(w("产业关联补贴", "subsidy of the partner's intermediates"));
  grid.group(w("补贴率%", "rate, %"), {""});
  grid.group(w("支出（亿元）", "cost, 10^8 yuan"), {""});
  grid.group(w("每元新增贸易（元）", "per yuan of new trade"), {""});
  const data::Set& regions = rate->axis(1);
  bool any = false;
  for (int r = 0; r < regions.size(); ++r) {
    if (std::isnan((*rate)(1, r))) continue;
    any = true;
    grid.row("  " + w.name(regions, r), {number((*rate)(1, r), 2), number((*cost)(1, r), 1), number((*by_trade)(r), 2)});
  }
  if (!any) return;
  page.screen.out << '\n';
  grid.print(page.screen);
}

}  // namespace yuqian::apps::report
