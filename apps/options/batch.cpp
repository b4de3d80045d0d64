// SPDX-License-Identifier: Apache-2.0
// Options of `yuqian batch` and `yuqian merge`.
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {

void declare_batch(CommandLine& line) {
  const auto o = std::make_shared<BatchOptions>();
  CLI::App* sub = line.command(
      "batch", "Solve a plan: scenarios, closures, benchmarks, sizes, draws of elasticities", o,
      batch);
  sub->add_option("PLAN", o->plan, "Shipped plan or plan file (TOML, docs/scenarios.md)")
      ->required();
  sub->add_option("--out", o->out, "Result file to write (HDF5); FILE.journal keeps what is done")
      ->required();
  sub->add_option("--jobs", o->jobs, "Threads, at most 256 (default: one a core)")
      ->check(CLI::Range(1, 256));
  sub->add_option("--chunk", o->chunk,
                  "k/N: part k of N of the cases, kept in FILE.journal.k-of-N for `yuqian merge`");
  sub->footer(
      "Examples:\n  yuqian batch elasticities --out out/elasticities.h5\n"
      "  yuqian batch my-plan.toml --jobs 8 --chunk 3/16 --out parts/mine.h5");
}

void declare_merge(CommandLine& line) {
  const auto o = std::make_shared<MergeOptions>();
  CLI::App* sub =
      line.command("merge", "Put the chunks of a batch together into one result file", o, merge);
  sub->add_option("PLAN", o->plan, "The plan that the chunks were solved from")->required();
  sub->add_option("PART", o->parts, "Journals that `yuqian batch --chunk` left")->required();
  sub->add_option("--out", o->out, "Result file to write (HDF5)")->required();
  sub->add_flag("--require-complete", o->require_complete,
                "Fail, and say what is missing, unless every case is there");
  sub->footer(
      "Example:\n  yuqian merge my-plan.toml parts/mine.h5.journal.* --out mine.h5 "
      "--require-complete");
}

}  // namespace yuqian::apps::options
