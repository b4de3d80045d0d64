// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/batch_summary.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "apps/screen/grid.hpp"

namespace yuqian::apps {
namespace {

using Json = nlohmann::ordered_json;

double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// The range of one indicator in one area over the cases of a group.
struct Range {
  std::size_t group = 0;
  int area = 0;
  double low = 0, median = 0, high = 0;  ///< 5, 50 and 95 %
};

class BatchSummary {
 public:
  BatchSummary(const BatchSetup& setup, const BatchResults& results)
      : setup_(setup), cases_(setup.inputs.cases), results_(results) {
    for (const auto& [position, r] : results) {
      if (r.status == model::BatchResult::Status::solved) {
        ++solved_;
        ++branches_[r.branch];
      } else {
        ++failures_[{r.reason.zh, r.reason.en}];
      }
    }
  }

  void print(const Screen& screen) const {
    const Words& words = screen.words;
    screen.out << screen.bold(
                      fmt::format("{}  {}", setup_.inputs.plan.id, words(setup_.inputs.plan.title)))
               << '\n'
               << fmt::format(fmt::runtime(words("{}个算例，{}个已求解，{}个未求解，{}个未运行",
                                                 "{} cases: {} solved, {} not, {} not run")),
                              cases_.cases.size(), solved_, results_.size() - solved_,
                              cases_.cases.size() - results_.size())
               << '\n';
    for (const auto& [reason, count] : failures_)
      screen.out << wrapped(fmt::format("{} x {}", count, words(reason.first, reason.second)), 100,
                            "  ")
                 << '\n';
    for (const auto& [branch, count] : branches_)
      if (branch != model::BranchCheck::not_applicable)
        screen.out << wrapped(fmt::format("{} x {}", count, words(model::text(branch))), 100, "  ")
                   << '\n';
    if (setup_.inputs.plan.scenarios.empty()) return print_calibrations(screen);
    for (const BatchIndicator& indicator : batch_indicators(setup_.inputs.plan)) {
      Grid grid(fmt::format("{}, {}", words(indicator.zh, indicator.en), indicator.unit));
      grid.group("", {"5 %", words("中位数", "median"), "95 %"});
      for (const Range& r : ranges(indicator)) {
        const model::BatchGroup& g = cases_.groups[r.group];
        const data::Set areas = batch_areas(setup_, g);
        const std::string& evidence = g.benchmark.evidence;
        grid.row(fmt::format("{}, {}, {}, {}{}: {}", g.scenario.empty() ? "benchmark" : g.scenario,
                             g.closure, g.benchmark.regions, g.benchmark.trade,
                             evidence.empty() ? "" : words("，调查", ", surveyed ") + evidence,
                             words.name(areas, r.area)),
                 {number(r.low, 3), number(r.median, 3), number(r.high, 3)});
      }
      screen.out << '\n';
      grid.print(screen);
    }
    screen.out << wrapped(words("分布取自本计划所列的抽样、规模与估计，不是概率预测。省"
                                "际流量为估计值；政策规模为假定。",
                                "The ranges are over the plan's draws and sizes: "
                                "what the answer depends on, not a "
                                "forecast with probabilities. Flows between provinces are "
                                "estimated, sizes of policies assumed."),
                          100, "")
               << '\n';
  }

  std::string json() const {
    Json out{{"plan", setup_.inputs.plan.id},
             {"cases", cases_.cases.size()},
             {"solved", solved_},
             {"not_solved", results_.size() - solved_},
             {"not_run", cases_.cases.size() - results_.size()},
             {"failures", Json::array()},
             {"ranges", Json::array()}};
    if (setup_.inputs.plan.scenarios.empty()) out["calibrations"] = calibrations_json();
    for (const auto& [reason, count] : failures_)
      out["failures"].push_back(
          {{"reason", reason.second}, {"reason_zh", reason.first}, {"count", count}});
    for (const auto& [branch, count] : branches_) out["branch_checks"][word(branch)] = count;
    if (setup_.inputs.plan.scenarios.empty()) return out.dump(2);
    for (const BatchIndicator& indicator : batch_indicators(setup_.inputs.plan))
      for (const Range& r : ranges(indicator)) {
        const model::BatchGroup& g = cases_.groups[r.group];
        out["ranges"].push_back({{"indicator", indicator.variable},
                                 {"unit", indicator.unit},
                                 {"scenario", g.scenario},
                                 {"closure", g.closure},
                                 {"regions", g.benchmark.regions},
                                 {"sectors", g.benchmark.sectors},
                                 {"trade", g.benchmark.trade},
                                 {"evidence", g.benchmark.evidence},
                                 {"area", batch_areas(setup_, g).label(r.area)},
                                 {"p5", r.low},
                                 {"median", r.median},
                                 {"p95", r.high}});
      }
    return out.dump(2);
  }

 private:
  /// The value of a measure in an area; not a number where there is none.
  double measure(const BatchIndicator& indicator, std::size_t position, int area, int areas) const {
    const auto found = results_.find(position);
    if (found == results_.end() || found->second.values.empty()) return NAN;
    return found->second.values[indicator.offset * static_cast<std::size_t>(areas) +
                                static_cast<std::size_t>(area)];
  }

