// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/apps/results/sensitivity_file.hpp>
#include <yuqian/apps/results/solve_scenarios.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/read_log.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/regional/benchmark/route_margins.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/screen/assumptions.hpp"
#include "apps/screen/effect_ranking.hpp"
#include "apps/screen/grid.hpp"

namespace yuqian::apps {
namespace {

struct SensitivityOptions {
  BenchmarkRequest benchmark;
  bool regions_given = false;
  std::string scenario, of;             ///< id or file; "ev[Guizhou]"
  std::vector<std::string> trades;      ///< empty: all
  std::vector<std::string> parameters;  ///< families to rank; empty: all
  std::vector<std::string> sum;         ///< axes whose labels move together
  std::string closure, out;
  int top = 20;
  bool levers = false, survey = false;
  RangeRequest range;

  /// Families, axes and a file of derivatives are asked of levers.
  bool asks_levers() const { return levers || !parameters.empty() || !sum.empty() || !out.empty(); }
};

class Report {
 public:
  Report(const Screen& screen, const Sensitivities& found, std::vector<RankedEffect> ranked)
      : screen_(screen),
        words_(screen.words),
        found_(found),
        ranked_(std::move(ranked)),
        parameters_(data::shipped_schema("parameters")) {}

  void print() const {
    const model::Indicator& indicator = found_.by_trade[0].indicator;
    screen_.out << screen_.bold(
                       fmt::format("{}  {}", found_.scenario.id, words_(found_.scenario.title)))
                << '\n'
                << fmt::format(fmt::runtime(words_(
                                   "{} 对参数的敏感性：各参数上升10%时的一阶变化，亿元\n",
                                   "What {} depends on: first-order change for +10 % of each "
                                   "parameter, 10^8 yuan\n")),
                               indicator.text);
    std::vector<std::string> columns{words_("参数值", "value")};
    for (const std::string& t : found_.trades) columns.push_back(words_.term("variant_" + t));
    Grid grid(words_("参数", "parameter"));
    grid.group("", columns);
    for (const RankedEffect& r : ranked_) {
      std::vector<std::string> cells{r.values.empty() ? "" : number(value(r), 3)};
      for (const double e : r.effects) cells.push_back(number(e, 4));
      grid.row(label(r), cells);
    }
    grid.print(screen_);
    std::string values;
    for (std::size_t t = 0; t < found_.trades.size(); ++t)
      values += fmt::format("{}{} {:.2f}", t ? ", " : "",
                            words_.term("variant_" + found_.trades[t]), found_.by_trade[t].value);
    screen_.out << wrapped(indicator.text + ": " + values + words_(" 亿元。", " (10^8 yuan). ") +
                               note(),
                           100, "")
                << '\n';
  }

  std::string json() const {
    using Json = nlohmann::ordered_json;
    const auto figures = [](const std::vector<double>& list) {
      Json out = Json::array();
      for (const double v : list) out.push_back(std::isfinite(v) ? Json(v) : Json());
      return out;
    };
    Json out{{"scenario", found_.scenario.id},
             {"indicator", found_.by_trade[0].indicator.text},
             {"unit", "1e8 CNY"},
             {"base_year", found_.base_year},
             {"closure", found_.closure.id},
             {"estimated", "flows between provinces"},
             {"meaning",
              "effects are first-order changes for +10 % of the parameter; +10 percentage points "
              "for wedge and foreign_tariff"},
             {"trade", found_.trades}};
    for (const model::Sensitivity& s : found_.by_trade) {
      out["value"].push_back(s.value);
      out["seconds"].push_back(s.seconds);
    }
    out["ranking"] = Json::array();
    for (const RankedEffect& r : ranked_) {
      Json row{{"parameter", r.family}};
      for (const auto& [axis, label] : r.labels) row[axis] = label;
      row["effect"] = figures(r.effects);
      if (!r.values.empty())
        row["value"] = figures(r.values), row["derivative"] = figures(r.derivatives);
      out["ranking"].push_back(std::move(row));
    }
    return out.dump(2);
  }

 private:
  /// Of the central estimate where there is one: flows differ between the estimates.
  double value(const RankedEffect& r) const {
    const auto central = std::find(found_.trades.begin(), found_.trades.end(), "central");
    if (central != found_.trades.end())
      if (const double v = r.values[static_cast<std::size_t>(central - found_.trades.begin())];
          std::isfinite(v))
        return v;
    const auto known =
        std::find_if(r.values.begin(), r.values.end(), [](double v) { return std::isfinite(v); });
    return known == r.values.end() ? std::numeric_limits<double>::quiet_NaN() : *known;
  }

  std::string family(const std::string& name) const {
    const data::SchemaEntry& entry = parameters_.at(name);
    return words_(entry.zh, entry.en);
  }

  std::string name(const std::string& axis, const std::string& label) const {
    const bool is_place = axis == "from" || axis == "to" || axis == "region";
    const bool is_sector = axis == "good" || axis == "sector";
    const data::Set& set = is_place         ? found_.regions
                           : axis == "mode" ? model::mode_groups()
                                            : found_.sectors;
    if (const auto at = is_place || is_sector || axis == "mode" ? set.find(label) : std::nullopt)
      return words_.name(set, *at);
    for (const auto& [key, zh, en] : {std::tuple{"RestOfWorld", "国外", "Rest of world"},
                                      {"intermediate", "中间使用", "intermediate use"},
                                      {"final", "最终使用", "final use"},
                                      {"export", "出口", "export"},
                                      {"labour", "劳动", "labour"},
                                      {"capital", "资本", "capital"},
                                      {"land", "土地和资源", "land and resources"},
                                      {"rural", "农村居民", "rural households"},
                                      {"urban", "城镇居民", "urban households"}})
      if (label == key) return words_(zh, en);
    return label;
  }

