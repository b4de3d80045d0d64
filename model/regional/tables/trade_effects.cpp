// SPDX-License-Identifier: Apache-2.0
// Trade creation and diversion by pair (eq. 102), in volumes as they leave the supplier.
#include <yuqian/model/regional/tables/trade_effects.hpp>

#include <yuqian/model/regional/tables/registry.hpp>

namespace yuqian::model::report {

/// What a partner's deliveries come instead of: creation and diversion (eq. 102).
void add_trade_effects(Tables& out, const Compared& p) {
  const Benchmark& b = *p.m.benchmark;
  const data::Set effects(
      "trade_effect", {"own_supply", "new_use", "other_provinces", "abroad"},
      {"替代本地供给(创造)", "新增使用(创造)", "替代其他省份(转移)", "替代进口(转移)"},
      {"Replaces own supply (creation)", "New use (creation)",
       "Replaces other provinces (diversion)", "Replaces imports (diversion)"});
  data::Table t("trade_effects",
                {b.regions.renamed("supplier"), b.regions.renamed("region_to"), b.sectors, effects},
                "1e8 CNY");
  const data::Table &before = p.accounts[0].trade, &after = p.accounts[1].trade;
  for (int r = 0; r < b.regions.size(); ++r)
    for (int i = 0; i < b.sectors.size(); ++i)
      for (int use = 0; use < 2; ++use) {
        double provinces = 0;  // all but the region itself
        for (int s = 0; s < b.regions.size(); ++s)
          if (s != r) provinces += after(s, r, i, use) - before(s, r, i, use);
        SourceChanges d;
        d.own = after(r, r, i, use) - before(r, r, i, use);
        d.abroad = p.accounts[1].imports(r, i, use) - p.accounts[0].imports(r, i, use);
        for (int s = 0; s < b.regions.size(); ++s) {
          if (s == r) continue;
          d.partner = after(s, r, i, use) - before(s, r, i, use);
          d.other_provinces = provinces - d.partner;
          const TradeEffect e(d);
          const double parts[] = {e.own_supply, e.new_use, e.other_provinces, e.abroad};
          for (int k = 0; k < 4; ++k) t(s, r, i, k) += parts[k];
        }
      }
  out.push_back(std::move(t));
}

}  // namespace yuqian::model::report
