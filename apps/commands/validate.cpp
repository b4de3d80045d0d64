// SPDX-License-Identifier: Apache-2.0
// The page docs/validation.md: the benchmark against statistics and literature, and the model
// against what a reader can compute by hand.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/find_table.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/shipped_year.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "apps/check/power_checks.hpp"
#include "apps/check/province_accounts.hpp"
#include "apps/check/validation.hpp"
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/screen/grid.hpp"

namespace yuqian::apps {
namespace {

struct ValidateOptions {
  BenchmarkRequest benchmark;  ///< of the model; accounts are always those of the 31 provinces
  std::string trade = "central";
};

/// What a reader can compute by hand, by scenario: savings, endowments, prices abroad.
constexpr const char* by_hand[] = {"S1a", "S1g", "S2", "S5", "S5d", "S10"};

class Page {
 public:
  Page(const Screen& screen, const ValidateOptions& options)
      : out_(screen.out), w_(screen.words), options_(options) {}

  void print() {
    heading();
    BenchmarkRequest provinces = options_.benchmark;
    provinces.regions = "all-31";
    const Source source(provinces);
    if (source.base_year() != data::shipped_year)
      throw data::InputError(fmt::format("the published figures are of {}, the dataset is of {}",
                                         data::shipped_year, source.base_year()),
                             fmt::format("validate a dataset of {}", data::shipped_year));
    const auto b = source.benchmark(options_.trade);
    accounts(*b);
    groups(*b);
    public_services(*b);
    taxes(*b);
    const auto& flows = source.mrio(options_.trade);
    if (b->power.known() && b->power.sector >= 0) power(*b, flows);
    literature(*b, flows);
    throw_if_interrupted();
    first_order();
    second_model();
  }

 private:
  template <class... Parts>
  void line(const Parts&... parts) {
    (out_ << ... << parts) << '\n';
  }

  void heading() {
    line("<!-- ", w_("由yuqian validate --lang zh生成", "Made by yuqian validate"), " -->");
    line("# ", w_("验证", "Validation"));
    line();
    line(w_(
        "基准与公布统计数据的差异及已知原因，弹性与文献的比较，可手工核对的一阶近似，以及独立计"
        "算的第二个模型。公布数见`data/validation/`，仅用于比较；财政预算见`data/institutions/`，"
        "模型按其校准。",
        "The benchmark against published statistics, each gap with its known reason; elasticities "
        "against literature; what can be computed by hand; and a second, independent model. "
        "Published figures stand in `data/validation/` and are used for nothing else; budgets, "
        "which "
        "the benchmark is calibrated to, in `data/institutions/`."));
    line(w_("差异 = 基准 / 公布数 - 1。没有一项差异被调整掉：原因写在旁边。",
            "A gap is benchmark over published, less one. No gap was adjusted away: its reason "
            "stands beside it."));
  }

  void accounts(const model::Benchmark& b) {
    const std::vector<AccountCheck> checks = check_accounts(b);
    const int chongqing = b.regions.index("Chongqing"), guizhou = b.regions.index("Guizhou");
    line();
    line("## ", w_("账户与统计", "Accounts against statistics"));
    line();
    line(w_(
        "| 项目 | 各省合计：基准 | 公布 | 差异中位数（绝对值，%） | 重庆，% | 贵州，% | 最大差异 | "
        "原因 | 来源 |",
        "| item | provinces together: benchmark | published | median size of the gap, % | "
        "Chongqing, % | Guizhou, % | largest | reason | source |"));
    line("|---|---|---|---|---|---|---|---|---|");
    for (const AccountCheck& c : checks) {
      int widest = -1;
      for (int p = 0; p < b.regions.size(); ++p)
        if (std::isfinite(c.gap(p)) && (widest < 0 || std::abs(c.gap(p)) > std::abs(c.gap(widest))))
          widest = p;
      line("| ", w_(c.name), " | ", number(c.sum(c.benchmark), 0), " | ",
           number(c.sum(c.published), 0), " | ", number(c.median_gap(), 1), " | ",
           number(c.gap(chongqing), 1), " | ", number(c.gap(guizhou), 1), " | ",
           w_.name(b.regions, widest), " ", number(c.gap(widest), 1), " | ", w_(c.reason), " | ",
           c.source, " |");
    }
    line();
    line("### ", w_("各省差异，%", "Gaps of every province, %"));
    line();
    std::string names = w_("| 省份 |", "| province |"), rule = "|---|";
    for (const AccountCheck& c : checks) names += " " + w_(c.name) + " |", rule += "---|";
    line(names);
    line(rule);
    for (int p = 0; p < b.regions.size(); ++p) {
      std::string row = "| " + w_.name(b.regions, p) + " |";
      for (const AccountCheck& c : checks) row += " " + number(c.gap(p), 0) + " |";
      line(row);
    }
  }

