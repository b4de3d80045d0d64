// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/assumption_ranking.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::apps {
namespace {

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

std::vector<AssumptionEffect> effects(const IndicatorDraws& draws) {
  const model::Drawn& drawn = *draws.drawn;
  const std::vector<uncertainty::Input>& inputs = drawn.inputs().inputs;
  const std::span<const double> figure = draws.draws.figures.front();
  std::vector<uncertainty::Variable> variables = drawn.variables();
  for (std::size_t k = 0; k < variables.size(); ++k)
    variables[k].group = drawn.numbers()[k].input;  // each input is a group of its own
  const uncertainty::VarianceShares shares = uncertainty::variance_shares(
      drawn.design(), variables, static_cast<int>(inputs.size()), figure);
  std::vector<AssumptionEffect> list;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    AssumptionEffect row{&inputs[i],
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

}  // namespace

std::vector<AssumptionEffect> ranked_assumptions(const IndicatorDraws& draws, bool survey) {
  std::vector<AssumptionEffect> list = effects(draws);
  if (survey) std::erase_if(list, [](const AssumptionEffect& r) { return !r.survey; });
  std::stable_sort(list.begin(), list.end(),
                   [&](const AssumptionEffect& a, const AssumptionEffect& b) {
                     return survey ? a.left < b.left : a.first > b.first;
                   });
  return list;
}

}  // namespace yuqian::apps
