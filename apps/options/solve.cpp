// SPDX-License-Identifier: Apache-2.0
// Options of `yuqian solve`.
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {

void declare_solve(CommandLine& line) {
  const auto o = std::make_shared<SolveOptions>();
  CLI::App* sub =
      line.command("solve", "Solve policy scenarios and show what they change for whom", o, solve);
  sub->add_option("SCENARIO", o->scenarios,
                  "Shipped scenarios (yuqian info lists them) or scenario files");
  sub->add_flag("--all", o->all, "Every shipped scenario, with the regions that all of them have");
  sub->add_flag("--brief", o->brief, "Only the table with a row for each scenario");
  sub->add_option(
         "--decompose", o->decompose,
         "Where the figures come from: ev (welfare by source), one (parts of a package, one "
         "at a time; packages always), shapley (averages over all orders)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"ev", "one", "shapley"}));
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
      "  yuqian solve S3 --regions all-31 --sectors 17 --trade central --json\n"
      "  yuqian solve S1a --decompose ev\n  yuqian solve S12 --decompose shapley\n"
      "  yuqian solve --all --brief --out all.h5");
}

}  // namespace yuqian::apps::options
