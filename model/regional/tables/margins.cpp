// SPDX-License-Identifier: Apache-2.0
// Margins by route and what a delivered good is made of.
#include <yuqian/model/regional/tables/margins.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::model {

void report::add_margins(Tables& out, const Compared& p) {
  const Benchmark& b = *p.m.benchmark;
  if (!b.margins.any()) return;
  const int regions = b.regions.size();
  const std::vector<data::Set> axes{states(), margin_services(), places(b.regions, "route_from"),
                                    places(b.regions, "route_to"), b.sectors};
  data::Table volume("margin_volume", axes, "1e8 CNY"), value("margin_value", axes, "1e8 CNY"),
      share("margin_share", axes, "%");
  for (int state = 0; state < 2; ++state) {
    const Accounts& a = p.accounts[at(state)];
    for (int s = 0; s <= regions; ++s)
      for (int r = 0; r <= regions; ++r)
        for (int i = 0; i < b.sectors.size(); ++i) {
          const bool inland = s < regions && r < regions;
          double delivered = inland ? a.trade_value(s, r, i, 0) + a.trade_value(s, r, i, 1) : 0;
          for (int k = 0; k < margin_services().size(); ++k) {
            for (int u = 0; u < a.margin.axis(4).size(); ++u) {
              volume(state, k, s, r, i) += a.margin(k, s, r, i, u);
              value(state, k, s, r, i) += a.margin_value(k, s, r, i, u);
            }
            delivered += value(state, k, s, r, i);
          }
          for (int k = 0; k < margin_services().size(); ++k)
            share(state, k, s, r, i) =
                inland && delivered > 0 ? 100 * value(state, k, s, r, i) / delivered : std::nan("");
        }
  }
  out.insert(out.end(), {std::move(volume), std::move(value), std::move(share)});
}

double steepest(const Benchmark& b, int good) {
  const SectorElasticities& e = b.elasticities[at(good)];
  return std::max(e.between_provinces, e.domestic_foreign);
}

std::vector<Saving> margin_savings(const Benchmark& b, const Accounts& reference,
                                   const Accounts& counterfactual, int r) {
  std::vector<Saving> list;
  const data::Table& use = reference.margin_use;
  for (int k = 0; k < use.axis(0).size(); ++k)
    for (int s = 0; s < use.axis(1).size(); ++s)
      for (int i = 0; i < use.axis(3).size(); ++i)
        for (int u = 0; u < use.axis(4).size(); ++u)
          if (use(k, s, r, i, u) > 0)
            if (const double cut =
                    std::log(use(k, s, r, i, u) / counterfactual.margin_use(k, s, r, i, u));
                cut != 0)
              list.push_back({r, reference.margin_value(k, s, r, i, u), cut, 1,
                              std::max(0.0, steepest(b, i) - 1)});
  return list;
}

}  // namespace yuqian::model
