// SPDX-License-Identifier: Apache-2.0
// `yuqian io WHAT`: its options, and their run.
#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include "apps/io/output.hpp"
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"

namespace yuqian::apps {
namespace {

ExitCode analyse(const Screen& screen, const io::Options& asked) {
  io::Options options = asked;
  options.pair = options.benchmark.pair;
  const io::Analysis& analysis = io::find_analysis(options.what);
  io::require_valid(options);
  if (!options.out.empty()) data::require_writable(options.out);
  Progress progress(screen);
  progress.show("reading");
  const io::Cases cases = io::read_cases(options, screen.words);
  const Hooks hooks{[&](const std::string& what, double share) { progress.show(what, share); },
                    interrupt_requested,
                    {}};
  const interindustry::Measures measures = io::measures_of(analysis, cases, options, hooks);
  progress.wipe();
  if (!options.out.empty()) io::write_h5(options.out, analysis, measures, cases);
  if (!options.csv.empty()) io::write_csv(options.csv, measures);
  if (screen.json)
    screen.out << io::json(analysis, measures, cases) << '\n';
  else
    io::print(screen, analysis, measures, cases, options);
  return done;
}

}  // namespace

namespace options {

void declare_io(CommandLine& line) {
  const auto o = std::make_shared<io::Options>();
  std::string what;
  for (const io::Analysis& a : io::analyses())
    what += (what.empty() ? "" : ", ") + std::string(a.name);
  CLI::App* sub = line.command(
      "io", "Input-output analysis of the benchmark, a result or your own table", o, analyse);
  sub->add_option("WHAT", o->what, what)->required();
  add_benchmark(sub, o->benchmark);
  add_list(sub, "--trade", o->trades,
           "Estimates of interprovincial trade: low,central,high (default: central)");
  sub->add_option("--of", o->of,
                  "Instead of the benchmark: a table of your own (CSV wide or long, HDF5, a folder "
                  "of pymrio) or a result file");
  sub->add_option("--scenario", o->scenario,
                  "Solve this scenario, and analyse its tables before and after; of a result file: "
                  "which of its scenarios");
  sub->add_flag("--equilibrium", o->equilibrium,
                "multipliers, shortage: the equilibrium model's answer beside them");
  sub->add_option("--against", o->against, "sda: the later table");
  add_list(sub, "--account", o->accounts,
           "Satellite accounts: names of data/satellites or CSV files");
  add_list(sub, "--chain", o->chains, "Industrial chains: automobiles, electronics, ...");
  add_list(sub, "--sector", o->sectors, "Sectors: extract, shortage");
  add_list(sub, "--region", o->regions, "Regions: extract, shortage; rows shown elsewhere");
  sub->add_option("--direction", o->direction, "Of a pair's links: forth, back or both")
      ->check(CLI::IsMember({"forth", "back", "both"}));
  sub->add_option("--share", o->share, "Part that is taken out or missing (default: 1)")
      ->check(CLI::Range(0.0, 1.0));
  sub->add_option("--by", o->by, "Sums of amounts: region or sector")
      ->check(CLI::IsMember({"region", "sector"}));
  sub->add_option("--top", o->top, "Rows on the screen; 0: all (default: 15)")
      ->check(CLI::NonNegativeNumber);
  add_hdf5_out(sub, o->out, "File with every table (HDF5)");
  sub->add_option("--csv", o->csv, "Folder for one CSV file per table");
  sub->footer(
      "Examples:\n  yuqian io linkages --sectors 17\n"
      "  yuqian io extract --pair Chongqing,Guizhou --chain automobiles,electronics\n"
      "  yuqian io footprint --trade low,central,high --json\n"
      "  yuqian io multipliers --of my-table.csv --account my-jobs.csv\n"
      "  yuqian io multipliers --equilibrium --region Guizhou\n"
      "  yuqian io linkages --scenario S1a --sectors 17\n"
      "  yuqian io shortage --region Guizhou --sector coal --share 0.1 --lang zh");
}

}  // namespace options
}  // namespace yuqian::apps
