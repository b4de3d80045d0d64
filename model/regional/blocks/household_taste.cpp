// SPDX-License-Identifier: Apache-2.0
// Taste of households (eq. 407): the weight of a good in what they spend beyond committed
// quantities.
#include <yuqian/model/regional/blocks/instruments.hpp>

namespace yuqian::model::spec {

void add_household_taste(Assembly& a) {
  ParameterFamily& taste = a.model.parameters.add(
      "household_taste", {a.b.regions.renamed("region"), data::Set("household", {"rural", "urban"}),
                          a.b.sectors.renamed("good")});
  taste.absence = "these households buy nothing of this good";
  a.m.each_netput([&](const Tag& block, NetputSpec& bought) {
    const Meaning<Agent> buyer(block);
    if (!buyer.is(Agent::household)) return;
    const int good = Meaning<Netput>(bought.tag).item;
    bought.preference = taste.ids[taste.offset({buyer.region, buyer.detail, good})] =
        a.m.parameter(1.0);
  });
}

}  // namespace yuqian::model::spec
