// SPDX-License-Identifier: Apache-2.0
// Imports of a good by the nation (eq. 405): what a unit costs in foreign exchange at the border.
// One place, so that the world's price of a good is a price, and not more of a good.
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {

const ImportPrices& add_imports(Assembly& a) {
  RegionalModel& m = a.model;
  ParameterFamily& price = m.parameters.add("world_price", {a.b.sectors.renamed("good")});
  price.absence = "the nation imports nothing of this good";
  m.import.resize(static_cast<std::size_t>(a.sectors));
  m.import_price.resize(static_cast<std::size_t>(a.sectors));
  for (int i = 0; i < a.sectors; ++i) {
    const auto at = static_cast<std::size_t>(i);
    double imports = 0;
    for (int r = 0; r < a.regions; ++r) imports += a.b.imports(r, i);
    if (!(imports > 0)) continue;
    m.import[at] = a.m.activity(
        {.name = "M[" + a.b.sectors.label(i) + "]", .tag = Meaning(Agent::importer, -1, i)});
    m.import_price[at] = a.m.commodity({.name = "PM[" + a.b.sectors.label(i) + "]"});
    BlockWriter w = a.m.production(m.import[at]);
    w.output(m.import_price[at], imports).tagged(Meaning(Netput::abroad));
    w.inputs("abroad", 0.0);
    w.input(m.foreign_exchange, imports)
        .augmented(price.ids[at] = a.m.parameter(1.0))
        .tagged(Meaning(Netput::abroad));
  }
  return m.import_price;
}

}  // namespace yuqian::model::spec
