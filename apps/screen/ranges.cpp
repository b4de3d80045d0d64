// SPDX-License-Identifier: Apache-2.0
// What the ranges of a scenario are made of, and how sure it is that one scenario beats another.
#include "apps/screen/page.hpp"

#include <cmath>

#include <fmt/format.h>

#include "apps/screen/grid.hpp"
#include "apps/screen/measure.hpp"
#include "apps/screen/range_text.hpp"

namespace yuqian::apps::report {

void print_made_of(const Page& page) {
  if (!page.results.ranges) return;
  const Ranges& ranges = *page.results.ranges;
  const int area = headline_area(ranges.areas);
  page.screen.out << '\n'
                  << page.words("区间由什么构成（方差份额）",
                                "what the range is made of (shares of variance)")
                  << '\n';
  for (const char* key : {"grp_real_change", "welfare_metric", "equivalent_variation"}) {
    const auto draws = ranges.figure(page.at, ranges.measure(key), area);
    if (draws.empty()) continue;
    const std::string line = measure_name(page.words, key) + page.words("，", ", ") +
                             page.words.name(ranges.areas, area) + page.words("：", ": ") +
                             made_of(ranges, ranges.shares(draws), page.words);
    page.screen.out << wrapped(line, page_width, "  ") << '\n';
  }
  page.screen.out << page.screen.faint(
                         wrapped(range_note(ranges, page.at, page.words), page_width, "  "))
                  << '\n';
}

void print_partner_ranges(const Page& page) {
  if (!page.results.ranges || page.first->flows.empty()) return;
  const Ranges& ranges = *page.results.ranges;
  page.screen.out << '\n';
  Grid grid(page.words("两地贸易，中心值与90%区间", "trade of the two, central and 90 % range"));
  grid.group(
      "", {page.words("变化（%）", "change, %"),
           page.words("占中间品比重变化（百分点）", "share of intermediates, change in points")});
  const Summary* central = page.summaries[page.leading_estimate()]
                               ? &*page.summaries[page.leading_estimate()]
                               : page.first;
  for (std::size_t k = 0; k < central->flows.size(); ++k) {
    const Summary::PairFlow& f = central->flows[k];
    const Summary::PartnerShare& p = central->partners[k];
    const int area = ranges.areas.index(f.to);
    const auto cell = [&](const char* key, double value) {
      return range_text(ranges.design(), ranges.figure(page.at, ranges.measure(key), area), value);
    };
    grid.row("  " + page.region(f.from) + " → " + page.region(f.to),
             {cell("partner_trade_change", 100 * (f.counterfactual / f.reference - 1)),
              cell("partner_share_change", p.counterfactual - p.reference)});
  }
  grid.print(page.screen);
}

void print_contests(const Screen& screen, const Results& results) {
  constexpr std::size_t most = 6;  // scenarios, which are fifteen pairs
  const std::size_t count = results.scenarios.size();
  if (!results.ranges || count < 2 || count > most) return;
  const Words& w = screen.words;
  const Ranges& ranges = *results.ranges;
  screen.out << '\n'
             << screen.bold(
                    w("情景两两比较（相同抽样）", "One scenario against another, draw by draw"))
             << '\n';
  Grid grid(w("等价变化之差（亿元）", "difference of EV, 10^8 yuan"));
  std::vector<int> areas;
  std::vector<std::string> names;
  constexpr int widest = 6;
  std::vector<std::string> shown = ranges.areas.labels();
  if (ranges.areas.size() > widest)
    shown = {"Chongqing", "Guizhou", "ChongqingGuizhou", "OtherProvinces", "RestOfChina", "China"};
  for (const std::string& label : shown)
    if (const auto at = ranges.areas.find(label);
        at && !(label == "RestOfChina" && ranges.areas.find("OtherProvinces"))) {
      areas.push_back(*at);
      names.push_back(w.name(ranges.areas, *at));
    }
  if (areas.empty()) return;
  grid.group(w("中位数与90%区间", "median and 90 % range"), names);
  grid.group(w("前者较好的概率（%）", "probability that the first is better, %"), names);
  const int ev = ranges.measure("equivalent_variation");
  for (std::size_t a = 0; a < count; ++a)
    for (std::size_t b = a + 1; b < count; ++b) {
      std::vector<std::string> cells, odds;
      for (const int area : areas) {
        const std::vector<double> d = ranges.difference(a, b, ev, area);
        cells.push_back(range_text(ranges.design(), d, std::nan("")));
        const double p = uncertainty::probability_above_zero(ranges.design(), d).value;
        odds.push_back(std::isfinite(p) ? fmt::format("{:.0f}", 100 * p) : "-");
      }
      cells.insert(cells.end(), odds.begin(), odds.end());
      grid.row("  " + results.scenarios[a].id + " - " + results.scenarios[b].id, std::move(cells));
    }
  grid.print(screen);
}

}  // namespace yuqian::apps::report
