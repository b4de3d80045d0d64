// SPDX-License-Identifier: Apache-2.0
// Margins (eq. 51): transport and trade bought with a good on its way, in fixed proportion to what
// is delivered, from the composites of the region that it leaves and of the one it reaches. What is
// sold abroad with exports comes straight from who makes it, as all exports do.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model::spec {

/// Services per unit delivered on a route relative to the benchmark: parameters weighted by mode.
Expr MarginUse::use(const MarginService& m, const Route& route) {
  // One expression for all goods that travel alike: it is evaluated once.
  const auto& share = m.mode_share[at(route.good)];
  const auto [place, fresh] = known_.try_emplace({route.from, route.to, share}, Expr(0.0));
  if (fresh)
    for (int k = 0; k < mode_count; ++k)
      if (const double part = share[at(k)]; part > 0)
        place->second = place->second + Expr(part) * Expr(use_->at({route.from, route.to, k}));
  return place->second;
}

MarginUse::MarginUse(Assembly& a) {
  const RouteMargins& margins = a.b.margins;
  if (!margins.any()) return;
  ParameterFamily& f = a.model.parameters.add(
      "margin_use", {places(a.b.regions, "from"), places(a.b.regions, "to"), mode_groups()});
  use_ = &f;
  // A small country's exports fetch a given price each, services sold with them too.
  const int destinations =
      a.closure.exports == Closure::Exports::world_demand ? a.regions + 1 : a.regions;
  for (int s = 0; s <= a.regions; ++s)
    for (int r = 0; r < destinations; ++r)
      for (int k = 0; k < mode_count; ++k) {
        double paid = 0;
        for (const MarginService& m : margins.services)
          for (int i = 0; i < a.sectors; ++i) paid += m.paid(s, r, i) * m.mode_share[at(i)][at(k)];
        if (paid > 0) f.ids[f.offset({s, r, k})] = a.m.parameter(1.0);
      }
}

std::string open_branch(const Assembly& a, BlockWriter& w, const std::string& parent,
                        const Route& route) {
  if (!(a.b.margins.on(route.from, route.to, route.good) > 0)) return parent;
  const std::string nest =
      "from " + (route.from == a.regions ? std::string("abroad") : a.b.regions.label(route.from));
  w.nest(nest, 0.0, parent);
  return nest;
}

void MarginUse::add(const Assembly& a, BlockWriter& w, const std::string& nest,
                    const Route& route) {
  for (const MarginPurchase& bought : a.b.margins.purchases(route.from, route.to, route.good)) {
    const MarginService& m = a.b.margins.services[at(bought.service)];
    const auto& price = route.to == a.regions ? a.model.domestic_price : a.model.intermediate_price;
    w.netput(nest, price(bought.supplier, m.good), route.share * bought.amount)
        .augmented(use(m, route))
        .tagged(Meaning(Netput::margin, bought.supplier, bought.service, route.from));
  }
}

}  // namespace yuqian::model::spec
