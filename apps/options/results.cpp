// SPDX-License-Identifier: Apache-2.0
// Options of the commands on result files: compare.
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

}  // namespace yuqian::apps::options
