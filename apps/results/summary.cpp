// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/summary.hpp>

#include <algorithm>
#include <cassert>

#include <yuqian/apps/results/changes.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/find_table.hpp>
#include <yuqian/model/regional/accounts/pair.hpp>
#include <yuqian/model/regional/ranges/area_figures.hpp>

namespace yuqian::apps {
namespace {

/// The tables of a run by name.
class Tables {
 public:
  explicit Tables(std::span<const data::Table> tables) : tables_(tables) {}
  const data::Table& operator[](const char* name) const {
    if (const data::Table* found = data::find_table(tables_, name)) return *found;
    throw data::InputError({{},
                            std::string("the results have no table \"") + name + "\"",
                            name,
                            "solve the scenario again with this version"});
  }

 private:
  std::span<const data::Table> tables_;
};

void add_pair(Summary& s, const Tables& tables) {
  const data::Table& trade = tables["trade_volume"];
  const data::Table& share = tables["partner_share"];
  const data::Set &supplier = trade.axis(1), &region_to = trade.axis(2);
  const auto pair = model::pair_area(s.areas);
  if (!pair) return;
  for (const auto& [one, other] :
       {std::pair(pair->first, pair->second), std::pair(pair->second, pair->first)}) {
    const std::string from = s.areas.label(one), to = s.areas.label(other);
    const auto a = supplier.find(from), b = region_to.find(to);
    if (!a || !b) continue;
    Summary::PairFlow flow{from, to};
    for (int i = 0; i < trade.axis(3).size(); ++i)
      for (int u = 0; u < trade.axis(4).size(); ++u) {
        flow.reference += trade(0, *a, *b, i, u);
        flow.counterfactual += trade(1, *a, *b, i, u);
      }
    s.flows.push_back(flow);
    const int region = share.axis(1).index(to), partner = share.axis(2).index(from);
    s.partners.push_back({to, from, share(0, region, partner), share(1, region, partner)});
  }
}

}  // namespace

const Summary::Measure& Summary::measure(std::string_view key) const {
  const auto found = std::find_if(measures.begin(), measures.end(),
                                  [&](const Measure& m) { return m.key == key; });
  if (found == measures.end())
    throw data::InputError(
        {{}, "no measure \"" + std::string(key) + "\"", std::string(key), "see docs/results.md"});
  return *found;
}

std::vector<int> areas_to_show(const data::Set& areas, std::span<const std::string> named_regions) {
  std::vector<int> shown;
  const auto add = [&](const std::string& label) {
    const auto at = areas.find(label);
    if (at && std::find(shown.begin(), shown.end(), *at) == shown.end()) shown.push_back(*at);
    return at.has_value();
  };
  const auto together = model::pair_area(areas);
  if (!together) {  // no pair in this set of regions: everything
    for (int a = 0; a < areas.size(); ++a) shown.push_back(a);
    return shown;
  }
  for (const int region : {together->first, together->second}) add(areas.label(region));
  for (const std::string& label : named_regions) add(label);
  add(areas.label(together->together));
  if (!add("OtherProvinces")) add("RestOfChina");
  add("China");
  return shown;
}

const std::vector<std::pair<std::string, std::string>>& summary_measures() {
  static const std::vector<std::pair<std::string, std::string>> list = [] {
    std::vector<std::pair<std::string, std::string>> at_head;
    for (const model::AreaFigures::Measure& m : model::AreaFigures::measures())
      if (m.at_head) at_head.emplace_back(m.key, m.unit);
    return at_head;
  }();
  return list;
}

Summary summarize(std::span<const data::Table> list, std::span<const std::string> named_regions) {
  const Tables tables(list);
  const data::Table& grp = tables["grp_real"];
  const data::Set& all = grp.axis(1);
  const std::vector<int> shown = areas_to_show(all, named_regions);
  Summary s;
  std::vector<std::string> labels, zh, en;
  for (const int a : shown) {
    labels.push_back(all.label(a));
    zh.push_back(all.zh(a));
    en.push_back(all.en(a));
  }
  s.areas = data::Set("area", labels, zh, en);
  const auto add = [&](const char* name, auto&& value) {
    [[maybe_unused]] const auto& [key, unit] = summary_measures()[s.measures.size()];
    assert(key == name);
    Summary::Measure m{name, unit, {}};
    for (const int a : shown) m.values.push_back(value(a));
    s.measures.push_back(std::move(m));
  };
  const auto add_change = [&](const char* key, const char* variable, bool percent = true) {
    const data::Table moved = change(tables[variable], key, percent ? "%" : "1e8 CNY", percent);
    add(key, [&](int a) { return moved(a); });
  };
  const auto add_level = [&](const char* key, const char* variable) {
    const data::Table& level = tables[variable];
    add(key, [&](int a) { return level(a); });
  };
  add_change("grp_real_change", "grp_real");
  add_change("grp_real_change_value", "grp_real", false);
  add_level("welfare_metric", "welfare_metric");
  add_level("welfare_metric_share", "welfare_metric_share");
  add_level("equivalent_variation", "equivalent_variation_all");
  add_level("equivalent_variation_share", "equivalent_variation_share_all");
  add_change("absorption_change", "absorption_real");
  add_level("first_order_gain", "first_order_gain");
  add_change("consumer_price_change", "consumer_price_all");
  add_change("wage_change", "wage_index");
  add_change("capital_rent_change", "capital_rent_index");
  add_pair(s, tables);
  return s;
}

}  // namespace yuqian::apps
