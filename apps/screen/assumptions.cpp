// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/assumptions.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "apps/screen/grid.hpp"
#include "apps/screen/range_text.hpp"

namespace yuqian::apps {
namespace {

struct Row {
  const uncertainty::Input* input;
  double effect = 0;  ///< of one standard deviation more, to first order; without sign of `each`
  double first = 0, total = 0;
  bool survey = false;
  double left = 1;  ///< of the result's standard deviation, were the input known to 10 %
};

/// Standard deviation of a factor's logarithm, by its 16th and 84th percentile.
double spread(const uncertainty::Input& input) {
  return std::log(input.law.at_score(1) / input.law.at_score(-1)) / 2;
}

double sign_of(const uncertainty::Design& d, const uncertainty::Variable& v,
               std::span<const double> figure) {
  double sum = 0, mean = 0, count = 0;
  for (const double y : figure)
    if (std::isfinite(y)) mean += y, count += 1;
  mean /= count;
  for (std::size_t k = 0; k < figure.size(); ++k)
    if (std::isfinite(figure[k]))
      sum += v.scores[v.by_node ? d.node_of(k) : k] * (figure[k] - mean);
  return sum < 0 ? -1 : 1;
}

std::vector<Row> rows(const IndicatorDraws& draws) {
  const model::Drawn& drawn = *draws.drawn;
  const std::vector<uncertainty::Input>& inputs = drawn.inputs().inputs;
  const std::span<const double> figure = draws.draws.figures.front();
  std::vector<uncertainty::Variable> variables = drawn.variables();
  for (std::size_t k = 0; k < variables.size(); ++k)
    variables[k].group = drawn.numbers()[k].input;  // each input is a group of its own
  const uncertainty::VarianceShares shares = uncertainty::variance_shares(
      drawn.design(), variables, static_cast<int>(inputs.size()), figure);
  std::vector<Row> list;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    Row row{&inputs[i],
            std::sqrt(shares.first[i] * shares.variance),
            shares.first[i],
            shares.total[i],
            drawn.acts_on(inputs[i]).survey,
            1};
    for (std::size_t k = 0; k < variables.size(); ++k)
      if (variables[k].group == static_cast<int>(i) && !inputs[i].each)
        row.effect *= sign_of(drawn.design(), variables[k], figure);
    constexpr double surveyed = 0.1;
    const double known = 1 - std::min(1.0, std::pow(surveyed / spread(inputs[i]), 2));
    row.left = std::sqrt(std::max(0.0, 1 - row.first * known));
    list.push_back(row);
  }
  return list;
}

std::string json(const IndicatorDraws& draws, const AssumptionRanking& asked,
                 const std::vector<Row>& list) {
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
  for (const Row& r : list)
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
  std::vector<Row> list = rows(draws);
  if (asked.survey) std::erase_if(list, [](const Row& r) { return !r.survey; });
  std::stable_sort(list.begin(), list.end(), [&](const Row& a, const Row& b) {
    return asked.survey ? a.left < b.left : a.first > b.first;
  });
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
  for (const Row& r : list) {
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
