// SPDX-License-Identifier: Apache-2.0
// Options of `yuqian govern`.
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {

void declare_govern(CommandLine& line) {
  const auto o = std::make_shared<GovernOptions>();
  CLI::App* sub = line.command(
      "govern", "Play games among governments: Nash, agreements, a centre, coalitions, projects", o,
      play_games);
  sub->add_option("GAME", o->games, "Shipped games (yuqian info lists them) or game files");
  add_benchmark(sub, o->benchmark);
  note_regions(sub, o->regions_given);
  sub->get_option("--sectors")->each([o](const std::string&) { o->sectors_given = true; });
  add_trade(sub, o->trades);
  sub->add_option("--closure", o->closure, "Closure instead of the game's own: a name or a file");
  sub->add_option("--draws", o->draws,
                  "Draws of elasticities of substitution, half to double, for the ranking of forms "
                  "(default: 0)")
      ->check(CLI::NonNegativeNumber);
  sub->add_option("--jobs", o->jobs, "Threads; results do not depend on it (default: one a core)")
      ->check(CLI::PositiveNumber);
  sub->add_option("--out", o->out,
                  "Result file to write (HDF5); structures that are solved are kept beside it");
  sub->footer(
      "Examples:\n  yuqian govern G1\n  yuqian govern G1 --trade central --draws 20 --json\n"
      "  yuqian govern G4 --sectors 8 --trade central --out g4.h5\n  yuqian govern G5 --lang zh");
}

}  // namespace yuqian::apps::options
