// SPDX-License-Identifier: Apache-2.0
// The input-output tables before and after a policy that is solved for them.
#include "apps/io/states.hpp"

#include <yuqian/apps/results/solve_scenarios.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "apps/process/interrupt.hpp"
#include "apps/requests/scenario_list.hpp"

namespace yuqian::apps::io {

Cases state_cases(const Options& options) {
  if (options.trades.size() > 1)
    throw data::InputError("--scenario is solved on one estimate of trade",
                           "name low, central or high");
  const std::vector<model::Scenario> asked = read_scenarios({options.scenario});
  ModelCache models(std::make_shared<const Source>(options.benchmark));
  SolveRequest request;
  request.scenarios = asked;
  request.trades = options.trades;
  require_valid(request);
  const Results named = results_to_fill(models.source(), request);
  const model::Scenario& scenario = named.scenarios.front();
  const auto regional = models.get(named.trades.front(), named.closures.front());
  const model::Solution solution =
      model::solve_scenario(regional, scenario, {}, [] { return interrupt_requested(); });
  throw_if_interrupted();
  if (!solution.solved())
    throw data::InputError("scenario \"" + scenario.id + "\" is not solved",
                           "yuqian solve says where it fails");
  const model::report::Compared both = model::report::evaluate(solution);
  return cases_of_states({model::state_flows(both.m, both.point[0], both.accounts[0]),
                          model::state_flows(both.m, both.point[1], both.accounts[1])});
}

Cases cases_of_states(const std::array<model::StateFlows, 2>& flows) {
  Cases cases;
  cases.axis = "state";
  cases.two_states = true;
  const data::Set& states = model::report::states();
  for (int k = 0; k < states.size(); ++k) {
    auto c = std::make_unique<Case>();
    c->label = states.label(k), c->zh = states.zh(k), c->en = states.en(k);
    c->table = model::state_table(flows[at(k)]);
    c->accounts = interindustry::income_accounts(c->table);
    cases.list.push_back(std::move(c));
  }
  return cases;
}

}  // namespace yuqian::apps::io
