// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/page.hpp"

#include <algorithm>

#include "apps/screen/planner_report.hpp"

namespace yuqian::apps::report {

Page::Page(const Screen& s, const Results& r, std::size_t scenario)
    : screen(s), words(s.words), results(r), at(scenario) {
  const std::vector<std::string> regions = named_regions(results.scenarios[at]);
  for (std::size_t t = 0; t < results.trades.size(); ++t) {
    const Run& run = results.run(at, t);
    summaries.push_back(run.tables.empty() ? std::nullopt
                                           : std::optional(summarize(run.tables, regions)));
  }
  for (const auto& summary : summaries)
    if (summary && !first) first = &*summary;
}

std::vector<std::string> Page::estimates() const {
  std::vector<std::string> names;
  for (const std::string& t : results.trades) names.push_back(words.term("variant_" + t));
  return names;
}

std::string Page::region(const std::string& label) const {
  return words.name(first->areas, first->areas.index(label));
}

std::size_t Page::leading_estimate() const {
  std::size_t leading =
      static_cast<std::size_t>(std::find_if(summaries.begin(), summaries.end(),
                                            [](const auto& s) { return s.has_value(); }) -
                               summaries.begin());
  for (std::size_t t = 0; t < results.trades.size(); ++t)
    if (results.trades[t] == "central" && summaries[t]) leading = t;
  return leading;
}

}  // namespace yuqian::apps::report
