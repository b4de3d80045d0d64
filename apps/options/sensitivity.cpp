// SPDX-License-Identifier: Apache-2.0
// Options of `yuqian sensitivity`.
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {

void declare_sensitivity(CommandLine& line) {
  const auto o = std::make_shared<SensitivityOptions>();
  CLI::App* sub =
      line.command("sensitivity",
                   "Rank barriers, taxes, elasticities, estimated flows by what a result hangs on",
                   o, sensitivity);
  sub->add_option("SCENARIO", o->scenario, "Shipped scenario or scenario file")->required();
  sub->add_option("--of", o->of,
                  "ev[AREA], ev[AREA,rural], grp_real[AREA], absorption_real, consumption_real, "
                  "investment_real")
      ->required();
  add_benchmark(sub, o->benchmark);
  note_regions(sub, o->regions_given);
  add_trade(sub, o->trades);
  sub->add_option("--closure", o->closure,
                  "Closure instead of the scenario's own: a name or a file");
  sub->add_option("--top", o->top, "Rows of the table (default: 20)")->check(CLI::PositiveNumber);
  sub->add_option("--parameter", o->parameters,
                  "Rank only these: iceberg,wedge,esubm,trade_flow,endowment,...")
      ->delimiter(',');
  sub->add_option("--sum", o->sum,
                  "Axes whose labels move together: good,use,from,to,region,household")
      ->delimiter(',');
  sub->add_option("--out", o->out, "File with every derivative (HDF5)");
  sub->footer(
      "Examples:\n  yuqian sensitivity S1a --of ev[Guizhou]\n  yuqian sensitivity S1a --of "
      "grp_real[China] --parameter iceberg --sum good,use\n"
      "  yuqian sensitivity S1a --of ev[Guizhou] --parameter trade_flow");
}

}  // namespace yuqian::apps::options
