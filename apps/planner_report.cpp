// SPDX-License-Identifier: Apache-2.0
#include "apps/planner_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "apps/grid.hpp"
#include "apps/losses.hpp"
#include "apps/summary.hpp"
#include "data/units.hpp"

namespace yuqian::apps {
namespace {

constexpr int page = 100;

/// One scenario on the screen.
class ScenarioReport {
 public:
  ScenarioReport(const Screen& screen, const Results& results, std::size_t scenario)
      : screen_(screen), words_(screen.words), results_(results), at_(scenario) {}

  void print() {
    const model::Scenario& s = results_.scenarios[at_];
    screen_.out << '\n' << screen_.bold(s.id + "  " + words_(s.title)) << '\n';
    if (const std::string& text = words_(s.text); !text.empty())
      screen_.out << wrapped(text, page, "  ") << '\n';
    if (!read_summaries()) {
      print_failures();
      return;
    }
    areas({"grp_real_change", "equivalent_variation", "equivalent_variation_share"});
    areas({"absorption_change", "first_order_gain"});
    areas({"consumer_price_change", "wage_change", "capital_rent_change"});
    pair();
    losers();
    notes();
    checks();
    print_failures();
  }

 private:
  /// False where no estimate was solved.
  bool read_summaries() {
    const std::vector<std::string> regions = named_regions(results_.scenarios[at_]);
    for (std::size_t t = 0; t < results_.trades.size(); ++t) {
      const Run& run = results_.run(at_, t);
      summaries_.push_back(run.tables.empty() ? std::nullopt
                                              : std::optional(summarize(run.tables, regions)));
    }
    for (const auto& summary : summaries_)
      if (summary && !first_) first_ = &*summary;
    return first_ != nullptr;
  }

  std::string heading(const std::string& key, const std::string& unit) const {
    const auto text = [&]() -> std::string {
      if (key == "grp_real_change") return words_(words_.term("real_grp"), "real GRP");
      if (key == "equivalent_variation") return words_(words_.term("ev"), "EV");
      if (key == "equivalent_variation_share") return words_("EV占居民消费", "EV of consumption");
      if (key == "absorption_change") return words_("实际最终使用", "real absorption");
      if (key == "first_order_gain") return words_("一阶近似收益", "first-order gain");
      if (key == "consumer_price_change") return words_(words_.term("cpi"), "CPI");
      if (key == "wage_change") return words_(words_.term("wage"), "wage");
      return words_(words_.term("capital_rent"), "return to capital");
    }();
    return text +
           (words_.chinese() ? "（" + data::unit(unit).zh + "）" : ", " + data::unit(unit).en);
  }

  std::vector<std::string> estimates() const {
    std::vector<std::string> names;
    for (const std::string& t : results_.trades) names.push_back(words_.term("variant_" + t));
    return names;
  }

  void areas(const std::vector<std::string>& keys) {
    Grid grid(words_("相对基准变化", "relative to the benchmark"));
    for (const std::string& key : keys)
      grid.group(heading(key, first_->measure(key).unit), estimates());
    for (int a = 0; a < first_->areas.size(); ++a) {
      std::vector<std::string> cells;
      for (const std::string& key : keys)
        for (const auto& summary : summaries_)
          cells.push_back(
              summary ? number(summary->measure(key).values[static_cast<std::size_t>(a)]) : "-");
      grid.row("  " + words_.name(first_->areas, a), std::move(cells));
    }
    screen_.out << '\n';
    grid.print(screen_);
  }

  std::string region(const std::string& label) const {
    return words_.name(first_->areas, first_->areas.index(label));
  }