  void groups(const model::Benchmark& b) {
    line();
    line("### ", w_("城乡居民收入", "Incomes of rural and urban residents"));
    line();
    line(w_(
        "人均可支配收入，元：基准（消费按国民账户口径，除以1减调查储蓄率）与住户调查。各省城乡收入"
        "和城镇人口比重凭记忆引用（`data/population/2017.csv`），"
        "全国公布数为农村13432、城镇36396。高于调查的部分主要是自有住房虚拟租金和代付医疗；贵州等省"
        "表中劳动者报酬一项已超过调查收入，"
        "多出部分计为储蓄（决定0031）。不予调平，差异即列于此。",
        "Disposable income per capita, yuan: in the benchmark (consumption on the concept of the "
        "accounts over one less the survey's saving rate) and by the household survey. Incomes by "
        "group and urban shares of provinces are quoted from memory (`data/population/2017.csv`); "
        "the nation's published ones are 13,432 rural and 36,396 urban. What is above the survey "
        "is "
        "mostly imputed rents and health care paid for; in Guizhou and others compensation in the "
        "tables alone exceeds the survey's income, and what is over is saved (decision 0031). "
        "Nothing is levelled: the discrepancy stands here."));
    line();
    line(
        w_("| 省份 | 农村：基准 | 调查 | 差异，% | 农村储蓄率 | 城镇：基准 | 调查 | 差异，% | "
           "城镇储蓄率 |",
           "| province | rural: benchmark | survey | gap, % | rural saving rate | urban: benchmark "
           "| survey | gap, % | urban saving rate |"));
    line("|---|---|---|---|---|---|---|---|---|");
    const auto incomes = check_group_incomes(b);
    std::array<GroupIncome, 2> nation{};
    const auto row = [&](const std::string& name, const std::array<GroupIncome, 2>& groups) {
      std::string cells = "| " + name + " |";
      for (const GroupIncome& g : groups)
        for (const auto& [value, digits] : {std::pair{g.benchmark, 0},
                                            {g.survey, 0},
                                            {g.gap(), 0},
                                            {1 - g.consumption / g.benchmark, 2}})
          cells += " " + number(value, digits) + " |";
      line(cells);
    };
    for (const auto& groups : incomes)
      for (int h = 0; h < 2; ++h) nation[at(h)] += groups[at(h)];
    row(w_("各省合计", "provinces together"), nation);
    for (int r = 0; r < b.regions.size(); ++r) row(w_.name(b.regions, r), incomes[at(r)]);
  }

  void public_services(const model::Benchmark& b) {
    std::vector<double> used;
    for (int r = 0; r < b.regions.size(); ++r)
      used.push_back(ProvinceAccounts(b, r)("government_consumption"));
    line();
    line("### ", w_("人均公共服务", "Public services per capita"));
    line();
    line(w_(
        "元。基准（因而S6、S6c、S6m）用国民账户的政府消费，因为它是所提供服务的价值，且账户须平"
        "衡；预算支出还含基本建设、对居民和企业的转移。"
        "按预算，贵州人均高于全国，S6中贵州会是付出方而不是得到方：该结果取决于用哪一个口径。",
        "Yuan. The benchmark, and with it S6, S6c and S6m, uses public consumption of the "
        "accounts, since it is the value "
        "of services provided and the accounts have to balance; budgets hold works and "
        "transfers to persons and enterprises, too. By the "
        "budgets Guizhou spends more per capita than the nation, so that in S6 it would give and "
        "not receive: that result "
        "depends on which of the two is meant."));
    line();
    line(w_(
        "| 口径 | 重庆 | 贵州 | 各省合计 | 重庆 / 各省 | 贵州 / 各省 |",
        "| measure | Chongqing | Guizhou | provinces together | Chongqing / provinces | Guizhou / "
        "provinces |"));
    line("|---|---|---|---|---|---|");
    const int chongqing = b.regions.index("Chongqing"), guizhou = b.regions.index("Guizhou");
    const auto row = [&](const std::string& name, const std::vector<double>& values) {
      constexpr double per_head = 1e4;  // 10^8 yuan over 10^4 persons
      double sum = 0, persons = 0;
      const auto residents = [&](int r) {
        return b.population.persons(r, 0) + b.population.persons(r, 1);
      };
      for (int r = 0; r < b.regions.size(); ++r) sum += values[at(r)], persons += residents(r);
      const auto head = [&](int r) { return per_head * values[at(r)] / residents(r); };
      const double all = per_head * sum / persons;
      line("| ", name, " | ", number(head(chongqing), 0), " | ", number(head(guizhou), 0), " | ",
           number(all, 0), " | ", number(head(chongqing) / all, 2), " | ",
           number(head(guizhou) / all, 2), " |");
    };
    row(w_("政府消费，基准", "Public consumption, benchmark"), used);
    row(w_("政府消费，公布", "Public consumption, published"),
        published_figures(b, "government_consumption"));
    row(w_("一般公共预算支出，公布", "Expenditure of the general budget, published"),
        published_figures(b, "budget_expenditure"));
    row(w_("其中：教育、科学技术、医疗卫生、节能环保、交通运输",
           "of it education, science, health, environment, transport"),
        published_figures(b, "productive_expenditure"));
  }

