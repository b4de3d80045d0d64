// SPDX-License-Identifier: Apache-2.0
// Who loses.
#include "apps/screen/page.hpp"

#include <yuqian/apps/results/losses.hpp>
#include "apps/screen/grid.hpp"

namespace yuqian::apps::report {
namespace {

std::string loss_name(const Page& page, const Loss& loss, std::span<const data::Table> tables) {
  const data::Table& t = loss_table(tables, loss);
  const data::Set &area = t.axis(t.rank() - 2), &item = t.axis(t.rank() - 1);
  const std::string who = page.words.name(area, area.index(loss.area)),
                    what = page.words.name(item, item.index(loss.item));
  if (loss.is_sector) return who + page.words("：产出，", ": output, ") + what;
  return who + page.words("：等价变化，", ": EV, ") +
         (page.words.chinese() ? what : loss.item + " households");
}

}  // namespace

void print_losers(const Page& page) {
  const std::size_t leading = page.leading_estimate();
  std::vector<const Run*> runs;
  for (std::size_t t = 0; t < page.results.trades.size(); ++t)
    runs.push_back(&page.results.run(page.at, t));
  Grid grid(page.words("受损主体（亿元）", "who loses, 10^8 yuan"));
  grid.group("", page.estimates());
  int rows = 0;
  for (const Loss& loss : largest_losses(runs[leading]->tables, page.first->areas)) {
    std::vector<std::string> cells;
    for (const Run* run : runs)
      cells.push_back(run->tables.empty() ? "-" : number(loss_of(run->tables, loss)));
    grid.row("  " + loss_name(page, loss, runs[leading]->tables), std::move(cells));
    ++rows;
  }
  page.screen.out << '\n';
  if (rows > 0)
    grid.print(page.screen);
  else
    page.screen.out << page.words("没有受损的居民组，也没有产出下降的部门。",
                                  "No household group loses and no sector's output falls.")
                    << '\n';
}

}  // namespace yuqian::apps::report