  std::string benchmark_name(const model::BenchmarkName& b, const Words& words) const {
    return fmt::format("{}{}/{}/{}/{}{}", b.dataset.empty() ? "" : b.dataset + "/", b.regions,
                       b.sectors, b.elasticities, words.term("variant_" + b.trade),
                       b.evidence.empty() ? "" : words("，调查：", ", surveyed: ") + b.evidence);
  }

  /// What calibration is about: does the model reproduce its benchmark, and what the benchmark is.
  void print_calibrations(const Screen& screen) const {
    const Words& words = screen.words;
    for (std::size_t k = 0; k < cases_.cases.size(); ++k) {
      const auto found = results_.find(k);
      if (found == results_.end()) continue;
      const model::BatchGroup& g = cases_.groups[cases_.cases[k].group];
      const data::Set areas = batch_areas(setup_, g);
      const std::string head = benchmark_name(g.benchmark, words) + ", " + g.closure;
      if (found->second.status != model::BatchResult::Status::solved) continue;
      screen.out << '\n'
                 << screen.bold(head)
                 << fmt::format(
                        fmt::runtime(words("  复现残差{:.1e}", "  replication residual {:.1e}")),
                        found->second.replication)
                 << '\n';
      Grid grid(words("基准", "benchmark"));
      std::vector<std::string> columns;
      const std::vector<BatchIndicator> measures = batch_indicators(setup_.inputs.plan);
      for (const BatchIndicator& m : measures)
        columns.push_back(m.variable + (m.unit == "%" ? ", %" : ""));
      grid.group("", columns);
      for (int a = 0; a < areas.size(); ++a) {
        std::vector<std::string> cells;
        for (const BatchIndicator& m : measures)
          cells.push_back(number(measure(m, k, a, areas.size()), m.unit == "%" ? 2 : 1));
        grid.row("  " + words.name(areas, a), std::move(cells));
      }
      grid.print(screen);
      if (const std::string moved = moved_most(g.benchmark); !moved.empty())
        screen.out << wrapped(words("让出最多：", "Gave way most: ") + moved, 100, "  ") << '\n';
    }
    screen.out
        << wrapped(
               words("金额单位为亿元；省际流量为估计值，调查值除外。每个基准均经校准、复现和检验。",
                     "Amounts in 10^8 yuan. Flows between provinces are estimates, save "
                     "what was surveyed. Every benchmark was calibrated, replicated and "
                     "verified."),
               100, "")
        << '\n';
  }

  /// The cell that reconciling with surveyed figures moved most; empty without such.
  std::string moved_most(const model::BenchmarkName& name) const {
    const Source& source = batch_source(setup_, name);
    if (!source.evidence()) return {};
    const auto& cells = source.reconciled(name.trade)->cells;
    if (cells.empty()) return {};
    return fmt::format("{} {}, {:.1f} -> {:.1f}", cells[0].block, cells[0].cell, cells[0].before,
                       cells[0].after);
  }

  Json calibrations_json() const {
    Json list = Json::array();
    for (std::size_t k = 0; k < cases_.cases.size(); ++k) {
      const auto found = results_.find(k);
      if (found == results_.end()) continue;
      const model::BatchGroup& g = cases_.groups[cases_.cases[k].group];
      const data::Set areas = batch_areas(setup_, g);
      Json entry{{"case", cases_.cases[k].id},
                 {"status", model::status_words()[static_cast<std::size_t>(found->second.status)]},
                 {"replication", found->second.replication},
                 {"moved_most", moved_most(g.benchmark)}};
      for (const BatchIndicator& m : batch_indicators(setup_.inputs.plan))
        for (int a = 0; a < areas.size(); ++a) {
          const double value = measure(m, k, a, areas.size());
          entry["areas"][areas.label(a)][m.variable] = std::isfinite(value) ? Json(value) : Json();
        }
      list.push_back(std::move(entry));
    }
    return list;
  }

  std::vector<Range> ranges(const BatchIndicator& indicator) const {
    std::vector<Range> list;
    for (std::size_t g = 0; g < cases_.groups.size(); ++g) {
      const data::Set areas = batch_areas(setup_, cases_.groups[g]);
      for (int a = 0; a < areas.size(); ++a) {
        std::vector<double> values;
        for (const auto& [position, r] : results_)
          if (cases_.cases[position].group == g && r.status == model::BatchResult::Status::solved)
            values.push_back(r.values[indicator.offset * static_cast<std::size_t>(areas.size()) +
                                      static_cast<std::size_t>(a)]);
        if (values.empty()) continue;
        std::sort(values.begin(), values.end());
        list.push_back(
            {g, a, quantile(values, 0.05), quantile(values, 0.5), quantile(values, 0.95)});
      }
    }
    return list;
  }

  const BatchSetup& setup_;
  const model::BatchCases& cases_;
  const BatchResults& results_;
  std::size_t solved_ = 0;
  std::map<std::pair<std::string, std::string>, std::size_t> failures_;  ///< Chinese and English
  std::map<model::BranchCheck, std::size_t> branches_;                   ///< of what was solved
};

}  // namespace

void print_batch(const Screen& screen, const BatchSetup& setup, const BatchResults& results) {
  const BatchSummary summary(setup, results);
  if (screen.json)
    screen.out << summary.json() << '\n';
  else
    summary.print(screen);
  screen.out.flush();
}

}  // namespace yuqian::apps
