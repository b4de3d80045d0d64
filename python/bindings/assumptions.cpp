// SPDX-License-Identifier: Apache-2.0
#include "python/bindings/assumptions.hpp"

#include <fmt/format.h>

#include <yuqian/apps/results/assumption_ranking.hpp>
#include <yuqian/model/kernel/builder.hpp>

namespace yuqian::python {

void record_assumptions(data::LabelledWriter& to, const apps::IndicatorDraws& draws,
                        const std::string& of, bool survey) {
  if (draws.draws.figures.empty()) throw model::ModelError("no draw has a solution");
  const uncertainty::Design& design = draws.drawn->design();
  const std::vector<double>& figure = draws.draws.figures.front();
  const std::vector<apps::AssumptionEffect> list = apps::ranked_assumptions(draws, survey);
  std::vector<std::string> names, zh, en, basis, source, probabilities;
  std::vector<double> effects, first, total, left, quantiles, errors;
  std::vector<std::int32_t> surveyed;
  for (const apps::AssumptionEffect& a : list) {
    names.push_back(a.input->name);
    zh.push_back(a.input->title.zh);
    en.push_back(a.input->title.en);
    basis.emplace_back(a.input->evidence ? "evidence" : "judgement");
    source.push_back(a.input->source);
    effects.push_back(a.effect);
    first.push_back(a.first);
    total.push_back(a.total);
    left.push_back(a.left);
    surveyed.push_back(a.survey ? 1 : 0);
  }
  for (const double p : apps::range_quantiles) {
    const uncertainty::QuantileEstimate q = uncertainty::quantile(design, figure, p);
    probabilities.push_back(fmt::format("{:g}", p));
    quantiles.push_back(q.value);
    errors.push_back(q.error);
  }
  to.scale(data::Set("input", names, zh, en), "uncertain input, by rank");
  to.scale(data::Set("quantile", probabilities), "probability of a smaller value");
  to.variable("indicator", {"quantile"}, quantiles,
              {"1e8 CNY", of + ", counterfactual less reference", "", {}});
  to.variable(
      "indicator_error", {"quantile"}, errors,
      {"1e8 CNY", "Monte Carlo standard error of the quantiles", "分位数的蒙特卡罗标准误", {}});
  to.variable("effect", {"input"}, effects,
              {"1e8 CNY", "Effect of one standard deviation", "一个标准差的影响", {}});
  to.variable("variance_first", {"input"}, first,
              {"1", "Share of the variance, alone", "方差份额（一阶）", {}});
  to.variable("variance_total", {"input"}, total,
              {"1", "Share of the variance, with interactions", "方差份额（总效应）", {}});
  to.variable("range_left", {"input"}, left,
              {"1", "Range left were the input known to 10 %", "若误差降至10%，区间缩至", {}});
  to.variable("can_be_surveyed", {"input"}, surveyed,
              {"1", "Whether the input is a figure that can be asked for", "可否调查", {}});
  to.variable("basis", {"input"}, std::span<const std::string>(basis),
              {"1", "Evidence or judgement", "依据", {}});
  to.variable("source", {"input"}, std::span<const std::string>(source),
              {"1", "Source of the input's distribution", "来源", {}});
  to.attribute("range_draws", static_cast<std::int32_t>(design.all_draws()));
}

}  // namespace yuqian::python
