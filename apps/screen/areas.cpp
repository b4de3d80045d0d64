// SPDX-License-Identifier: Apache-2.0
// What the policy changes for every area, trade estimates side by side.
#include "apps/screen/page.hpp"

#include <fmt/format.h>

#include <yuqian/data/units.hpp>
#include "apps/screen/grid.hpp"

namespace yuqian::apps::report {
namespace {

std::string heading(const Page& page, const std::string& key, const std::string& unit) {
  const auto text = [&]() -> std::string {
    if (key == "grp_real_change") return page.words(page.words.term("real_grp"), "real GRP");
    if (key == "welfare_metric") return page.words("福利（消费、公共服务、投资）", "welfare");
    if (key == "welfare_metric_share") return page.words("福利占最终使用", "welfare in final use");
    if (key == "equivalent_variation") return page.words(page.words.term("ev"), "EV");
    if (key == "equivalent_variation_share") return page.words("EV占居民消费", "EV of consumption");
    if (key == "absorption_change") return page.words("实际最终使用", "real absorption");
    if (key == "first_order_gain") return page.words("一阶近似收益", "first-order gain");
    if (key == "consumer_price_change") return page.words(page.words.term("cpi"), "CPI");
    if (key == "wage_change") return page.words(page.words.term("wage"), "wage");
    return page.words(page.words.term("capital_rent"), "return to capital");
  }();
  return text +
         (page.words.chinese() ? "（" + data::unit(unit).zh + "）" : ", " + data::unit(unit).en);
}

}  // namespace

void print_areas(const Page& page, const std::vector<std::string>& keys) {
  Grid grid(page.words("相对基准变化", "relative to the benchmark"));
  for (const std::string& key : keys)
    grid.group(heading(page, key, page.first->measure(key).unit), page.estimates());
  for (int a = 0; a < page.first->areas.size(); ++a) {
    std::vector<std::string> cells;
    for (const std::string& key : keys)
      for (const auto& summary : page.summaries)
        cells.push_back(summary ? number(summary->measure(key).values[static_cast<std::size_t>(a)])
                                : "-");
    grid.row("  " + page.words.name(page.first->areas, a), std::move(cells));
  }
  page.screen.out << '\n';
  grid.print(page.screen);
}

}  // namespace yuqian::apps::report
