// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/tables/first_order.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

namespace yuqian::model {

std::vector<data::Table> headline_indicators(Equilibrium& equilibrium, const Solution& solution,
                                             const Accounts* reference) {
  const report::Compared both = report::evaluate(equilibrium, solution, reference);
  std::vector<data::Table> out;
  report::add_product(out, both);
  report::add_welfare(out, both);
  report::add_welfare_metric(out, both);
  report::add_prices(out, both);
  report::add_factors(out, both);
  report::add_trade(out, both);
  report::add_first_order_gain(out, both);
  report::add_emissions(out, both);
  return out;
}

}  // namespace yuqian::model
