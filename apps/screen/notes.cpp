// SPDX-License-Identifier: Apache-2.0
// What stands under the tables: unit, base year, closure, what is official, estimated or assumed.
#include "apps/screen/page.hpp"

#include <fmt/format.h>

#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/remarks.hpp>
#include "apps/screen/grid.hpp"
#include "apps/screen/survey.hpp"

namespace yuqian::apps::report {

void print_notes(const Page& page) {
  const model::Closure& c = page.results.closures[page.at];
  const model::Scenario& s = page.results.scenarios[page.at];
  const int year = page.results.base_year;
  std::vector<std::string> lines{
      page.words(
          fmt::format("基准年：{}；价格：{}"
                      "年生产者价格；所有变化均为相对基准变化，两个均衡的比较，不涉及时间路径。",
                      year, year),
          fmt::format("Base year {}; producer prices of {}; every change is relative to the "
                      "benchmark: two equilibria "
                      "compared, no path in time.",
                      year, year)),
      page.words("闭合：", "Closure: ") + page.words(c.title) + page.words("。", ". ") +
          page.words(c.text),
      page.words(fmt::format("计价物：{}；价格、工资和资本报酬以其为单位。",
                             c.numeraire == "foreign_exchange" ? "外汇" : c.numeraire),
                 fmt::format("Numeraire: {}; prices, wages and returns are in its units.",
                             c.numeraire == "foreign_exchange" ? "foreign exchange" : c.numeraire)),
      page.words(
          fmt::format("官方：各省{}年投入产出表的产出、增加值和最终使用（经平衡）。估计：省际流量，"
                      "故有低、中、高三种估计。假定：政策幅度与弹性。",
                      year),
          fmt::format("Official: output, value added and final use of the provincial tables of {}, "
                      "balanced. Estimated: flows between provinces, hence the low, central and "
                      "high columns. Assumed: the size of the policy, and elasticities.",
                      year)),
      page.words(
          "福利为居民所得全部（消费、公共服务、投资）的货币度量，按参照价格；其中居民消费部分即等价"
          "变"
          "化（EV），不含储蓄；实际最终使用为居民、政府消费与投资之和，按基"
          "准价格；一阶近似收益为受影响流量乘以降幅再除以地区生产总值，模型结果是否与之相近见检"
          "查。",
          "GRP: gross regional product. Welfare: money metric of all that residents get "
          "(consumption, public goods, investment) at reference prices. EV: its part that "
          "households consume, the equivalent variation. "
          "Real absorption: consumption, public spending and investment at benchmark prices. "
          "First-order gain: flows made "
          "cheaper times the cut, over GRP; the checks say whether the model's answer is near.")};
  if (std::string cut = delivered_cost_note(page); !cut.empty())
    lines.insert(lines.begin(), std::move(cut));
  if (!s.reference.empty())
    lines.push_back(
        page.words("参照均衡不是基准年本身，而是情景文件中[[reference]]所述的状态。",
                   "The reference is not the base year but the state that [[reference]] "
                   "in the scenario's file describes."));
  if (!c.swaps.empty())
    lines.push_back(
        page.words("内外生互换（给定的未知数 <-> 随之调整的参数）：",
                   "Swaps (an unknown that is given <-> the parameter that adjusts): ") +
        model::text(c.swaps) + page.words("。", "."));
  for (const model::LocalText& remark : model::remarks(s, c, page.results.merged))
    lines.insert(lines.begin(), page.words(remark));
  if (page.results.survey.any())
    lines.insert(lines.begin(), survey_note(page.words, page.results.survey));
  const std::vector<std::string> none = no_product_notes(page);
  lines.insert(lines.begin(), none.begin(), none.end());
  page.screen.out << '\n';
  for (const std::string& line : lines)
    page.screen.out << page.screen.faint(wrapped(line, page_width, "  ")) << '\n';
}

}  // namespace yuqian::apps::report
