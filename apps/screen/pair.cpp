// SPDX-License-Identifier: Apache-2.0
// What the two sell to each other.
#include "apps/screen/page.hpp"

#include "apps/screen/grid.hpp"
#include "apps/screen/survey.hpp"

namespace yuqian::apps::report {

void print_pair(const Page& page) {
  if (page.first->flows.empty()) return;
  page.screen.out << '\n';
  const Summary::PairFlow& pair = page.first->flows.front();
  Grid trade(surveys_pair(page.results.survey, pair.from, pair.to)
                 ? page.words("两地贸易（部分为调查值，其余为估计值）",
                              "trade of the two (surveyed in part, else estimated)")
                 : page.words("两地贸易（估计值）", "trade of the two (estimated)"));
  trade.group(page.words("参照（亿元）", "reference, 10^8 yuan"), page.estimates());
  trade.group(page.words("变化（亿元）", "change, 10^8 yuan"), page.estimates());
  trade.group(page.words("变化（%）", "change, %"), page.estimates());
  for (std::size_t k = 0; k < page.first->flows.size(); ++k) {
    std::vector<std::string> level, change, share;
    for (const auto& summary : page.summaries) {
      if (!summary) {
        level.emplace_back("-"), change.emplace_back("-"), share.emplace_back("-");
        continue;
      }
      const Summary::PairFlow& f = summary->flows[k];
      level.push_back(number(f.reference, 1));
      change.push_back(number(f.counterfactual - f.reference, 1));
      share.push_back(number(100 * (f.counterfactual / f.reference - 1)));
    }
    level.insert(level.end(), change.begin(), change.end());
    level.insert(level.end(), share.begin(), share.end());
    trade.row("  " + page.region(page.first->flows[k].from) + " → " +
                  page.region(page.first->flows[k].to),
              std::move(level));
  }
  trade.print(page.screen);
  page.screen.out << '\n';
  Grid partners(page.words("对方产品占中间投入比重", "partner's share of intermediates"));
  partners.group(page.words("参照（%）", "reference, %"), page.estimates());
  partners.group(page.words("变化（百分点）", "change, percentage points"), page.estimates());
  for (std::size_t k = 0; k < page.first->partners.size(); ++k) {
    std::vector<std::string> level, change;
    for (const auto& summary : page.summaries) {
      const auto* p = summary ? &summary->partners[k] : nullptr;
      level.push_back(p ? number(p->reference) : "-");
      change.push_back(p ? number(p->counterfactual - p->reference) : "-");
    }
    level.insert(level.end(), change.begin(), change.end());
    const Summary::PartnerShare& p = page.first->partners[k];
    partners.row(
        "  " + page.words(page.region(p.region) + "使用的" + page.region(p.partner) + "产品",
                          page.region(p.region) + ", from " + page.region(p.partner)),
        std::move(level));
  }
  partners.print(page.screen);
}

}  // namespace yuqian::apps::report
