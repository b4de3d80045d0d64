// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <yuqian/apps/results/sensitivity_file.hpp>
#include <yuqian/apps/results/solve_scenarios.hpp>
#include <yuqian/data/read_log.hpp>
#include <yuqian/model/regional/solve/solve.hpp>

namespace yuqian::apps {

void differentiate(Sensitivities& found, ModelCache& models, const std::string& of,
                   const std::vector<std::string>& trades, const Hooks& hooks) {
  found.trades = models.source().variants(trades);
  found.provenance = models.source().provenance();
  found.checks_passed = true;
  for (const std::string& trade : found.trades) {
    const auto regional = models.get(trade, found.closure, hooks);
    found.regions = regional->benchmark->regions;
    found.sectors = regional->benchmark->sectors;
    found.base_year = regional->benchmark->base_year;
    const model::Indicator indicator = model::parse_indicator(of, model::Areas(found.regions));
    hooks.show("solving, " + trade);
    const model::Solution solution =
        model::solve_scenario(regional, found.scenario, {}, hooks.interrupted);
    hooks.throw_if_stopping();
    if (!solution.reference_report.solved() || !solution.report.solved()) {
      found.failure =
          fmt::format("{}, {}: {}", found.scenario.id, trade, solution.report.sentence());
      return;
    }
    found.checks_passed = found.checks_passed && solution.solved();
    hooks.show("differentiating, " + trade);
    found.by_trade.push_back(model::sensitivity(solution, indicator));
    found.provenance.step("sensitivity", "{} in scenario {}, closure {}, trade estimate {}",
                          "{}，情景{}，闭合规则{}，贸易估计{}", of, found.scenario.id,
                          found.closure.id, trade);
  }
}

Sensitivities find_sensitivities(ModelCache& models, const SensitivityRequest& request,
                                 const Hooks& hooks) {
  const data::ReadLog log;
  Sensitivities found;
  const model::Pair pair = calibration::pair_of(models.source().request());
  found.scenario = model::restated(request.scenario, pair);
  found.closure = closure_of(found.scenario, request.closure, pair);
  differentiate(found, models, request.of, request.trades, hooks);
  found.provenance.add_inputs(log);
  return found;
}

}  // namespace yuqian::apps
