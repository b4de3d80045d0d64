// SPDX-License-Identifier: Apache-2.0
// Incomes per capita, poverty and inequality, where the policy moves what households receive.
#include "apps/screen/page.hpp"

#include <algorithm>
#include <array>

#include "apps/screen/grid.hpp"

namespace yuqian::apps::report {
namespace {

/// Whether a shock moves households' incomes by itself; a barrier's effect on them stands in the
/// file.
bool moves_households(const model::Scenario& s) {
  constexpr std::array families{"transfer_to_household", "central_transfer_to_household",
                                "direct_tax", "saving_rate", "productivity"};
  return std::any_of(s.shocks.begin(), s.shocks.end(), [&](const model::Shock& shock) {
    return std::find(families.begin(), families.end(), shock.parameter) != families.end();
  });
}

}  // namespace

void print_distribution(const Page& page) {
  if (!moves_households(page.results.scenarios[page.at])) return;
  const Run& run = page.results.run(page.at, page.leading_estimate());
  const data::Table *income = run.table("survey_income_per_head"),
                    *official = run.table("urban_rural_ratio_survey"),
                    *model = run.table("urban_rural_ratio"), *poor = run.table("poverty_number"),
                    *risk = run.table("poverty_risk_number"), *gini = run.table("gini");
  if (!income || !official || !model || !poor || !risk || !gini) return;
  const Words& w = page.words;
  const std::string then = w("参照", "reference"), change = w("变化", "change");
  Grid grid(w("收入与分配", "incomes and their distribution"));
  grid.group(w("农村人均可支配收入（元）", "rural income per capita, yuan"), {then, change});
  grid.group(w("城乡收入比（调查）", "urban-rural ratio, survey"), {then, change});
  grid.group(w("（模型）", "model"), {then});
  grid.group(w("贫困人口（万人，假定）", "poor, 10^4, assumed"), {then, change});
  grid.group(w("返贫风险人口（万人，假定）", "at risk, 10^4, assumed"), {then, change});
  grid.group(w("基尼系数（假定）", "Gini, assumed"), {then, change});
  const data::Set& areas = income->axis(1);
  for (int k = 0; k < page.first->areas.size(); ++k) {
    const int a = areas.index(page.first->areas.label(k));
    const auto pair = [&](double before, double after, int decimals,
                          std::vector<std::string>& cells) {
      cells.push_back(number(before, decimals));
      cells.push_back(number(after - before, decimals));
    };
    std::vector<std::string> cells;
    pair((*income)(0, a, 0), (*income)(1, a, 0), 0, cells);
    pair((*official)(0, a), (*official)(1, a), 3, cells);
    cells.push_back(number((*model)(0, a), 3));
    pair((*poor)(0, a, 2), (*poor)(1, a, 2), 1, cells);
    pair((*risk)(0, a, 2), (*risk)(1, a, 2), 1, cells);
    pair((*gini)(0, a, 2), (*gini)(1, a, 2), 4, cells);
    grid.row("  " + w.name(page.first->areas, k), std::move(cells));
  }
  page.screen.out << '\n';
  grid.print(page.screen);
  page.screen.out << page.screen.faint(
                         wrapped(w("人均收入与城乡收入比（调查）：参照为官方住户调查数，变化由模型"
                                   "推算；（模型）按全国分组储蓄率推算。"
                                   "贫困、返贫风险和基尼系数按组内对数正态分布推算，为假定，不是调"
                                   "查数；贫困线为每人每年2952元（2017年），"
                                   "返贫风险线为其1.5倍。",
                                   "Income per capita and the survey's ratio: official in the "
                                   "reference, moved by the model; the "
                                   "model's ratio rests on the nation's saving rates by group. The "
                                   "poor, those at risk and Gini "
                                   "rest on lognormal incomes within groups: assumed, not "
                                   "surveyed. Poverty line 2,952 yuan a "
                                   "year (2017), at risk below 1.5 times that."),
                                 page_width, "  "))
                  << '\n';
}

}  // namespace yuqian::apps::report
