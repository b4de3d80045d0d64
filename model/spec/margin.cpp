// SPDX-License-Identifier: Apache-2.0
// Transport margins (eq. 51): services bought with a good on its way, in fixed proportion to what is
// delivered, from the transport composites of the region that it leaves and of the one it reaches.
#include "model/spec/blocks.hpp"

namespace yuqian::model::spec {

void declare_margin_use(Assembly& a) {
  const RouteMargins& margins = a.b.margins;
  if (!margins.any()) return;
  ParameterFamily& f = a.model.parameters.add(
      "margin_use", {places(a.b.regions, "from"), places(a.b.regions, "to"), mode_groups()});
  a.margin_use = &f;
  for (int s = 0; s <= a.regions; ++s)
    for (int r = 0; r < a.regions; ++r)
      for (int k = 0; k < mode_count; ++k) {
        double paid = 0;
        for (int i = 0; i < a.sectors; ++i)
          paid += margins.on(s, r, i) * margins.mode_share[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)];
        if (paid > 0) f.ids[f.offset({s, r, k})] = a.m.parameter(1.0);
      }
}

Expr margin_use(Assembly& a, int s, int r, int i) {
  // One expression for all goods that travel alike: it is evaluated once.
  const auto& share = a.b.margins.mode_share[static_cast<std::size_t>(i)];
  const auto [place, fresh] = a.margin_uses.try_emplace({s, r, share}, Expr(0.0));
  if (fresh)
    for (int k = 0; k < mode_count; ++k)
      if (const double part = share[static_cast<std::size_t>(k)]; part > 0)
        place->second = place->second + Expr(part) * Expr(a.margin_use->at({s, r, k}));
  return place->second;
}

void add_margin(Assembly& a, BlockWriter& w, const std::string& nest, int s, int r, int i, double share) {
  const RouteMargins& margins = a.b.margins;
  const auto buy = [&](int supplier, double services) {
    if (services > 0)
      w.netput(nest, a.model.intermediate_price(supplier, margins.good), share * services).augmented(margin_use(a, s, r, i));
  };
  if (s == r) return buy(r, margins.on(s, r, i));
  buy(s, margins.from_origin(s, r, i));
  buy(r, margins.from_destination(s, r, i));
}

}  // namespace yuqian::model::spec
