// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/assumptions.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/apps/results/assumption_ranking.hpp>
#include "apps/screen/grid.hpp"
#include "apps/screen/range_text.hpp"

namespace yuqian::apps {
namespace {

std::string json(const IndicatorDraws& draws, const AssumptionRanking& asked,
                 const std::vector<AssumptionEffect>& list) {
  using Json = nlohmann::ordered_json;
  const std::span<const double> figure = draws.draws.figures.front();
  Json out{{"scenario", asked.scenario.id},
           {"indicator", asked.indicator},
           {"unit", "1e8 CNY"},
           {"draws", draws.drawn->design().all_draws()},
           {"failed", draws.draws.failed()},
           {"seed", draws.drawn->design().seed}};
  for (const double p : range_quantiles)
    out["quantiles"][fmt::format("{:g}", p)] = uncertainty::quantile(figure, p);
  out["ranking"] = Json::array();
  for (const AssumptionEffect& r : list)
    out["ranking"].push_back({{"input", r.input->name},
                              {"effect_of_one_standard_deviation", r.effect},
                              {"share_of_variance", r.first},
                              {"share_with_interactions", r.total},
                              {"basis", r.input->evidence ? "evidence" : "judgement"},
                              {"can_be_surveyed", r.survey},
                              {"range_left_if_known_to_10_percent", r.left},
                              {"source", r.input->source}});
  return out.dump(2);
}

}  // namespace

void print_assumptions(const Screen& screen, const IndicatorDraws& draws,
                       const AssumptionRanking& asked) {
  const Words& w = screen.words;
  std::vector<AssumptionEffect> list = ranked_assumptions(draws, asked.survey);
  if (list.size() > asked.top) list.resize(asked.top);
  if (screen.json) {
    screen.out << json(draws, asked, list) << '\n';
    return;
  }
  const std::span<const double> figure = draws.draws.figures.front();
  screen.out << screen.bold(asked.scenario.id + "  " + w(asked.scenario.title)) << '\n'
             << asked.indicator
             << w("：中位数与90%区间（亿元） ", ": median and 90 % range, 10^8 yuan, ")
             << range_text(draws.drawn->design(), figure, std::nan("")) << '\n';
  Grid grid(asked.survey ? w("若调查得到该数据（误差10%）", "if this figure were surveyed to 10 %")
                         : w("不确定输入", "what is not known"));
  if (asked.survey)
    grid.group("", {w("区间缩至（%）", "range left, %"), w("方差份额（%）", "share of variance, %"),
                    w("依据", "basis")});
  else
    grid.group("", {w("一个标准差的影响（亿元）", "effect of one sd, 10^8 yuan"),
                    w("方差份额（%）", "share of variance, %"),
                    w("含交互（%）", "with interactions, %"), w("依据", "basis")});
  for (const AssumptionEffect& r : list) {
    const std::string basis = r.input->evidence ? w("证据", "evidence") : w("判断", "judgement");
    std::vector<std::string> cells;
    if (asked.survey)
      cells = {number(100 * r.left, 0), number(100 * r.first, 1), basis};
    else
      cells = {(r.input->each ? "±" : "") + two_digits(r.effect), number(100 * r.first, 1),
               number(100 * r.total, 1), basis};
    grid.row("  " + w(r.input->title.zh, r.input->title.en), std::move(cells));
  }
  grid.print(screen);
  screen.out << screen.faint(wrapped(
                    w(fmt::format("两个均衡之差对各不确定输入的依赖，基准重新校准，{}次抽样。",
                                  draws.drawn->design().all_draws()),
                      fmt::format("The difference of the two equilibria, the benchmark calibrated "
                                  "anew; {} draws, shares known to a few points. Policies beside "
                                  "this one: --levers.",
                                  draws.drawn->design().all_draws())),
                    100, "  "))
             << '\n';
}

}  // namespace yuqian::apps
