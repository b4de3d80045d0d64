// SPDX-License-Identifier: Apache-2.0
// Rebates on exports (eq. 409), paid by the centre: the world pays the price without them.
#include <yuqian/model/regional/blocks/instruments.hpp>

namespace yuqian::model::spec {

void add_export_rebate(Assembly& a) {
  if (!a.model.rest_of_world.valid()) return;
  ParameterFamily& rebate = a.model.parameters.add(
      "export_rebate", {a.b.regions.renamed("region"), a.b.sectors.renamed("good")});
  rebate.absence = "the region exports nothing of this good";
  a.m.each_netput([&](const Tag& block, NetputSpec& sold) {
    const Meaning<Netput> what(sold.tag);
    if (!Meaning<Agent>(block).is(Agent::world_market) || !what.is(Netput::provincial)) return;
    const ParameterId id = rebate.ids[rebate.offset({what.region, what.item})] = a.m.parameter(0.0);
    sold.taxes.push_back(
        {a.model.centre, -Expr(id) / (Expr(1.0) + Expr(id)), Meaning(Levy::export_rebate)});
  });
}

}  // namespace yuqian::model::spec
