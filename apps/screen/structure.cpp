// SPDX-License-Identifier: Apache-2.0
// Trade creation and diversion, similarity and supplier concentration of the two, in a few lines.
#include "apps/screen/page.hpp"

#include "apps/screen/grid.hpp"

namespace yuqian::apps::report {
namespace {

/// What the pair trades more, by what it replaces, over all goods (eq. 102).
void print_effects(const Page& page, const data::Table& effects) {
  const Words& w = page.words;
  Grid grid(w("贸易创造与转移（亿元）", "trade creation and diversion, 10^8 yuan"));
  grid.group(w("变化", "change"), {""});
  grid.group(w("创造", "creation"),
             {w("替代本地供给", "for own supply"), w("新增使用", "new use")});
  grid.group(w("转移", "diversion"),
             {w("替代其他省份", "for other provinces"), w("替代进口", "for imports")});
  for (const Summary::PairFlow& flow : page.first->flows) {
    const int from = effects.axis(0).index(flow.from), to = effects.axis(1).index(flow.to);
    double parts[4] = {}, all = 0;
    for (int i = 0; i < effects.axis(2).size(); ++i)
      for (int k = 0; k < 4; ++k) {
        parts[k] += effects(from, to, i, k);
        all += effects(from, to, i, k);
      }
    std::vector<std::string> cells{number(all, 1)};
    for (const double part : parts) cells.push_back(number(part, 1));
    grid.row("  " + page.region(flow.from) + " → " + page.region(flow.to), std::move(cells));
  }
  page.screen.out << '\n';
  grid.print(page.screen);
}

void print_indices(const Page& page, const data::Table& alike, const data::Table& concentration) {
  const Words& w = page.words;
  const std::string then = w("参照", "reference"), change = w("变化", "change");
  Grid grid(w("产业结构", "structure"));
  grid.group(w("与对方的相似系数", "similarity with the partner"), {then, change});
  grid.group(w("中间品供应商集中度", "concentration of suppliers"), {then, change});
  for (const Summary::PartnerShare& p : page.first->partners) {
    const int r = alike.axis(1).index(p.region), s = alike.axis(2).index(p.partner);
    grid.row(
        "  " + page.region(p.region),
        {number(alike(0, r, s), 4), number(alike(1, r, s) - alike(0, r, s), 5),
         number(concentration(0, r), 4), number(concentration(1, r) - concentration(0, r), 5)});
  }
  page.screen.out << '\n';
  grid.print(page.screen);
}

}  // namespace

void print_structure(const Page& page) {
  const Run& run = page.results.run(page.at, page.leading_estimate());
  const data::Table *effects = run.table("trade_effects"),
                    *alike = run.table("structural_similarity"),
                    *concentration = run.table("supplier_concentration_mean");
  if (page.first->flows.empty() || !effects || !alike || !concentration) return;
  print_effects(page, *effects);
  print_indices(page, *alike, *concentration);
  const std::string note = page.words("以上两表为", "Both tables: ") +
                           page.estimates()[page.leading_estimate()] +
                           page.words(
                               "。负值表示该来源也增加。相似系数为产出向量夹角余弦；集中度为中"
                               "间品来源（本地、各省、国外）份额平方和，"
                               "按各产品使用额平均，1为单一来源。",
                               " estimate. Negative: that source grows too. Similarity: cosine of "
                               "sector outputs. Concentration: sum of "
                               "squared shares of the origins of intermediates (own, provinces, "
                               "abroad), mean over goods by use; 1: one origin.");
  page.screen.out << page.screen.faint(wrapped(note, page_width, "  ")) << '\n';
}

}  // namespace yuqian::apps::report
