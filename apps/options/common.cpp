// SPDX-License-Identifier: Apache-2.0
// Options that several commands have.
#include <fmt/format.h>

#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {

void add_benchmark(CLI::App* sub, BenchmarkRequest& request) {
  sub->add_option(
      "--regions", request.regions,
      "Region set: a name (default, with-sichuan, seven-neighbours, all-31) or a mapping file");
  sub->add_option("--sectors", request.sectors, "Sectors: 42, 17, 8, 3 or a mapping file");
  sub->add_option(
      "--data", request.dataset,
      "Dataset: china-2017 (default), china-2012, or a file from `yuqian balance` (HDF5)");
  sub->add_option("--elasticities", request.elasticities, "Elasticities: a name or a CSV file");
  add_list(sub, "--pair", request.pair,
           "Two regions that the policy and the tables are about (default: Chongqing,Guizhou)");
}

void add_evidence(CLI::App* sub, BenchmarkRequest& request) {
  sub->add_option("--evidence", request.evidence,
                  "Surveyed figures to reconcile the benchmark with: a file (docs/evidence.md)");
}

void add_trade(CLI::App* sub, std::vector<std::string>& trades) {
  add_list(sub, "--trade", trades,
           "Estimates of interprovincial trade: low,central,high (default: all)");
}

void add_closure(CLI::App* sub, std::string& closure) {
  sub->add_option("--closure", closure, "Closure instead of the scenario's own: a name or a file");
}

CLI::Option* add_hdf5_out(CLI::App* sub, std::string& path, const char* text) {
  return sub->add_option("--out", path, text)->check([](const std::string& name) {
    for (const char* other : {".csv", ".docx", ".html", ".json", ".md", ".ods", ".pdf", ".png",
                              ".svg", ".toml", ".tsv", ".txt", ".xls", ".xlsx", ".zip"})
      if (name.ends_with(other))
        return fmt::format("{} promises another format, and this command writes HDF5: name it .h5",
                           name);
    return std::string();
  });
}

void add_range(CLI::App* sub, RangeRequest& request) {
  sub->add_option("--range", request.draws,
                  "Draws of what is not known, for a range beside every figure; 0: none (default: "
                  "what takes seconds, 1000 with few regions)")
      ->check(CLI::Range(0, 1000000));
  sub->add_option("--uncertainty", request.file,
                  "Uncertain inputs that replace or join the shipped ones (TOML, docs/ranges.md)");
  sub->add_option("--seed", request.seed, "Seed of the draws (default: 1)");
  add_list(sub, "--size-range", request.sizes,
           "Draw the size of the policy too, between two multiples of what the scenario says: "
           "0.5,1.5");
  sub->add_flag("--draws", request.keep_draws, "Every draw of the ranges into the result file");
  sub->add_option("--jobs", request.jobs, "Threads of the draws; no figure depends on it")
      ->check(CLI::PositiveNumber);
}

void note_regions(CLI::App* sub, bool& given) {
  sub->get_option("--regions")->each([&given](const std::string&) { given = true; });
}

}  // namespace yuqian::apps::options