  void taxes(const model::Benchmark& b) {
    line();
    line("## ", w_("分税种收入与统计", "Taxes by kind against statistics"));
    line();
    line(w_(
        "投入产出表只有生产税净额一项，按公布的税收划分为各税种（式430至432，决定0034），亿元。"
        "公布数：财政部2018年全国一般公共预算收入决算表。",
        "The tables have net taxes on production in one item; they are divided by kind by "
        "published "
        "revenue (eq. 430 to 432, decision 0034), 10^8 yuan. Published: Ministry of Finance, final "
        "accounts of the national general public budget of 2018."));
    line();
    line(w_("| 税种 | 基准 | 公布 | 差异，% | 说明 |",
            "| kind | benchmark | published | gap, % | what stands behind it |"));
    line("|---|---|---|---|---|");
    for (const TaxCheck& c : check_taxes(b))
      line("| ", w_(c.name), " | ", number(c.benchmark, 0), " | ", number(c.published, 0), " | ",
           number(100 * (c.benchmark / c.published - 1), 1), " | ", w_(c.reason), " |");
  }

  void power(const model::Benchmark& b, const data::Mrio& flows) {
    const int chongqing = b.regions.index("Chongqing"), guizhou = b.regions.index("Guizhou");
    line();
    line("## ", w_("电力与统计", "Power against statistics"));
    line();
    line(w_(
        "分电源发电量（闭合`carbon_power`），亿千瓦时。各省数见`data/power/2017.csv`。",
        "Electricity by source of energy (closure `carbon_power`), 10^8 kWh. What provinces made "
        "stands in `data/power/2017.csv`."));
    line();
    line(w_(
        "| 电源 | 重庆 | 贵州 | 各省合计 | 全国公布数 | 差异，% | 说明 |",
        "| source | Chongqing | Guizhou | provinces together | nation, published | gap, % | what "
        "stands behind it |"));
    line("|---|---|---|---|---|---|---|");
    for (const GenerationCheck& c : check_generation(b))
      line("| ", w_(c.name), " | ", number(c.by_region[at(chongqing)], 1), " | ",
           number(c.by_region[at(guizhou)], 1), " | ", number(c.nation(), 1), " | ",
           number(c.published, 1), " | ", number(100 * (c.nation() / c.published - 1), 1), " | ",
           w_(c.reason), " |");
    line();
    line(w_(
        "省际输电：中国电力企业联合会公布数按每千瓦时0.335元计价（`data/evidence/"
        "electricity-2017.toml`），与基准中电力热力部门的省际流量，亿元。",
        "Power sent between provinces: as the China Electricity Council published it, at 0.335 "
        "yuan "
        "a kWh (`data/evidence/electricity-2017.toml`), beside the benchmark's flows of the sector "
        "of electricity and heat, 10^8 yuan."));
    line();
    line(w_("| 由 | 至 | 公布 | 按价格折算 | 基准 | 基准 / 公布 |",
            "| from | to | published | at the price | benchmark | benchmark / published |"));
    line("|---|---|---|---|---|---|");
    for (const PowerFlowCheck& c : check_power_flows(flows))
      line("| ", places(flows.regions, c.from), " | ", places(flows.regions, c.to), " | ", c.source,
           " | ", number(c.published, 1), " | ", number(c.benchmark, 1), " | ",
           number(c.benchmark / c.published, 2), " |");
    line();
    line(w_(
        "两者不相符，基准没有按公布数调整。谁在卖：基准按各省表的货币流量，国家电网等公司的总部所在"
        "地记为卖方，线路上没有这样的流量；卖给谁："
        "估计只知道相邻与距离，而线路通往广东和华东。表中该部门还含供热和电网服务，价格由0.25元至0."
        "45元，误差约五分之一。"
        "公布数可用`--evidence "
        "electricity-2017`放入任何情景；未放入基准，因为证据与各省表的总量矛盾，且为占其贸易1.9%"
        "的流量会改变全部数值（决定0036）。",
        "They do not fit, and the benchmark is not moved to them. Who sells: the tables have "
        "money, "
        "and book what the State Grid and other companies sell at their seat, which no wire knows. "
        "To "
        "whom: the estimate knows contiguity and distance, where lines run to Guangdong and the "
        "coast. The sector has heat and the grid in it, too, and the price lies between 0.25 and "
        "0.45 yuan, an error of about a fifth. `--evidence electricity-2017` puts the published "
        "flows into any scenario; the dataset does without them, since they contradict the "
        "tables' totals and would move every figure for 1.9 % of its trade (decision 0036)."));
  }