  void pair() {
    if (first_->flows.empty()) return;
    screen_.out << '\n';
    Grid trade(words_("两地贸易（估计值）", "trade of the two (estimated)"));
    trade.group(words_("参照（亿元）", "reference, 10^8 yuan"), estimates());
    trade.group(words_("变化（亿元）", "change, 10^8 yuan"), estimates());
    trade.group(words_("变化（%）", "change, %"), estimates());
    for (std::size_t k = 0; k < first_->flows.size(); ++k) {
      std::vector<std::string> level, change, share;
      for (const auto& summary : summaries_) {
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
      trade.row("  " + region(first_->flows[k].from) + " → " + region(first_->flows[k].to),
                std::move(level));
    }
    trade.print(screen_);
    screen_.out << '\n';
    Grid partners(words_("伙伴占中间品比重", "partner's share of intermediates"));
    partners.group(words_("参照（%）", "reference, %"), estimates());
    partners.group(words_("变化（百分点）", "change, percentage points"), estimates());
    for (std::size_t k = 0; k < first_->partners.size(); ++k) {
      std::vector<std::string> level, change;
      for (const auto& summary : summaries_) {
        const auto* p = summary ? &summary->partners[k] : nullptr;
        level.push_back(p ? number(p->reference) : "-");
        change.push_back(p ? number(p->counterfactual - p->reference) : "-");
      }
      level.insert(level.end(), change.begin(), change.end());
      const Summary::PartnerShare& p = first_->partners[k];
      partners.row("  " + words_(region(p.region) + "使用的" + region(p.partner) + "产品",
                                 region(p.region) + ", from " + region(p.partner)),
                   std::move(level));
    }
    partners.print(screen_);
  }

  /// Who loses: household groups with a negative equivalent variation, and the sectors of each
  /// region whose output falls most, by the central estimate or the first that was solved.
  void losers() {
    const std::size_t leading = leading_estimate();
    std::vector<const Run*> runs;
    for (std::size_t t = 0; t < results_.trades.size(); ++t) runs.push_back(&results_.run(at_, t));
    Grid grid(words_("谁受损（亿元）", "who loses, 10^8 yuan"));
    grid.group("", estimates());
    int rows = 0;
    for (const Loss& loss : largest_losses(runs[leading]->tables, first_->areas)) {
      std::vector<std::string> cells;
      for (const Run* run : runs)
        cells.push_back(run->tables.empty() ? "-" : number(loss_of(run->tables, loss)));
      grid.row("  " + loss_name(loss, runs[leading]->tables), std::move(cells));
      ++rows;
    }
    screen_.out << '\n';
    if (rows > 0)
      grid.print(screen_);
    else
      screen_.out << words_("没有受损的居民组，也没有产出下降的部门。",
                            "No household group loses and no sector's output falls.")
                  << '\n';
  }

  std::size_t leading_estimate() const {
    std::size_t leading =
        static_cast<std::size_t>(std::find_if(summaries_.begin(), summaries_.end(),
                                              [](const auto& s) { return s.has_value(); }) -
                                 summaries_.begin());
    for (std::size_t t = 0; t < results_.trades.size(); ++t)
      if (results_.trades[t] == "central" && summaries_[t]) leading = t;
    return leading;
  }

  std::string loss_name(const Loss& loss, std::span<const data::Table> tables) const {
    const data::Table& t = loss_table(tables, loss);
    const data::Set &area = t.axis(t.rank() - 2), &item = t.axis(t.rank() - 1);
    const std::string who = words_.name(area, area.index(loss.area)),
                      what = words_.name(item, item.index(loss.item));
    if (loss.is_sector) return who + words_("：产出，", ": output, ") + what;
    return who + words_("：等价变化，", ": EV, ") +
           (words_.chinese() ? what : loss.item + " households");
  }

  void notes() {
    const model::Closure& c = results_.closures[at_];
    const model::Scenario& s = results_.scenarios[at_];
    const int year = results_.base_year;
    std::vector<std::string> lines{
        words_(
            fmt::format("基准年：{}；价格：{}"
                        "年生产者价格；所有变化均为相对基准变化，两个均衡的比较，不涉及时间路径。",
                        year, year),
            fmt::format("Base year {}; producer prices of {}; every change is relative to the "
                        "benchmark: two equilibria "
                        "compared, no path in time.",
                        year, year)),
        words_("闭合：", "Closure: ") + words_(c.title) + words_("。", ". ") + words_(c.text),
        words_(fmt::format("计价物：{}；价格、工资和资本报酬以其为单位。",
                           c.numeraire == "foreign_exchange" ? "外汇" : c.numeraire),
               fmt::format("Numeraire: {}; prices, wages and returns are in its units.",
                           c.numeraire == "foreign_exchange" ? "foreign exchange" : c.numeraire)),
        words_("官方：各省2017年投入产出表的产出、增加值和最终使用（经平衡）。估计：省际流量，故有"
               "低、中、高三个方案。假定：政策幅度与弹性。",
               "Official: output, value added and final use of the provincial tables of 2017, "
               "balanced. Estimated: flows "
               "between provinces, hence the low, central and high columns. Assumed: the size of "
               "the policy, and elasticities."),
        words_("等价变化（EV）按居民消费计，不含储蓄；实际最终使用为居民、政府消费与投资之和，按基"
               "准价格；一阶近似收益为受影响流量乘以降幅再除以地区生产总值，模型结果应与之相近。",
               "GRP: gross regional product. EV: equivalent variation, what the change is worth to "
               "households, saving not in it. "
               "Real absorption: consumption, public spending and investment at benchmark prices. "
               "First-order gain: flows made "
               "cheaper times the cut, over GRP; the model's answer has to be near.")};
    if (!s.reference.empty())
      lines.push_back(words_("参照均衡不是基准年本身，而是情景文件中[[reference]]所述的状态。",
                             "The reference is not the base year but the state that [[reference]] "
                             "in the scenario's file describes."));
    screen_.out << '\n';
    for (const std::string& line : lines)
      screen_.out << screen_.faint(wrapped(line, page, "  ")) << '\n';
  }

  void checks() {
    std::vector<std::string> names;
    for (std::size_t t = 0; t < results_.trades.size(); ++t)
      for (const model::StandingCheck& c : results_.run(at_, t).outcome.checks)
        if (std::find(names.begin(), names.end(), c.name) == names.end()) names.push_back(c.name);
    if (names.empty()) return;
    Grid grid(words_.term("checks"));
    grid.group(words_("相对大小", "relative size"), estimates());
    grid.group("", {words_("容差", "tolerance"), words_("结果", "result")});
    for (const std::string& name : names) {
      std::vector<std::string> cells;
      double tolerance = 0;
      bool passed = true;
      for (std::size_t t = 0; t < results_.trades.size(); ++t) {
        const auto& list = results_.run(at_, t).outcome.checks;
        const auto c = std::find_if(list.begin(), list.end(),
                                    [&](const auto& check) { return check.name == name; });
        cells.push_back(c == list.end() ? "-" : fmt::format("{:.1e}", c->value));
        if (c == list.end()) continue;
        tolerance = c->tolerance;
        passed = passed && c->passed();
      }
      cells.push_back(fmt::format("{:.0e}", tolerance));
      cells.push_back(passed ? words_.term("passed") : screen_.words.term("failed"));
      grid.row("  " + check_name(name), std::move(cells));
    }
    screen_.out << '\n';
    grid.print(screen_);
  }

  std::string check_name(const std::string& name) const {
    if (name == "walras") return words_.term("walras_check");
    if (name == "grp") return words_.term("grp_identity");
    for (const char* key : {"replication", "homogeneity", "complementarity", "residual"})
      if (name == key) return words_.term(key);
    return name;
  }

  void print_failures() const {
    for (std::size_t t = 0; t < results_.trades.size(); ++t) {
      const Outcome& o = results_.run(at_, t).outcome;
      if (o.solved()) continue;
      screen_.out << '\n'
                  << screen_.alarm(words_.term("not_solved")) << "  " << results_.scenarios[at_].id
                  << ", " << words_.term("variant_" + results_.trades[t]) << ": " << o.sentence
                  << '\n';
      for (const std::string& row : o.worst) screen_.out << "  " << row << '\n';
    }
  }

  const Screen& screen_;
  const Words& words_;
  const Results& results_;
  std::size_t at_;
  std::vector<std::optional<Summary>> summaries_;  ///< by trade estimate
  const Summary* first_ = nullptr;                 ///< one that is there
};

}  // namespace

std::vector<std::string> named_regions(const model::Scenario& scenario) {
  std::vector<std::string> regions;
  for (const auto* list : {&scenario.reference, &scenario.shocks})
    for (const model::Shock& shock : *list)
      for (const char* axis : {"from", "to", "region"})
        if (const auto found = shock.where.find(axis); found != shock.where.end())
          regions.insert(regions.end(), found->second.begin(), found->second.end());
  return regions;
}

void print_planner_report(const Screen& screen, const Results& results) {
  for (std::size_t s = 0; s < results.scenarios.size(); ++s)
    ScenarioReport(screen, results, s).print();
}

}  // namespace yuqian::apps
