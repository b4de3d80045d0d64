// SPDX-License-Identifier: Apache-2.0
// Options of `yuqian solve`.
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {

void declare_solve(CommandLine& line) {
  const auto o = std::make_shared<SolveOptions>();
  CLI::App* sub =
      line.command("solve", "Solve policy scenarios and show what they change for whom", o, solve);
  sub->add_option("SCENARIO", o->scenarios,
                  "Shipped scenarios (yuqian info lists them) or scenario files")
      ->required();
  add_benchmark(sub, o->benchmark);
  note_regions(sub, o->regions_given);
  add_trade(sub, o->trades);
  sub->add_option("--closure", o->closure,
                  "Closure instead of the scenario's own: a name or a file");
  sub->add_option("--solver", o->solver, "newton, or ipopt as an independent second solver")
      ->check(CLI::IsMember({"newton", "ipopt"}));
  sub->add_option("--out", o->out, "Result file to write (HDF5, docs/results.md)");
  sub->add_flag("--profile", o->profile, "Say where the time went, stage by stage");
  sub->footer(
      "Examples:\n  yuqian solve S1a --trade low,central,high --out out/demo.h5\n  yuqian solve "
      "S2 --lang zh\n"
      "  yuqian solve S3 --regions all-31 --sectors 17 --trade central --json");
}

}  // namespace yuqian::apps::options
