// SPDX-License-Identifier: Apache-2.0
// Land and resources stay with their sector; labour and capital have files of their own.
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {

void add_land(Assembly& a) {
  for (int r = 0; r < a.regions; ++r)
    for (int j = 0; j < a.sectors; ++j)
      if (a.b.land(r, j) > 0)
        a.model.land_rent(r, j) = a.m.commodity({.name = a.cell("PN", r, j), .region = r});
}

void endow(Assembly& a, ConsumerId owner, Endowment kind, const FactorSupply& factor,
           double share) {
  const double quantity = factor.quantity * share;
  if (!(quantity > 0)) return;
  a.m.endowment(owner, factor.price,
                factor.scale ? Coefficient(Expr(quantity) * *factor.scale) : Coefficient(quantity),
                Meaning(factor.resource ? Endowment::land : kind));
}

}  // namespace yuqian::model::spec
