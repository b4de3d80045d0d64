// SPDX-License-Identifier: Apache-2.0
// What happens to workers and to capital, where the closure lets them respond.
#include "apps/screen/page.hpp"

#include <algorithm>
#include <functional>

#include <yuqian/model/regional/question/closure.hpp>
#include "apps/screen/grid.hpp"

namespace yuqian::apps::report {
namespace {

using data::Table;
/// A figure of one run at a place of the table's region axis; the table by name.
using Figure = std::function<double(const Table&, int)>;

class FactorReport {
 public:
  explicit FactorReport(const Page& page)
      : page_(page),
        screen_(page.screen),
        words_(page.words),
        results_(page.results),
        at_(page.at),
        shown_(page.first->areas) {}

  void print() {
    using Labour = model::Closure::Labour;
    const model::Closure& c = results_.closures[at_];
    if (c.labour == Labour::migration) migration();
    if (c.labour == Labour::wage_curve) unemployment();
    if (c.labour == Labour::elastic) supply();
    if (c.capital == model::Closure::Capital::interregional) capital();
  }

 private:
  static double change(const Table& t, int r) { return t(1, r) - t(0, r); }
  static double percent(const Table& t, int r) { return 100 * (t(1, r) / t(0, r) - 1); }
  static Figure change_of(int kind) {
    return [kind](const Table& t, int r) { return t(1, r, kind) - t(0, r, kind); };
  }
  static Figure percent_of(int kind) {
    return [kind](const Table& t, int r) { return 100 * (t(1, r, kind) / t(0, r, kind) - 1); };
  }

  struct Column {
    std::string heading;
    const char* table;
    Figure figure;
  };

  /// Rows: the regions, and the areas too where the table has them.
  void print_grid(const std::string& title, const std::vector<Column>& columns) const {
    Grid grid(title);
    for (const Column& c : columns) grid.group(c.heading, page_.estimates());
    for (int a = 0; a < shown_.size(); ++a) {
      std::vector<std::string> cells;
      bool known = false;
      for (const Column& c : columns)
        for (std::size_t t = 0; t < results_.trades.size(); ++t) {
          const Table* table = results_.run(at_, t).table(c.table);
          const auto r = table ? table->axis(1).find(shown_.label(a)) : std::nullopt;
          known = known || r;
          cells.push_back(r ? number(c.figure(*table, *r)) : "-");
        }
      if (known) grid.row("  " + words_.name(shown_, a), std::move(cells));
    }
    screen_.out << '\n';
    grid.print(screen_);
  }

  void note(const char* zh, const char* en) const {
    screen_.out << screen_.faint(wrapped(words_(zh, en), page_width, "  ")) << '\n';
  }

  void migration() const {
    print_grid(words_("就业变化", "employment, change"),
               {{words_("农业，万人", "farm, 10^4 persons"), "employment", change_of(0)},
                {words_("非农业，万人", "non-farm, 10^4 persons"), "employment", change_of(1)}});
    print_grid(words_("实际工资变化", "real wage, change"),
               {{words_("农业，%", "farm, %"), "real_wage", percent_of(0)},
                {words_("非农业，%", "non-farm, %"), "real_wage", percent_of(1)}});
    print_grid(words_("户籍劳动力的福利变化", "welfare of workers by registration"),
               {{words_("农业户籍，%", "farm, %"), "worker_welfare", percent_of(0)},
                {words_("非农业户籍，%", "non-farm, %"), "worker_welfare", percent_of(1)}});
    print_grid(
        words_("非农业与农业人均劳动报酬之比", "non-farm over farm pay per worker"),
        {{words_("参照", "reference"), "wage_gap", [](const Table& t, int r) { return t(0, r); }},
         {words_("反事实", "counterfactual"), "wage_gap",
          [](const Table& t, int r) { return t(1, r); }}});
    print_grid(words_("常住人口变化", "residents, change"),
               {{words_("农村，万人", "rural, 10^4 persons"), "residents", change_of(0)},
                {words_("城镇，万人", "urban, 10^4 persons"), "residents", change_of(1)},
                {words_("贫困人口（假定），万人", "poor (assumed), 10^4"), "poverty_number",
                 change_of(2)}});
    print_grid(words_("人均收入变化", "income per capita, change"),
               {{words_("农村，%", "rural, %"), "survey_income_per_head", percent_of(0)},
                {words_("城镇，%", "urban, %"), "survey_income_per_head", percent_of(1)}});
    flows();
    note(
        "人数为2010年普查口径，报酬为基准年；迁移者取得目的地平均报酬（假定工资差距属于地方），收入"
        "在目的地居民中汇总。"
        "劳动力福利含迁移的效用成本，等价变化不含；等价变化按变动后的人口合计，须与每名劳动力的实际"
        "工资一并阅读。"
        "常住人口随劳动力变动：每名迁移者按全国平均的人口与就业之比带动人口，计入获得其报酬的居民组"
        "并取该组平均收入"
        "（均为假定）。西藏无数据，视为无人流动。",
        "Persons as of the census of 2010, pay of the base year; a mover earns the average pay of "
        "the "
        "destination (wage gaps "
        "are assumed to belong to places), and incomes are pooled in the destination's households. "
        "Welfare of "
        "workers counts the utility cost of moving, the equivalent variation does not; the latter "
        "is a sum over "
        "changing numbers of people, to be read beside the real wage per worker. Residents move "
        "with workers: each "
        "with the nation's mean number of persons per worker, counted in the household group that "
        "gets the pay, at that "
        "group's mean income (assumed). Of Tibet nothing is known: nobody moves.");
  }

