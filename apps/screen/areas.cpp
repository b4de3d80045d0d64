// SPDX-License-Identifier: Apache-2.0
// What the policy changes for every area, trade estimates side by side.
#include "apps/screen/page.hpp"

#include "apps/screen/grid.hpp"
#include "apps/screen/measure.hpp"

namespace yuqian::apps::report {
void print_areas(const Page& page, const std::vector<std::string>& keys) {
  Grid grid(page.words("相对基准变化", "relative to the benchmark"));
  for (const std::string& key : keys)
    grid.group(measure_heading(page.words, key, page.first->measure(key).unit), page.estimates());
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
