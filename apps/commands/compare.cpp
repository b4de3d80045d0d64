// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/apps/results/drawn_results.hpp>
#include <yuqian/apps/results/result_reader.hpp>
#include <yuqian/apps/results/summary.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/units.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/screen/file_contests.hpp"
#include "apps/screen/grid.hpp"
#include "apps/screen/measure.hpp"
#include "apps/screen/planner_report.hpp"
#include "apps/screen/range_text.hpp"

namespace yuqian::apps {
namespace {

struct CompareOptions {
  std::vector<std::string> results;
  std::string trade = "central";
};

/// One scenario of one file.
struct Case {
  std::string name, file, trade;
  model::LocalText title;
  std::string closure;  ///< its id
  std::vector<model::ClosureWord> rules;
  std::string regions, sectors, prices;
  Summary summary;
  std::vector<model::LocalText> failed_checks;
  std::optional<DrawnResult> drawn;
};

std::vector<Case> read_cases(const CompareOptions& options, const Screen& screen) {
  std::vector<Case> cases;
  for (const std::string& path : options.results) {
    const ResultReader file(path);
    const int trade = file.trades().index(options.trade);
    for (int s = 0; s < file.scenarios().size(); ++s) {
      const std::string& id = file.scenarios().label(s);
      if (!file.solved(s, trade)) {
        screen.warn(
            screen.words(fmt::format("{}：情景{}在{}估计下未求解，不列出", path, id, options.trade),
                         fmt::format("{}: scenario {} was not solved under {}; left out", path, id,
                                     options.trade)));
        continue;
      }
      const std::vector<std::string> named = file.named_regions(s);
      cases.push_back({id,
                       path,
                       file.trades().label(trade),
                       {file.scenarios().zh(s), file.scenarios().en(s)},
                       file.closure_id(s),
                       file.closure_words(s),
                       file.region_mapping(),
                       file.sector_mapping(),
                       file.prices(),
                       summarize(file.tables(s, trade), named),
                       file.failed_checks(s, trade),
                       read_drawn(file, s)});
    }
  }
  // The same scenario from several files goes by its closure, and by its file where that is the
  // same.
  const auto same = [&](const Case& a, const Case& b) { return &a != &b && a.name == b.name; };
  for (const bool by_closure : {true, false}) {
    std::vector<bool> ambiguous;
    for (const Case& c : cases)
      ambiguous.push_back(std::any_of(cases.begin(), cases.end(),
                                      [&](const Case& other) { return same(c, other); }));
    for (std::size_t k = 0; k < cases.size(); ++k)
      if (ambiguous[k])
        cases[k].name += by_closure ? " " + cases[k].closure
                                    : " " + std::filesystem::path(cases[k].file).stem().string();
  }
  return cases;
}

/// What differs between two closures, in words of the closure file. Both list every key in order.
std::vector<std::string> differences(const std::vector<model::ClosureWord>& a,
                                     const std::vector<model::ClosureWord>& b) {
  std::vector<std::string> list;
  for (std::size_t k = 0; k < a.size(); ++k)
    if (a[k].word != b[k].word)
      list.push_back(fmt::format("{}: {} / {}", a[k].key, a[k].word, b[k].word));
  return list;
}

/// Reasons why the cases are not comparable as they stand, each naming the difference.
std::vector<std::string> caveats(const std::vector<Case>& cases, const Words& words) {
  std::vector<std::string> list;
  const Case& first = cases.front();
  for (const Case& c : cases) {
    const auto note = [&](const char* zh, const char* en, const std::string& difference) {
      list.push_back(
          words(fmt::format("{}与{}的{}不同（{}）", first.name, c.name, zh, difference),
                fmt::format("{} and {} differ in {} ({})", first.name, c.name, en, difference)));
    };
    if (const auto d = differences(first.rules, c.rules); !d.empty())
      note("闭合规则", "closure", fmt::format("{}", fmt::join(d, "; ")));
    if (c.regions != first.regions) note("区域划分", "regions", first.regions + " / " + c.regions);
    if (c.sectors != first.sectors) note("部门划分", "sectors", first.sectors + " / " + c.sectors);
    if (c.prices != first.prices) note("价格基准", "prices", first.prices + " / " + c.prices);
  }
  return list;
}

std::vector<Contestant> contests_of(const std::vector<Case>& cases) {
  std::vector<Contestant> list;
  for (const Case& c : cases) list.push_back({c.name, &c.drawn});
  return list;
}

std::string json(const std::vector<Case>& cases, const std::vector<std::string>& warnings) {
  using Json = nlohmann::ordered_json;
  Json out{{"warnings", warnings}, {"cases", Json::array()}};
  for (const Case& c : cases) {
    Json areas = Json::object(), failed = Json::array();
    for (const model::LocalText& f : c.failed_checks) failed.push_back(f.en);
    for (const Summary::Measure& m : c.summary.measures)
      for (int a = 0; a < c.summary.areas.size(); ++a) {
        const double value = m.values[at(a)];
        areas[c.summary.areas.label(a)][m.key] = std::isfinite(value) ? Json(value) : Json();
      }
    out["cases"].push_back({{"name", c.name},
                            {"file", c.file},
                            {"trade", c.trade},
                            {"closure", c.closure},
                            {"failed_checks", failed},
                            {"areas", areas}});
  }
  if (cases.size() > 1) out["contests"] = contests_json(contests_of(cases));
  return out.dump(2);
}

/// The figure of the estimate shown, with its range where the file has one.
std::string figure(const Case& c, const char* key, const std::string& area, int at) {
  const double value = c.summary.measure(key).values[static_cast<std::size_t>(at)];
  const auto end = [&](const char* p) {
    return c.drawn ? c.drawn->quantile(key, area, p) : std::nan("");
  };
  return std::isfinite(end("0.05")) ? range_text(value, end("0.05"), end("0.95")) : number(value);
}

void print_measure(const Screen& screen, const std::vector<Case>& cases, const char* key,
                   const std::string& title) {
  Grid grid(title);
  std::vector<std::string> names;
  for (const Case& c : cases) names.push_back(c.name);
  grid.group("", names);
  // Areas of all cases in the order of their first appearance.
  std::vector<std::string> areas;
  for (const Case& c : cases)
    for (const std::string& label : c.summary.areas.labels())
      if (std::find(areas.begin(), areas.end(), label) == areas.end()) areas.push_back(label);
  for (const std::string& area : areas) {
    std::vector<std::string> cells;
    std::string name = area;
    for (const Case& c : cases) {
      const auto at = c.summary.areas.find(area);
      cells.push_back(at ? figure(c, key, area, *at) : "-");
      if (at) name = screen.words.name(c.summary.areas, *at);
    }
    grid.row("  " + name, std::move(cells));
  }
  screen.out << '\n';
  grid.print(screen);
}

ExitCode compare(const Screen& screen, const CompareOptions& options) {
  const std::vector<Case> cases = read_cases(options, screen);
  if (cases.empty())
    throw data::InputError("no solved scenario in these files",
                           "solve them again, and see what fails");
  const std::vector<std::string> warnings = caveats(cases, screen.words);
  bool passed = true;
  for (const std::string& w : warnings) screen.warn(w);
  for (const Case& c : cases)
    for (const model::LocalText& f : c.failed_checks) {
      passed = false;
      screen.warn(screen.words(fmt::format("{}：检验未通过：{}", c.name, f.zh),
                               fmt::format("{}: check failed: {}", c.name, f.en)));
    }
  if (screen.json) {
    screen.out << json(cases, warnings) << '\n';
    return passed ? done : check_failed;
  }
  const Words& w = screen.words;
  screen.out << screen.bold(w.term("trade_estimate") + (w.chinese() ? "：" : ": ") +
                            w.term("variant_" + cases.front().trade))
             << '\n';
  for (const Case& c : cases)
    screen.out << "  " << c.name << "  " << w(c.title) << w("；闭合：", "; closure: ") << c.closure
               << "  " << screen.faint(c.file) << '\n';
  for (const Summary::Measure& m : cases.front().summary.measures)
    print_measure(screen, cases, m.key.c_str(), measure_heading(w, m.key, m.unit));
  if (cases.size() > 1) print_file_contests(screen, contests_of(cases));
  screen.out
      << '\n'
      << screen.faint(wrapped(
             w("相对各自参照的变化；省际流量为估计值，政策幅度为假定。价格：",
               "Changes relative to each scenario's reference; "
               "flows between provinces are estimated, the size of a policy is assumed. Prices: ") +
                 cases.front().prices,
             100, "  "))
      << '\n';
  return passed ? done : check_failed;
}

}  // namespace

namespace options {

void declare_compare(CommandLine& line) {
  const auto o = std::make_shared<CompareOptions>();
  CLI::App* sub = line.command(
      "compare", "Show result files side by side, and warn where they are not comparable", o,
      compare);
  sub->add_option("RESULT", o->results, "Result files of `yuqian solve --out`")->required();
  sub->add_option("--trade", o->trade,
                  "Estimate of interprovincial trade to show (default: central)");
  sub->footer(
      "Example:\n  yuqian solve S1a --out a.h5 && yuqian solve S1a --closure short_run --out "
      "b.h5 && yuqian compare a.h5 b.h5");
}

}  // namespace options
}  // namespace yuqian::apps
