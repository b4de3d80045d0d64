// SPDX-License-Identifier: Apache-2.0
// The input-output tables before and after a policy.
#include <yuqian/apps/results/solve_scenarios.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>
#include <yuqian/model/regional/accounts/state_table.hpp>
#include "apps/interrupt.hpp"
#include "apps/io/case.hpp"
#include "apps/requests/scenario_list.hpp"

namespace yuqian::apps::io {
namespace {

void require_possible(const Options& o) {
  if (!o.of.empty())
    throw data::InputError("--of and --scenario each name the tables",
                           "give one of them: a file, or a scenario to solve");
  if (o.trades.size() > 1)
    throw data::InputError("--scenario is solved on one estimate of trade",
                           "name low, central or high");
  if (!o.accounts.empty())
    throw data::InputError(
        "accounts beside value added belong to the benchmark, and no file says "
        "what they are after a policy",
        "leave out --account, or --scenario");
}

}  // namespace

Cases state_cases(const Options& options) {
  require_possible(options);
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
  Cases cases;
  cases.axis = "state";
  cases.two_states = true;
  const data::Set& states = model::report::states();
  for (int k = 0; k < states.size(); ++k) {
    auto c = std::make_unique<Case>();
    c->label = states.label(k), c->zh = states.zh(k), c->en = states.en(k);
    const auto state = static_cast<std::size_t>(k);
    c->table = model::state_table(both.m, both.point[state], both.accounts[state]);
    c->accounts = interindustry::income_accounts(c->table);
    cases.list.push_back(std::move(c));
  }
  return cases;
}

}  // namespace yuqian::apps::io
