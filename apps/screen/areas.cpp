// SPDX-License-Identifier: Apache-2.0
// What the policy changes for every area, trade estimates side by side.
#include <yuqian/model/maths/at.hpp>
#include "apps/screen/page.hpp"

#include <cmath>

#include <fmt/format.h>

#include "apps/screen/grid.hpp"
#include "apps/screen/measure.hpp"
#include "apps/screen/range_text.hpp"

namespace yuqian::apps::report {
namespace {

/// One column a measure: the central estimate with its range.
void print_ranges(const Page& page, const std::vector<std::string>& keys) {
  const Ranges& ranges = *page.results.ranges;
  const auto& central = page.summaries[page.leading_estimate()];
  Grid grid(page.words("相对基准变化，中心值与90%区间",
                       "relative to the benchmark, central and 90 % range"));
  std::vector<std::string> headings;
  for (const std::string& key : keys)
    headings.push_back(measure_heading(page.words, key, page.first->measure(key).unit));
  grid.group("", headings);
  for (int a = 0; a < page.first->areas.size(); ++a) {
    std::vector<std::string> cells;
    for (const std::string& key : keys)
      cells.push_back(range_text(ranges.design(),
                                 ranges.figure(page.at, ranges.measure(key),
                                               ranges.areas.index(page.first->areas.label(a))),
                                 central ? central->measure(key).values[at(a)] : std::nan("")));
    grid.row("  " + page.words.name(page.first->areas, a), std::move(cells));
  }
  page.screen.out << '\n';
  grid.print(page.screen);
}

}  // namespace

void print_areas(const Page& page, const std::vector<std::string>& keys) {
  if (page.results.ranges) {
    print_ranges(page, keys);
    if (!page.results.trades_asked) return;
  }
  Grid grid(page.words("相对基准变化", "relative to the benchmark"));
  for (const std::string& key : keys)
    grid.group(measure_heading(page.words, key, page.first->measure(key).unit), page.estimates());
  for (int a = 0; a < page.first->areas.size(); ++a) {
    std::vector<std::string> cells;
    for (const std::string& key : keys)
      for (const auto& summary : page.summaries)
        cells.push_back(summary ? number(summary->measure(key).values[at(a)]) : "-");
    grid.row("  " + page.words.name(page.first->areas, a), std::move(cells));
  }
  page.screen.out << '\n';
  grid.print(page.screen);
}

}  // namespace yuqian::apps::report
