// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/balance.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/model/interindustry/table_file.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/screen/validation.hpp"

namespace yuqian::apps {
namespace {

struct BalanceOptions {
  std::string tables;           ///< folder of the published tables
  std::string sources;          ///< what of it, a shipped list or a file; empty: by the folder
  std::string out;              ///< dataset to write; empty: none
  std::string method = "gras";  ///< or cross_entropy
  std::string validate;         ///< table of known flows to test the estimator on; empty: none
};

std::string json(const calibration::BalanceResult& result) {
  using Json = nlohmann::ordered_json;
  Json out{{"iterations", result.report.iterations},
           {"worst_gap", result.report.worst_gap},
           {"seconds", result.report.seconds}};
  for (const auto& b : result.report.blocks)
    out["blocks"].push_back({{"block", b.block},
                             {"published", b.published},
                             {"balanced", b.balanced},
                             {"moved", b.moved},
                             {"share", b.share()}});
  for (const auto& c : result.report.cells)
    out["cells_that_moved_most"].push_back({{"block", c.block},
                                            {"cell", c.cell},
                                            {"published", c.published},
                                            {"balanced", c.balanced}});
  for (const auto& t : result.report.treatments)
    out["treatments"].push_back({{"step", t.step},
                                 {"cell", t.cell},
                                 {"amount", t.amount},
                                 {"text", t.text.en},
                                 {"text_zh", t.text.zh}});
  for (const auto& d : result.report.doubts)
    out["doubts"].push_back(
        {{"file", d.file}, {"cell", d.cell}, {"text", d.text.en}, {"text_zh", d.text.zh}});
  return out.dump(2);
}

/// The estimator on a table whose flows are known: a dataset, or a table of cells in CSV or HDF5.
ExitCode validate(const Screen& screen, const std::string& path) {
  calibration::KnownTable table =
      path.ends_with(".csv") ? calibration::known_table(interindustry::read_io_csv(path))
      : data::H5Reader(path).attribute("/", "schema") == interindustry::io_table_schema
          ? calibration::known_table(interindustry::read_io_h5(path))
          : calibration::read_known_table(path);
  calibration::require_distances(
      table, data::read_dataset_table(shipped_dataset(), "rail_distance"), path);
  std::vector<std::pair<int, int>> pairs;
  const auto chongqing = table.regions.find("Chongqing"), guizhou = table.regions.find("Guizhou");
  if (chongqing && guizhou) pairs = {{*chongqing, *guizhou}, {*guizhou, *chongqing}};
  print_validation(screen, path, table, calibration::validate_trade(table, pairs));
  return done;
}

ExitCode balance(const Screen& screen, const BalanceOptions& options) {
  if (!options.validate.empty()) {
    if (!options.tables.empty() || !options.out.empty() || !options.sources.empty())
      throw data::InputError("--validate tests the estimator and writes no dataset",
                             "leave out --tables, --sources and --out");
    return validate(screen, options.validate);
  }
  if (options.tables.empty())
    throw data::InputError("balance needs --tables or --validate",
                           "name the folder of the published tables, or a table of known flows");
  calibration::BalanceOptions how;
  how.method = options.method == "cross_entropy" ? calibration::BalancingMethod::cross_entropy
                                                 : calibration::BalancingMethod::gras;
  if (!options.sources.empty())
    how.sources = data::shipped_or_path("sources", options.sources, ".toml");
  if (!options.out.empty()) data::require_writable(options.out);
  Progress progress(screen);
  const calibration::BalanceResult result =
      calibration::balance(options.tables, how, [&](std::string_view step, double share) {
        progress.show(step, share);
        throw_if_interrupted();
      });
  progress.wipe();
  if (!options.out.empty()) {
    throw_if_interrupted();
    calibration::write_dataset(result, options.out);
  }
  if (screen.json) {
    screen.out << json(result) << '\n';
    return done;
  }
  screen.out << screen.words(result.report.text());
  if (!options.out.empty())
    screen.out << '\n' << screen.words("数据集：", "dataset: ") << options.out << '\n';
  return done;
}

}  // namespace

namespace options {

void declare_balance(CommandLine& line) {
  const auto o = std::make_shared<BalanceOptions>();
  CLI::App* sub = line.command(
      "balance", "Build the benchmark dataset from the provincial input-output tables", o, balance);
  sub->add_option("--tables", o->tables,
                  "Folder of the published tables; a dataset.toml in it says what it holds");
  sub->add_option("--sources", o->sources,
                  "List of the tables to build from instead: china-2017, china-2012, or a file");
  add_hdf5_out(sub, o->out, "Dataset to write (HDF5)");
  sub->add_option("--method", o->method, "gras, or cross_entropy (by Ipopt, much slower)")
      ->check(CLI::IsMember({"gras", "cross_entropy"}));
  sub->add_option("--validate", o->validate,
                  "Hide the flows of a known interregional table (dataset, or CSV as of `yuqian "
                  "io`), estimate them, and show errors and coverage");
  sub->footer(
      "Examples:\n  yuqian balance --tables data --out china-2017.h5\n"
      "  yuqian balance --tables data --sources china-2012 --out china-2012.h5\n"
      "  yuqian balance --validate known.h5");
}

}  // namespace options
}  // namespace yuqian::apps
