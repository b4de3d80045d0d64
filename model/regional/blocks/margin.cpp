// SPDX-License-Identifier: Apache-2.0
// Margins (eq. 51): transport and trade bought with a good on its way, in fixed proportion to what
// is delivered, from the composites of the region that it leaves and of the one it reaches. What is
// sold abroad with exports comes straight from who makes it, as all exports do.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {
namespace {

/// Services per unit delivered on a route relative to the benchmark: parameters weighted by mode.
Expr margin_use(Assembly& a, const MarginService& m, const Route& way) {
  // One expression for all goods that travel alike: it is evaluated once.
  const auto& share = m.mode_share[at(way.good)];
  const auto [place, fresh] = a.margin_uses.try_emplace({way.from, way.to, share}, Expr(0.0));
  if (fresh)
    for (int k = 0; k < mode_count; ++k)
      if (const double part = share[at(k)]; part > 0)
        place->second = place->second + Expr(part) * Expr(a.margin_use->at({way.from, way.to, k}));
  return place->second;
}

}  // namespace

void declare_margin_use(Assembly& a) {
  const RouteMargins& margins = a.b.margins;
  if (!margins.any()) return;
  ParameterFamily& f = a.model.parameters.add(
      "margin_use", {places(a.b.regions, "from"), places(a.b.regions, "to"), mode_groups()});
  a.margin_use = &f;
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
                        const Route& way) {
  if (!(a.b.margins.on(way.from, way.to, way.good) > 0)) return parent;
  const std::string nest =
      "from " + (way.from == a.regions ? std::string("abroad") : a.b.regions.label(way.from));
  w.nest(nest, 0.0, parent);
  return nest;
}

void add_margin(Assembly& a, BlockWriter& w, const std::string& nest, const Route& way) {
  for (const MarginPurchase& bought : a.b.margins.purchases(way.from, way.to, way.good)) {
    const MarginService& m = a.b.margins.services[at(bought.service)];
    const auto& price = way.to == a.regions ? a.model.domestic_price : a.model.intermediate_price;
    w.netput(nest, price(bought.supplier, m.good), way.share * bought.amount)
        .augmented(margin_use(a, m, way))
        .tagged(Meaning(Netput::margin, bought.supplier, bought.service, way.from));
  }
}

}  // namespace yuqian::model::spec