  /// Net moves between the regions shown.
  void flows() const {
    Grid grid(words_("人口净流动，万人", "net migration, 10^4 persons"));
    grid.group("", page_.estimates());
    for (int a = 0; a < shown_.size(); ++a)
      for (int b = a + 1; b < shown_.size(); ++b) {
        std::vector<std::string> cells;
        bool known = false;
        for (std::size_t t = 0; t < results_.trades.size(); ++t) {
          const Table* net = results_.run(at_, t).table("net_migration");
          const auto from = net ? net->axis(0).find(shown_.label(a)) : std::nullopt;
          const auto to = net ? net->axis(1).find(shown_.label(b)) : std::nullopt;
          known = known || (from && to);
          cells.push_back(from && to ? number((*net)(*from, *to)) : "-");
        }
        if (known)
          grid.row("  " + words_.name(shown_, a) + " → " + words_.name(shown_, b),
                   std::move(cells));
      }
    screen_.out << '\n';
    grid.print(screen_);
  }

  void unemployment() const {
    print_grid(words_("失业率", "unemployment"),
               {{words_("参照，%", "reference, %"), "unemployment_rate",
                 [](const Table& t, int r) { return t(0, r); }},
                {words_("变化，百分点", "change, percentage points"), "unemployment_rate", change},
                {words_("就业，万人", "employment, 10^4 persons"), "employment_total", change}});
    note(
        "基准失业率为2017年城镇登记失业率（出处待核实，假定适用于全部劳动力）；就业人数为2010年普查"
        "口径。",
        "The benchmark's rate is the registered urban one of 2017 (quoted from memory), assumed "
        "for all labour; "
        "persons as of the census of 2010.");
  }

  void supply() const {
    print_grid(words_("劳动供给", "labour supply"),
               {{words_("就业，万人", "employment, 10^4 persons"), "employment_total", change},
                {words_("就业，%", "employment, %"), "employment_total", percent},
                {words_("工资，%", "wage, %"), "wage_index", percent}});
    note("劳动供给弹性为假定；福利指标不计放弃的闲暇；人数为2010年普查口径。",
         "The elasticity of labour supply is assumed; welfare does not count the leisure given up; "
         "persons as of the "
         "census of 2010.");
  }

  void capital() const {
    print_grid(words_("资本", "capital"),
               {{words_("在用资本，%", "in use, %"), "capital_in_use", percent},
                {words_("区外资本净收入，亿元", "net income from other regions, 10^8 yuan"),
                 "net_capital_income", change}});
    note(
        "资本归原所有者，收入流回所有者所在区域，因此地区生产总值与居民收入不同步；基准的跨区所有权"
        "未知，净收入只计变化。",
        "Capital stays with its owners and its income flows back to them, so product and household "
        "income part. "
        "Ownership across regions at the benchmark is unknown: net income counts the change only.");
  }

  const Page& page_;
  const Screen& screen_;
  const Words& words_;
  const Results& results_;
  std::size_t at_;
  const data::Set& shown_;
};

}  // namespace

void print_factors(const Page& page) { FactorReport(page).print(); }

}  // namespace yuqian::apps::report
