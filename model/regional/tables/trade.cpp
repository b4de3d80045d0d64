// SPDX-License-Identifier: Apache-2.0
// Trade between provinces, partner and home shares.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>

namespace yuqian::model::report {

void add_trade(Tables& out, const Compared& p) {
  const data::Set &regions = p.m.benchmark->regions, &sectors = p.m.benchmark->sectors;
  const data::Set supplier = regions.renamed("supplier"), region_to = regions.renamed("region_to"),
                  use("use", {"intermediate", "final"}, {"中间使用", "最终使用"});
  data::Table volume("trade_volume", {states(), supplier, region_to, sectors, use}, "1e8 CNY"),
      value("trade_value", {states(), supplier, region_to, sectors, use}, "1e8 CNY"),
      outflow("outflow", {states(), p.areas.set}, "1e8 CNY"),
      inflow("inflow", {states(), p.areas.set}, "1e8 CNY"),
      partner("partner_share", {states(), region_to, supplier}, "%"),
      home("home_share", {states(), regions, sectors}, "%");
  for (int state = 0; state < 2; ++state) {
    const Accounts& a = p.accounts[at(state)];
    for (int r = 0; r < regions.size(); ++r) {
      double intermediates = 0;
      for (int i = 0; i < sectors.size(); ++i) {
        const auto composite = [&](ActivityId id, CommodityId price) {
          if (!id.valid()) return 0.0;
          const Point& point = p.point[at(state)];
          const int block = p.m.model->block_of(id);
          const TreeData& t = p.m.model->kernel().trees[at(p.m.model->blocks()[at(block)].outputs)];
          return point.quantity(*p.m.model, block, t.leaf_begin) *
                 point.level[at(p.m.model->offsets()(price))];
        };
        const double in = composite(p.m.intermediate(r, i), p.m.intermediate_price(r, i));
        const double fin = composite(p.m.final_use(r, i), p.m.final_price(r, i));
        intermediates += in;
        for (int s = 0; s < regions.size(); ++s)
          for (int u = 0; u < 2; ++u) {
            volume(state, s, r, i, u) = a.trade(s, r, i, u);
            value(state, s, r, i, u) = a.trade_value(s, r, i, u);
          }
        for (int s = 0; s < regions.size(); ++s)
          partner(state, r, s) += 100 * a.trade_value(s, r, i, 0);
        home(state, r, i) =
            in + fin > 0
                ? 100 * (a.trade_value(r, r, i, 0) + a.trade_value(r, r, i, 1)) / (in + fin)
                : std::nan("");
      }
      for (int i = 0; i < sectors.size(); ++i)
        intermediates -= a.margin_supplied(r, i);  // in the goods that it is paid with
      for (int s = 0; s < regions.size(); ++s) partner(state, r, s) /= intermediates;
    }
    for (int area = 0; area < p.areas.set.size(); ++area)
      for (int s = 0; s < regions.size(); ++s)
        for (int r = 0; r < regions.size(); ++r) {
          const bool from = p.areas.contains(area, s), to = p.areas.contains(area, r);
          if (from == to) continue;
          for (int i = 0; i < sectors.size(); ++i)
            for (int u = 0; u < 2; ++u)
              (from ? outflow : inflow)(state, area) += a.trade(s, r, i, u);
        }
  }
  out.insert(out.end(), {std::move(volume), std::move(value), std::move(outflow), std::move(inflow),
                         std::move(partner), std::move(home)});
}

}  // namespace yuqian::model::report
