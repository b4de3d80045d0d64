// SPDX-License-Identifier: Apache-2.0
// The chain behind a number of a result file: its equation, and what each term adds to the change.
// Nothing is solved.
#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include "apps/explain/options.hpp"
#include "apps/explain/page.hpp"
#include "apps/govern/explain.hpp"
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps {
namespace {

/// The scenario asked for; the only one where none is.
int find_scenario(const ResultReader& file, const std::string& id) {
  if (!id.empty()) return file.scenarios().index(id);
  if (file.scenarios().size() == 1) return 0;
  throw data::InputError(
      {{file.path()},
       "holds several scenarios",
       {},
       fmt::format("choose with --scenario: {}", fmt::join(file.scenarios().labels(), ", "))});
}

ExitCode explain_indicator(const Screen& screen, const ExplainOptions& options) {
  if (data::H5Reader(options.result).attribute("/", "schema") == "yuqian-game")
    return govern::explain(screen, options);
  const std::vector<explain::Chain> chains = explain::shipped_chains();
  const ResultReader file(options.result);
  const int scenario = find_scenario(file, options.scenario),
            trade = file.trades().index(options.trade);
  if (!file.solved(scenario, trade))
    throw data::InputError({{file.path()},
                            fmt::format("scenario {} was not solved under the {} estimate of trade",
                                        file.scenarios().label(scenario), options.trade),
                            file.scenarios().label(scenario),
                            "solve it again, and see what fails"});
  const explain::Target target =
      explain::find_target(options.indicator, chains, file, scenario, trade);
  std::vector<explain::Explanation> found;
  for (const explain::Chain& chain : chains)
    if (explain::applies(chain, target)) found.push_back(explain::explain(chain, target));
  if (found.empty() || !std::isfinite(found.front().change))
    throw data::InputError(
        {{file.path()},
         fmt::format("has no figure for {}", options.indicator),
         target.indicator,
         "the closure or the benchmark does not have it; docs/results.md says which does"});
  const explain::Page page{target, found, file.failed_checks(scenario, trade), options.all};
  bool passed = page.failed_checks.empty();
  for (const model::LocalText& check : page.failed_checks)
    screen.warn(screen.words("求解时的检验未通过：", "a check of the solve failed: ") +
                screen.words(check));
  for (const explain::Explanation& e : found)
    passed = passed && (!e.missing.empty() || e.adds_up());
  if (screen.json)
    screen.out << explain::json(page) << '\n';
  else
    explain::print(screen, page);
  return passed ? done : check_failed;
}

}  // namespace

namespace options {

void declare_explain(CommandLine& line) {
  const auto o = std::make_shared<ExplainOptions>();
  CLI::App* sub = line.command(
      "explain",
      "Show the equation behind a number of a result file, and what each term adds to the change",
      o, explain_indicator);
  sub->add_option("RESULT", o->result, "Result file of `yuqian solve --out`")->required();
  sub->add_option("INDICATOR", o->indicator,
                  "An indicator and its area, in quotes: grp_real[Guizhou], ev[China], "
                  "household_income[Guizhou,rural]")
      ->required();
  sub->add_option("--scenario", o->scenario, "Scenario of the file (default: its only one)");
  sub->add_option("--trade", o->trade, "Estimate of interprovincial trade (default: central)");
  sub->add_flag("--all", o->all, "Every term, not only the largest five of many");
  sub->footer(
      "Example:\n  yuqian solve S1a --out out/s1a.h5 && yuqian explain out/s1a.h5 "
      "\"grp_real[Guizhou]\"\n"
      "  yuqian explain out/s1a.h5 \"sector_output[Guizhou]\" --trade high --lang zh\n\n"
      "Exit code 1: the terms do not add up to the change, or a check of the solve failed.");
}

}  // namespace options
}  // namespace yuqian::apps
