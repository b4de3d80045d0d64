// SPDX-License-Identifier: Apache-2.0
// World demand for exports (eq. 15): for every good the world buys a CES composite of the
// provinces' exports, with their margins, and of what others make: a good's exports fall by its
// elasticity as its price rises.
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model::spec {
namespace {

/// China's part of world exports, 2017: 12.8 % of merchandise (WTO). Taken for every good, which is
/// an assumption; it only bends the demand curve where Chinese prices move together.
constexpr double share_of_world = 0.13;

/// What the world pays for exports of a good, with transport and trade to the port.
double at_the_port(const Benchmark& b, int r, int i) {
  return b.exports(r, i) + b.margins.on(r, b.regions.size(), i);
}

}  // namespace

void add_world_demand(Assembly& a, const Elasticities& elasticities,
                      const ParameterFamily& icebergs, MarginUse& margins) {
  if (a.closure.exports != Closure::Exports::world_demand) return;
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  m.world.resize(static_cast<std::size_t>(a.sectors));
  m.world_price.resize(static_cast<std::size_t>(a.sectors));
  double income = 0;
  for (int i = 0; i < a.sectors; ++i)
    for (int r = 0; r < a.regions; ++r) income += b.sold_abroad(r, i) / share_of_world;
  if (!(income > 0)) return;
  m.rest_of_world = a.m.consumer(
      {.name = "WORLD", .start = income, .scale = income, .tag = Meaning(Agent::rest_of_world)});
  ParameterFamily& demand = m.parameters.add("world_demand", {b.sectors.renamed("good")});
  demand.absence = "nobody exports this good";
  Expr spent(0.0);  // on each good what its demand says, so that one good's takes from no other
  const Meaning abroad(Netput::abroad);
  BlockWriter spending = a.m.demand(m.rest_of_world);
  for (int i = 0; i < a.sectors; ++i) {
    const auto at = static_cast<std::size_t>(i);
    double exports = 0;
    for (int r = 0; r < a.regions; ++r) exports += at_the_port(b, r, i);
    if (!(exports > 0)) continue;
    m.world[at] = a.m.activity(
        {.name = "W[" + b.sectors.label(i) + "]", .tag = Meaning(Agent::world_market, -1, i)});
    m.world_price[at] = a.m.commodity({.name = "PW[" + b.sectors.label(i) + "]"});
    BlockWriter w = a.m.production(m.world[at]);
    w.output(m.world_price[at], exports / share_of_world).tagged(abroad);
    w.inputs("origin", elasticities.esubm.at({i}));
    w.netput("origin", m.foreign_exchange, exports * (1 - share_of_world) / share_of_world)
        .tagged(abroad);
    for (int r = 0; r < a.regions; ++r)
      if (b.exports(r, i) > 0) {
        const Route route{r, a.regions, i, export_use, 1};
        const std::string nest = open_branch(a, w, "origin", route);
        w.netput(nest, m.domestic_price(r, i), b.exports(r, i))
            .augmented(icebergs.at({r, a.regions, i, export_use}))
            .tagged(Meaning(Netput::provincial, r, i));
        margins.add(a, w, nest, route);
      }
    const ParameterId shift = demand.ids[at] = a.m.parameter(1.0);
    spending.input(m.world_price[at], exports / share_of_world).preferred(shift).tagged(abroad);
    spent = spent + Expr(exports / share_of_world) * Expr(shift);
  }
  a.m.endowment(m.rest_of_world, m.foreign_exchange, spent, Meaning(Endowment::world_income));
}

}  // namespace yuqian::model::spec
