// SPDX-License-Identifier: Apache-2.0
// The page docs/validation.md: the benchmark against statistics and literature, and the model
// against what a reader can compute by hand.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/find_table.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/shipped_year.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
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
    taxes(*b);
    literature(*b, source.mrio(options_.trade));
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
