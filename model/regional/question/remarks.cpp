// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/remarks.hpp>

#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/parameter_roles.hpp>

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

bool moves(const Scenario& s, std::string_view family) {
  return std::any_of(s.shocks.begin(), s.shocks.end(),
                     [&](const Shock& shock) { return shock.parameter == family; });
}

bool is_all(const Shock& shock, const char* axis) {
  const auto named = shock.where.find(axis);
  return named == shock.where.end() ||
         std::any_of(named->second.begin(), named->second.end(),
                     [](const std::string& label) { return label == "*" || label == "all"; });
}

}  // namespace

bool is_national(const Scenario& s) {
  for (const auto* shocks : {&s.reference, &s.shocks})
    for (const Shock& shock : *shocks)
      if ((has_role(shock.parameter, "routes") && is_all(shock, "from") && is_all(shock, "to")) ||
          (has_role(shock.parameter, "regions") && is_all(shock, "region")))
        return true;
  return false;
}

std::vector<LocalText> remarks(const Scenario& s, const Closure& c, const Merged& merged) {
  std::vector<LocalText> list;
  if (merged.provinces > 0 && is_national(s))
    list.push_back(
        {fmt::format("本情景针对全国各省，而所用区域划分将{}个省份并入其他区域：省份之间的壁垒、差"
                     "异和交易不在其中，全国数值不代表31省的结果，完整结果请用--regions all-31。",
                     merged.provinces),
         fmt::format("This is a policy among all provinces, and the region set merges {} of them: "
                     "barriers, differences and trade among those are not in it, so the national "
                     "figure is not that of 31 provinces; use --regions all-31.",
                     merged.provinces)});
  if (merged.sectors > 0 && c.emissions == Closure::Emissions::priced &&
      std::any_of(s.shocks.begin(), s.shocks.end(),
                  [](const Shock& shock) { return has_role(shock.parameter, "cap"); }))
    list.push_back(
        {"部门经过合并：产出不能在合并部门内部由高排放行业转向低排放行业，碳价和减排成本因此偏高；"
         "数值请用42部门（--sectors 42）。",
         "Sectors are merged: output cannot shift from high to low emitters within one of them, so "
         "that the price of carbon and the cost of abatement are too high; for figures use "
         "--sectors 42."});
  if (moves(s, "productivity") || moves(s, "chain_efficiency") || moves(s, "input_productivity"))
    list.push_back(
        {"无偿给定的生产率提高不是政策结果：取得它所需的投入没有计入。",
         "Productivity given for nothing is not a policy result: what it takes is not counted."});
  const bool only_demand =
      !s.shocks.empty() && std::all_of(s.shocks.begin(), s.shocks.end(), [](const Shock& shock) {
        return has_role(shock.parameter, "demand");
      });
  if (only_demand && c.output == Closure::Output::supply_driven &&
      (c.labour == Closure::Labour::mobile || c.labour == Closure::Labour::sector_specific) &&
      c.capital != Closure::Capital::interregional && c.capital != Closure::Capital::adjusting &&
      c.public_capital == Closure::PublicCapital::unproductive)
    list.push_back(
        {"本闭合下劳动、资本总量给定且充分利用：需求政策只改变支出的去向，地区生产总值变化接近零是"
         "闭合规则使然，"
         "不是发现。需求决定产出的情形见闭合“keynesian”。",
         "Under this closure labour and capital are given and fully used: a demand policy only "
         "changes what "
         "is bought, and that GRP hardly moves is so by construction, not a finding. The closure "
         "\"keynesian\" has output driven by demand."});
  if (c.output == Closure::Output::demand_driven && !s.shocks.empty() && !only_demand)
    list.push_back(
        {"本闭合下要素有闲置、产出由需求决定，只适用于需求政策。本情景改变供给一侧：成本下降时同"
         "样的需求只需更少的要素，地区生产总值因此可能下降，这是闭合规则使然，不是发现；请用要素"
         "充分利用的闭合求解。",
         "Under this closure factors are idle and demand decides on output: it is for demand "
         "policies. This scenario moves the supply side: where cost falls, the same demand takes "
         "fewer factors, and a fall of GRP is so by construction, not a finding; solve it under a "
         "closure with factors fully used."});
  if (moves(s, "saving_rate") && c.investment != Closure::Investment::saving_driven &&
      c.output == Closure::Output::supply_driven)
    list.push_back(
        {"实际投资由闭合给定，储蓄率随之回调：储蓄倾向的冲击被闭合规则抵消，效果为零是闭合规则使然"
         "。",
         "Real investment is given by the closure and saving rates adjust to it: the shock to them "
         "is undone, and "
         "that nothing "
         "changes is so by construction."});
  return list;
}

}  // namespace yuqian::model
