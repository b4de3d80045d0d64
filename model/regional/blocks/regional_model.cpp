// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/blocks/instruments.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <fmt/format.h>

namespace yuqian::model {
namespace spec {

void declare_unknowns(Assembly& a) {
  RegionalModel& m = a.model;
  m.output = m.intermediate = m.final_use = Grid<ActivityId>(a.regions, a.sectors);
  m.domestic_price = m.intermediate_price = m.final_price = m.wage = m.rent = m.land_rent =
      Grid<CommodityId>(a.regions, a.sectors);
  m.foreign_exchange = a.m.commodity({.name = "PFX"});
  for (int r = 0; r < a.regions; ++r) {
    for (int i = 0; i < a.sectors; ++i) {
      if (a.b.output(r, i) > 0) {
        m.output(r, i) = a.m.activity(
            {.name = a.cell("Y", r, i), .region = r, .tag = Meaning(Agent::producer, r, i)});
        double sold =
            a.closure.exports == Closure::Exports::world_demand ? a.b.sold_abroad(r, i) : 0;
        for (int s = 0; s < a.regions; ++s) sold += a.b.trade(r, s, i);
        if (sold > 0)
          m.domestic_price(r, i) = a.m.commodity({.name = a.cell("PD", r, i), .region = r});
      }
      const double share = intermediate_share(a.b, r, i), use = total_use(a.b, r, i);
      if (use * share > 0) {
        m.intermediate(r, i) = a.m.activity(
            {.name = a.cell("AI", r, i), .region = r, .tag = Meaning(Agent::sourcing, r, i)});
        m.intermediate_price(r, i) = a.m.commodity({.name = a.cell("PI", r, i), .region = r});
      }
      if (use * (1 - share) > 0) {
        m.final_use(r, i) = a.m.activity(
            {.name = a.cell("AF", r, i), .region = r, .tag = Meaning(Agent::sourcing, r, i)});
        m.final_price(r, i) = a.m.commodity({.name = a.cell("PF", r, i), .region = r});
      }
    }
  }
}

}  // namespace spec

RegionalModel build_regional_model(std::shared_ptr<const Benchmark> benchmark,
                                   const Closure& closure) {
  if (const auto failures = check_benchmark(*benchmark); !failures.empty())
    throw ModelError(fmt::format("the benchmark does not balance in {} places; the first: {}",
                                 failures.size(), failures.front()));
  spec::require_demand_driven(closure);
  spec::require_steady_state(closure);
  RegionalModel model;
  model.benchmark = benchmark;
  model.closure = std::make_shared<const Closure>(closure);
  Builder builder;
  spec::Assembly a{
      *benchmark, closure, builder, model, benchmark->regions.size(), benchmark->sectors.size()};
  spec::require_power(a);
  spec::declare_unknowns(a);

  const ParameterFamily& icebergs = spec::declare_icebergs(a);
  spec::Productivity productivity(a);
  const spec::Elasticities elasticities = spec::declare_elasticities(a);
  spec::MarginUse margins(a);
  const spec::Quotas quotas = spec::declare_quotas(a);
  spec::declare_policy_barriers(a, icebergs);
  const spec::CarbonPrice carbon = spec::declare_emissions(a);
  const spec::PublicIndex& public_index = spec::declare_public_index(a);

  const spec::Endowments endowments = spec::declare_endowments(a);
  spec::add_land(a);
  spec::Supplies labour = spec::add_labour(a, endowments, carbon, public_index);
  const spec::Borne borne = spec::declare_borne(a);
  spec::Capital capital = spec::add_capital(a, endowments, borne);
  spec::add_power_resources(a, endowments, capital.supplies);
  const auto utilisation = spec::add_idle_factors(a, carbon, labour, capital.supplies);

  const spec::PublicBasket basket = spec::declare_public_basket(a);
  spec::add_government(a, basket);
  const spec::SavingScale saving = spec::add_investment(a, borne, capital, utilisation);
  spec::add_enterprises(a, capital.supplies);
  const auto budgets =
      spec::add_households(a, {endowments, labour, capital.supplies, saving, carbon}, basket);
  spec::return_borne(a, borne);
  spec::add_transfers(a, spec::add_public_services(a, basket, public_index, budgets, productivity));

  const spec::Chains chains = spec::declare_chains(a, productivity);
  spec::close_emissions(a, carbon);
  spec::add_production(a, {elasticities, productivity, carbon, chains, icebergs});
  const spec::ImportPrices& import_price = spec::add_imports(a);
  spec::add_sourcing(a, elasticities, {icebergs, chains, quotas, borne, margins}, import_price);
  spec::add_world_demand(a, elasticities, icebergs, margins);

#define YUQIAN_ADD(name) spec::add_##name(a);
  YUQIAN_INSTRUMENTS(YUQIAN_ADD)
#undef YUQIAN_ADD
  spec::add_swaps(a, carbon);

  if (closure.numeraire == "foreign_exchange") {
    builder.numeraire(model.foreign_exchange);
  } else if (closure.numeraire.starts_with("wage:")) {
    builder.numeraire(
        spec::largest_labour_market(labour, benchmark->regions.index(closure.numeraire.substr(5))));
  } else {
    throw ModelError(
        fmt::format("closure \"{}\": unknown numeraire \"{}\"; valid are \"foreign_exchange\" and "
                    "\"wage:<region>\"",
                    closure.id, closure.numeraire));
  }
  model.model = std::move(builder).build();
  spec::require_determined(model);
  return model;
}

}  // namespace yuqian::model
