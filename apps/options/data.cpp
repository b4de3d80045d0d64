// SPDX-License-Identifier: Apache-2.0
// Options of the commands on data: check, balance, calibrate.
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {

void declare_check(CommandLine& line) {
  const auto o = std::make_shared<CheckOptions>();
  CLI::App* sub = line.command(
      "check", "Check the shipped data, or files, each as what it is; results are recomputed", o,
      check);
  sub->add_option("FILE", o->files,
                  "Scenario, closure, plan, mapping or model file (.toml), elasticities (.csv), "
                  "dataset, benchmark, result or batch (.h5); nothing: all that is shipped");
  add_benchmark(sub, o->benchmark);
  sub->footer("Examples:\n  yuqian check\n  yuqian check my-scenario.toml out/demo.h5");
}

void declare_balance(CommandLine& line) {
  const auto o = std::make_shared<BalanceOptions>();
  CLI::App* sub = line.command(
      "balance", "Build the benchmark dataset from the provincial input-output tables", o, balance);
  sub->add_option("--tables", o->tables, "Folder with china-2017/, china-2007/ and accounts-2017/")
      ->required();
  sub->add_option("--out", o->out, "Dataset to write (HDF5)");
  sub->add_option("--method", o->method, "gras, or cross_entropy (by Ipopt, much slower)")
      ->check(CLI::IsMember({"gras", "cross_entropy"}));
  sub->footer("Example:\n  yuqian balance --tables data --out china-2017.h5");
}

void declare_calibrate(CommandLine& line) {
  const auto o = std::make_shared<CalibrateOptions>();
  CLI::App* sub = line.command(
      "calibrate", "Show, check and write the benchmark that the model is calibrated on", o,
      calibrate);
  add_benchmark(sub, o->benchmark);
  add_trade(sub, o->trades);
  sub->add_option("--out", o->out, "Benchmark file to write (HDF5)");
  sub->add_option("--sam", o->sam, "Social accounting matrix to write (CSV); one trade estimate");
  sub->footer(
      "Examples:\n  yuqian calibrate\n  yuqian calibrate --regions all-31 --sectors 17 --trade "
      "central --out benchmark.h5\n  yuqian calibrate --trade central --sam sam.csv");
}

}  // namespace yuqian::apps::options
