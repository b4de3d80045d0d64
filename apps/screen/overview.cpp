// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/overview.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include <yuqian/model/regional/accounts/pair.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/remarks.hpp>
#include "apps/screen/grid.hpp"
#include "apps/screen/page.hpp"
#include "apps/screen/planner_report.hpp"
#include "apps/screen/range_text.hpp"

namespace yuqian::apps {
namespace {

/// "+0.67 [+0.29, +1.39]": the leading estimate and the range of all; one estimate stands alone.
std::string with_range(const report::Page& page, const char* measure,
                       const std::vector<std::string>& areas) {
  std::vector<double> values;
  double leading = std::nan("");
  for (std::size_t t = 0; t < page.summaries.size(); ++t) {
    if (!page.summaries[t]) continue;
    const Summary& s = *page.summaries[t];
    for (const std::string& area : areas)
      if (const auto at = s.areas.find(area)) {
        values.push_back(s.measure(measure).values[static_cast<std::size_t>(*at)]);
        if (t == page.leading_estimate()) leading = values.back();
        break;
      }
  }
  if (const auto& ranges = page.results.ranges)
    for (const std::string& area : areas)
      if (const auto at = ranges->areas.find(area))
        return range_text(ranges->design(), ranges->figure(page.at, ranges->measure(measure), *at),
                          leading);
  if (values.size() < 2) return number(leading);
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return fmt::format("{} [{}, {}]", number(leading), number(*low), number(*high));
}

/// Solved and checked, or what is wrong first.
std::string status(const report::Page& page) {
  bool passed = true, warned = false;
  for (std::size_t t = 0; t < page.results.trades.size(); ++t) {
    const Outcome& o = page.results.run(page.at, t).outcome;
    if (!o.solved()) return page.words.term("not_solved");
    passed = passed && o.checks_passed();
    for (const model::Judgement& j : o.judgements)
      warned = warned || j.verdict == model::Verdict::warning;
  }
  return page.words.term(passed ? "passed" : "failed") +
         (warned ? ", " + page.words.term("verdict_warning") : "");
}

}  // namespace

void print_overview(const Screen& screen, const Results& results) {
  const Words& w = screen.words;
  std::set<std::string> closures;
  for (const model::Closure& c : results.closures) closures.insert(c.id);
  screen.out << '\n' << screen.bold(w("各情景一览", "All scenarios")) << '\n';
  Grid grid(w("相对基准变化", "relative to the benchmark"));
  const std::vector<std::string> who{w("两地合计", "the two"), w("全国其他", "the others"),
                                     w("全国", "China")};
  grid.group(w("实际地区生产总值（%）", "real GRP, %"), who);
  grid.group(w("福利（亿元）", "welfare, 10^8 yuan"), who);
  if (closures.size() > 1) grid.group("", {w("闭合", "closure")});
  grid.group("", {w("检验", "checks")});
  bool merged = false;
  std::string cut;
  for (std::size_t s = 0; s < results.scenarios.size(); ++s) {
    const report::Page page(screen, results, s);
    if (std::string said = report::delivered_cost_note(page); said.size() > cut.size())
      cut = std::move(said);
    std::vector<std::string> cells;
    for (const char* measure : {"grp_real_change", "welfare_metric"}) {
      cells.push_back(page.first ? with_range(page, measure, {model::pair_label(page.first->areas)})
                                 : "-");
      cells.push_back(page.first ? with_range(page, measure, {"OtherProvinces", "RestOfChina"})
                                 : "-");
      cells.push_back(page.first ? with_range(page, measure, {"China"}) : "-");
    }
    if (closures.size() > 1) cells.push_back(results.closures[s].id);
    cells.push_back(status(page));
    const model::Scenario& scenario = results.scenarios[s];
    const bool partial = results.merged.provinces > 0 && model::is_national(scenario);
    merged = merged || partial;
    grid.row("  " + scenario.id + (partial ? "*" : "") + "  " + w(scenario.title),
             std::move(cells));
  }
  grid.print(screen);
  std::string note =
      results.ranges
          ? w(fmt::format(
                  "方括号：{}次抽样的90%区间，包括所有不确定输入；？：正负未定；政策幅度为假"
                  "定。价格：",
                  results.ranges->design().all_draws()),
              fmt::format("In brackets 90 % of {} draws of all that is not known; ?: the sign is "
                          "not certain; the size of a policy is assumed. Producer prices of ",
                          results.ranges->design().all_draws()))
          : w("方括号：低、中、高三种贸易估计的范围；省际流量为估计值，政策幅度为假定。价格：",
              "In brackets the range over the estimates of trade; flows between provinces are "
              "estimated, "
              "the size of a policy is assumed. Producer prices of ");
  note += std::to_string(results.base_year) + w("年生产者价格。", ".");
  note += w("福利：消费、公共服务与投资的等价变化之和。",
            " Welfare: equivalent variation of consumption, public goods and investment together.");
  if (!cut.empty()) note += w("", " ") + cut;
  if (merged)
    note += w(fmt::format("*：针对全国各省的情景，而此区域划分合并了{}个省份；省份之间的壁垒和差异"
                          "不在其中，完整结果请用--regions all-31。",
                          results.merged.provinces),
              fmt::format(" *: a policy among all provinces, of which this region set merges {}; "
                          "what lies between those is not in the figures, use --regions all-31.",
                          results.merged.provinces));
  if (closures.size() > 1)
    note += w("注意：各情景闭合规则不同，数值不宜逐项比较。",
              " Mind: the scenarios have different closures; figures under different closures are "
              "not comparable one by one.");
  screen.out << '\n' << screen.faint(wrapped(note, report::page_width, "  ")) << '\n';
}

}  // namespace yuqian::apps
