// SPDX-License-Identifier: Apache-2.0
// Options of the commands on result files: compare, explain.
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {

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

}  // namespace yuqian::apps::options
