// SPDX-License-Identifier: Apache-2.0
// Areas whose real GRP at benchmark prices is below zero: no product that changed (eq. 125).
#include "apps/screen/page.hpp"

#include <cmath>

#include <fmt/format.h>

namespace yuqian::apps::report {

std::vector<std::string> no_product_notes(const Page& page) {
  std::vector<std::string> notes;
  for (std::size_t t = 0; t < page.results.trades.size(); ++t) {
    const Run& run = page.results.run(page.at, t);
    const data::Table *real = run.table("grp_real"), *index = run.table("grp_volume_change");
    if (!real || !index) continue;
    const int fisher = index->axis(1).index("fisher"), paasche = index->axis(1).index("paasche");
    for (int a = 0; a < real->axis(1).size(); ++a) {
      if ((*real)(1, a) > 0) continue;
      const std::string area = page.words.name(real->axis(1), a),
                        trade = page.words.term("variant_" + page.results.trades[t]);
      const double by_fisher = (*index)(a, fisher), by_paasche = (*index)(a, paasche);
      std::string others;
      if (std::isfinite(by_fisher))
        others = page.words(fmt::format("费雪指数：{:+.2f} %", by_fisher),
                            fmt::format("the Fisher index gives {:+.2f} %", by_fisher));
      else if (std::isfinite(by_paasche))
        others = page.words(
            fmt::format("费雪指数亦无定义，帕氏指数：{:+.2f} %", by_paasche),
            fmt::format("the Fisher index is not defined either, and Paasche's gives {:+.2f} %",
                        by_paasche));
      else
        others = page.words("费雪指数亦无定义", "the Fisher index is not defined either");
      notes.push_back(page.words(
          fmt::format("{}（{}）：冲击后的产出按基准价格计为{:.4g}亿元，小于零，不是产品，故不显示"
                      "实际地区生产总值变化；价格变动过大，基准价格已不能衡量；{}。",
                      area, trade, (*real)(1, a), others),
          fmt::format(
              "{} ({}): at benchmark prices what is produced after the change is worth "
              "{:.4g} 10^8 yuan, below zero, which is not a product: no change of real GRP is "
              "shown. Prices have moved too far for the benchmark's to measure by; {}.",
              area, trade, (*real)(1, a), others)));
    }
  }
  return notes;
}

}  // namespace yuqian::apps::report