  /// Names of some regions; "all" of them.
  std::string places(const data::Set& regions, const std::vector<int>& some) {
    if (static_cast<int>(some.size()) == regions.size()) return w_("全国各省", "all provinces");
    std::string names;
    for (const int r : some) names += (names.empty() ? "" : w_("、", ", ")) + w_.name(regions, r);
    return names;
  }

  void literature(const model::Benchmark& b, const data::Mrio& flows) {
    line();
    line("## ", w_("弹性与文献", "Elasticities against literature"));
    line();
    line(w_("| 参数 | 基准 | 文献 | 来源 | 结论 |",
            "| parameter | benchmark | literature | source | verdict |"));
    line("|---|---|---|---|---|");
    for (const LiteratureCheck& c : check_literature(b, flows))
      line("| ", w_(c.name), " | ", c.used, " | ", c.published, " | ", c.source, " | ",
           w_(c.verdict), " |");
  }

  void first_order() {
    line();
    line("## ", w_("一阶近似", "First order"));
    line();
    line(w_(
        "受影响流量乘以降幅（手工计算）、税收和贸易条件等允许的区间，与模型的全国实际最终使用变化，"
        "亿元（式130至133）。",
        "Flows times the cut, by hand; the band that taxes, terms of trade and the growth of trade "
        "allow; and the model's gain of the nation's real absorption, 10^8 yuan (eq. 130 to "
        "133)."));
    line();
    line(w_("| 情景 | 手工计算 | 区间 | 模型 |", "| scenario | by hand | band | model |"));
    line("|---|---|---|---|");
    for (const char* id : by_hand) {
      const model::Scenario s =
          model::read_scenario(data::shipped_or_path("scenarios", id, ".toml"));
      BenchmarkRequest request = options_.benchmark;
      if (!s.regions.empty()) request.regions = s.regions;
      const auto m = std::make_shared<model::RegionalModel>(model::build_regional_model(
          Source(request).benchmark(options_.trade),
          model::read_closure(data::shipped_or_path("closures", s.closure, ".toml"))));
      const model::Solution solution = model::solve_scenario(m, s);
      if (!solution.solved()) throw model::ModelError(solution.report.sentence());
      const auto tables = model::indicators(solution);
      const data::Table& band = *data::find_table(tables, "first_order_band");
      const auto figure = [&](const char* item) { return number(band.at({item}), 1); };
      line("| ", id, " ", w_(s.title), " | ", figure("saved"), " | ", figure("low"),
           w_("至", " to "), figure("high"), " | ", figure("gain"), " |");
      throw_if_interrupted();
    }
    line();
    line(w_(
        "要素、税、技术、国际价格与需求等各项杠杆的一阶近似见`tests/regression/levers.cpp`。",
        "First-order values of every lever, endowments, taxes, technical change, prices and demand "
        "abroad, are held by `tests/regression/levers.cpp`."));
  }

  void second_model() {
    line();
    line("## ", w_("第二个模型", "A second model"));
    line();
    line(w_(
        "`tests/apps/test_exact_hat.py`用numpy独立重算：从基准文件出发，按各嵌套的“精确帽”代数重"
        "新推导方程（不使用本程序的任何代码），求解同一冲击，所有地区的产出、价格、工资和等价变化与"
        "本"
        "程序一致到求解精度。假定不同之处（外汇为计价物、没有碳价和配额）对该冲击不起作用。",
        "`tests/apps/test_exact_hat.py` computes a shock anew in numpy: from the benchmark file, "
        "with "
        "the equations derived again in exact-hat algebra and none of this program's code. Output, "
        "prices, wages and equivalent variation of every region agree to the precision of the "
        "solve. "
        "What it leaves out (prices of carbon, quotas, chains) plays no part in that shock."));
  }

  std::ostream& out_;
  const Words& w_;
  const ValidateOptions& options_;
};

ExitCode validate(const Screen& screen, const ValidateOptions& options) {
  Page(screen, options).print();
  return done;
}

}  // namespace

namespace options {

void declare_validate(CommandLine& line) {
  const auto o = std::make_shared<ValidateOptions>();
  CLI::App* sub = line.command(
      "validate", "Hold the benchmark against statistics and literature (docs/validation.md)", o,
      validate);
  add_benchmark(sub, o->benchmark);
  sub->footer(
      "Prints a page in Markdown.\nExamples:\n  yuqian validate > docs/validation.md\n"
      "  yuqian validate --lang zh > docs/validation.zh.md");
}

}  // namespace options
}  // namespace yuqian::apps