  std::string label(const RankedEffect& r) const {
    std::string text = family(r.family), separator = words_("：", ": ");
    for (const auto& [axis, label] : r.labels) {
      text += separator + name(axis, label);
      separator = axis == "from" ? " > " : words_("，", ", ");
    }
    return text;
  }

  std::string note() const {
    return fmt::format(
        fmt::runtime(words_("基准年{}；闭合：{}"
                            "。从价楔子和进口关税按上升10个百分点计。省际流量为估计值。参照状态不变"
                            "；大幅变动须重新求解。",
                            "Base year {}; closure: {}. Wedges and tariffs by +10 percentage "
                            "points. Flows between provinces are "
                            "estimated. The reference state stays; solve anew for large moves.")),
        found_.base_year, words_(found_.closure.title));
  }

  const Screen& screen_;
  const Words& words_;
  const Sensitivities& found_;
  std::vector<RankedEffect> ranked_;
  data::Schema parameters_;
};

ExitCode sensitivity(const Screen& screen, const SensitivityOptions& options) {
  const data::ReadLog log;
  Sensitivities found;
  found.scenario =
      model::read_scenario(data::shipped_or_path("scenarios", options.scenario, ".toml"));
  const auto pair = pair_of(options.benchmark);
  found.scenario = model::restated(std::move(found.scenario), pair);
  found.closure = closure_of(found.scenario, options.closure, pair);
  BenchmarkRequest request = options.benchmark;
  if (!options.regions_given && !found.scenario.regions.empty())
    request.regions = found.scenario.regions;
  Progress progress(screen);
  const Hooks hooks{[&](const std::string& what, double share) { progress.show(what, share); },
                    interrupt_requested,
                    {}};
  ModelCache models(std::make_shared<const Source>(request));
  const Source& source = models.source();
  if (!options.asks_levers()) {
    if (options.range.draws == 0)
      throw data::InputError({{},
                              "--range 0 leaves nothing to rank assumptions by",
                              "--range",
                              "give at least 20 draws, or --levers for derivatives"});
    const IndicatorDraws draws =
        draw_indicator(models, read_inputs(source, options.range), found.scenario, found.closure,
                       options.of, options.range, hooks);
    progress.wipe();
    const AssumptionRanking ranking{found.scenario, options.of, options.survey,
                                    static_cast<std::size_t>(options.top)};
    if (draws.draws.figures.empty()) {
      screen.error(fmt::format("{}: no draw has a solution", found.scenario.id));
      return no_solution;
    }
    print_assumptions(screen, draws, ranking);
    return done;
  }
  if (!options.out.empty()) data::require_writable(options.out);
  differentiate(found, models, options.of, options.trades, hooks);
  if (!found.failure.empty()) {
    progress.wipe();
    screen.error(found.failure);
    return no_solution;
  }
  found.provenance.add_inputs(log);
  const auto central = std::find(found.trades.begin(), found.trades.end(), "central");
  RankingRequest ranking{
      options.parameters, options.sum, static_cast<std::size_t>(options.top),
      central == found.trades.end() ? 0 : static_cast<std::size_t>(central - found.trades.begin())};
  const Report report(screen, found, ranked_effects(found.by_trade, ranking));
  progress.wipe();
  if (screen.json)
    screen.out << report.json() << '\n';
  else
    report.print();
  if (!options.out.empty()) write_sensitivities(options.out, found);
  return found.checks_passed ? done : check_failed;
}

}  // namespace

namespace options {

void declare_sensitivity(CommandLine& line) {
  const auto o = std::make_shared<SensitivityOptions>();
  CLI::App* sub =
      line.command("sensitivity",
                   "Rank what is assumed or estimated, or (--levers) policies, by what a result "
                   "depends on",
                   o, sensitivity);
  sub->add_option("SCENARIO", o->scenario, "Shipped scenario or scenario file")->required();
  sub->add_option("--of", o->of,
                  "ev[AREA], ev[AREA,rural], grp_real[AREA], absorption_real, consumption_real, "
                  "investment_real")
      ->required();
  add_benchmark(sub, o->benchmark);
  note_regions(sub, o->regions_given);
  add_trade(sub, o->trades);
  add_closure(sub, o->closure);
  sub->add_flag(
      "--levers", o->levers,
      "What 10 % more of every parameter of the policy's economy would do, by derivatives");
  sub->add_flag("--survey", o->survey,
                "Which figure, surveyed to 10 %, would narrow the range most");
  add_range(sub, o->range);
  sub->add_option("--top", o->top, "Rows of the table (default: 20)")->check(CLI::PositiveNumber);
  add_list(sub, "--parameter", o->parameters,
           "Levers: only these, iceberg,wedge,esubm,trade_flow,endowment,...");
  add_list(sub, "--sum", o->sum,
           "Levers: axes whose labels move together, good,use,from,to,region,household");
  add_hdf5_out(sub, o->out, "Levers: file with every derivative (HDF5)");
  sub->footer(
      "Examples:\n  yuqian sensitivity S1a --of ev[Guizhou]\n  yuqian sensitivity S1a --of "
      "ev[Guizhou] --survey\n  yuqian sensitivity S1a --of "
      "grp_real[China] --parameter iceberg --sum good,use\n"
      "  yuqian sensitivity S1a --of ev[Guizhou] --parameter trade_flow");
}

}  // namespace options
}  // namespace yuqian::apps
