// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/measure.hpp"

#include <yuqian/data/units.hpp>

namespace yuqian::apps {

std::string measure_name(const Words& words, const std::string& key) {
  if (key == "grp_real_change") return words(words.term("real_grp"), "real GRP");
  if (key == "welfare_metric") return words("福利（消费、公共服务、投资）", "welfare");
  if (key == "welfare_metric_share") return words("福利占最终使用", "welfare in final use");
  if (key == "equivalent_variation") return words(words.term("ev"), "EV");
  if (key == "equivalent_variation_share") return words("EV占居民消费", "EV of consumption");
  if (key == "absorption_change") return words("实际最终使用", "real absorption");
  if (key == "first_order_gain") return words("一阶近似收益", "first-order gain");
  if (key == "consumer_price_change") return words(words.term("cpi"), "CPI");
  if (key == "wage_change") return words(words.term("wage"), "wage");
  if (key == "capital_rent_change") return words(words.term("capital_rent"), "return to capital");
  return words("实际地区生产总值变化额", "change of real GRP");
}

std::string measure_heading(const Words& words, const std::string& key, const std::string& unit) {
  return measure_name(words, key) +
         (words.chinese() ? "（" + data::unit(unit).zh + "）" : ", " + data::unit(unit).en);
}

}  // namespace yuqian::apps
