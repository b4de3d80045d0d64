// SPDX-License-Identifier: Apache-2.0
// Every indicator of a solution as labelled tables, named as in data/schema/variables.csv.
#include <yuqian/model/regional/tables/parts.hpp>

namespace yuqian::model {
namespace report {

const data::Set& states() {
  static const data::Set set("state", {"reference", "counterfactual"}, {"参照", "反事实"});
  return set;
}

const data::Set& households() {
  static const data::Set set("household", {"rural", "urban"}, {"农村居民", "城镇居民"});
  return set;
}

Compared evaluate(const Solution& s) {
  Equilibrium e(s.model->model);
  return evaluate(e, s);
}

Compared evaluate(Equilibrium& e, const Solution& s) {
  e.set_target(s.reference_parameters);
  const Point reference = e.evaluate(s.reference_x);
  e.set_target(s.parameters);
  const Point counterfactual = e.evaluate(s.x);
  return {*s.model,
          {reference, counterfactual},
          {accounts(*s.model, reference), accounts(*s.model, counterfactual)},
          Areas(s.model->benchmark->regions),
          {parameters_in_force(*s.model, reference, s.reference_parameters),
           parameters_in_force(*s.model, counterfactual, s.parameters)}};
}

RegionAccounts area_accounts(const Compared& p, int state, int area) {
  RegionAccounts sum;
  for (const int r : p.areas.members[static_cast<std::size_t>(area)])
    sum += p.accounts[static_cast<std::size_t>(state)].regions[static_cast<std::size_t>(r)];
  return sum;
}

}  // namespace report

std::vector<data::Table> indicators(const Solution& solution) {
  const report::Compared both = report::evaluate(solution);
  std::vector<data::Table> out;
  report::add_product(out, both);
  report::add_welfare(out, both);
  report::add_prices(out, both);
  report::add_sectors(out, both);
  report::add_factors(out, both, solution);
  report::add_trade(out, both);
  report::add_margins(out, both);
  report::add_quotas(out, both);
  report::add_first_order(out, both, solution);
  report::add_income_sources(out, both);
  report::add_fiscal(out, both);
  report::add_distribution(out, both);
  report::add_emissions(out, both, solution);
  report::add_linkage(out, both);
  report::add_volume(out, both);
  report::add_trade_effects(out, both);
  report::add_structure(out, both);
  report::add_concentration(out, both);
  report::add_interindustry(out, both);
  report::add_checks(out, solution);
  return out;
}

}  // namespace yuqian::model
