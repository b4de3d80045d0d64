// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/blocks/blocks.hpp>

#include <yuqian/data/error.hpp>

#include <fmt/format.h>

namespace yuqian::model {
namespace spec {

const data::Set& uses() {
  static const data::Set set("use", {"intermediate", "final", "export"});
  return set;
}

namespace {
double intermediate_use_of(const Benchmark& b, int r, int i) {
  double sum = b.margins.supplied_by(r, i);
  for (int j = 0; j < b.sectors.size(); ++j) sum += b.intermediate(r, i, j);
  return sum;
}
}  // namespace

double total_use(const Benchmark& b, int r, int i) {
  return b.rural(r, i) + b.urban(r, i) + b.government(r, i) + b.investment(r, i) +
         intermediate_use_of(b, r, i);
}

double intermediate_share(const Benchmark& b, int r, int i) {
  const double total = total_use(b, r, i);
  return total > 0 ? intermediate_use_of(b, r, i) / total : 0;
}

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
  model.closure = closure;
  Builder builder;
  spec::Assembly a{
      *benchmark, closure, builder, model, benchmark->regions.size(), benchmark->sectors.size()};
  spec::require_power(a);
  spec::declare_unknowns(a);
  spec::declare_icebergs(a);
  spec::declare_productivity(a);
  spec::declare_elasticities(a);
  spec::declare_margin_use(a);
  spec::declare_quotas(a);
  spec::declare_policy_barriers(a);
  spec::declare_emissions(a);
  spec::declare_public_index(a);
  spec::declare_endowments(a);
  spec::add_land(a);
  spec::add_labour(a);
  spec::add_capital(a);
  spec::add_power_resources(a);
  if (closure.output == Closure::Output::demand_driven) spec::add_idle_factors(a);
  spec::declare_public_basket(a);
  spec::add_government(a);
  spec::add_investment(a);
  spec::add_enterprises(a);
  spec::add_households(a);
  spec::add_public_services(a);
  spec::add_transfers(a);
  spec::declare_chains(a);
  spec::close_emissions(a);
  spec::add_production(a);
  spec::add_imports(a);
  spec::add_sourcing(a);
  if (closure.exports == Closure::Exports::world_demand) spec::add_world_demand(a);

  spec::add_swaps(a);

  if (closure.numeraire == "foreign_exchange") {
    builder.numeraire(model.foreign_exchange);
  } else if (closure.numeraire.starts_with("wage:")) {
    builder.numeraire(
        spec::largest_labour_market(a, benchmark->regions.index(closure.numeraire.substr(5))));
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
