// SPDX-License-Identifier: Apache-2.0
// What the policy changes for every area, trade estimates side by side.
#include "apps/screen/page.hpp"

#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/units.hpp>
#include "apps/screen/grid.hpp"
#include "apps/screen/range_text.hpp"

namespace yuqian::apps::report {
namespace {

std::string heading(const Page& page, const std::string& key, const std::string& unit) {
  return measure_name(page, key) +
         (page.words.chinese() ? "（" + data::unit(unit).zh + "）" : ", " + data::unit(unit).en);
}

/// One column a measure: the central estimate with its range.
void print_ranges(const Page& page, const std::vector<std::string>& keys) {
  const Ranges& ranges = *page.results.ranges;
  const auto& central = page.summaries[page.leading_estimate()];
  Grid grid(page.words("相对基准变化，中心值与90%区间",
                       "relative to the benchmark, central and 90 % range"));
  std::vector<std::string> headings;
  for (const std::string& key : keys)
    headings.push_back(heading(page, key, page.first->measure(key).unit));
  grid.group("", headings);
  for (int a = 0; a < page.first->areas.size(); ++a) {
    std::vector<std::string> cells;
    for (const std::string& key : keys)
      cells.push_back(range_text(
          ranges.design(),
          ranges.figure(page.at, ranges.measure(key),
                        ranges.areas.index(page.first->areas.label(a))),
          central ? central->measure(key).values[static_cast<std::size_t>(a)] : std::nan("")));
    grid.row("  " + page.words.name(page.first->areas, a), std::move(cells));
  }
  page.screen.out << '\n';
  grid.print(page.screen);
}

}  // namespace

std::string measure_name(const Page& page, const std::string& key) {
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
}

void print_areas(const Page& page, const std::vector<std::string>& keys) {
  if (page.results.ranges) {
    print_ranges(page, keys);
    if (!page.results.trades_asked) return;
  }
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
