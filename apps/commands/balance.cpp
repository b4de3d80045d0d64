// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/balance.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <yuqian/data/output_file.hpp>
#include "apps/interrupt.hpp"
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps {
namespace {

struct BalanceOptions {
  std::string tables;           ///< folder with china-2017/ and china-2007/
  std::string out;              ///< dataset to write; empty: none
  std::string method = "gras";  ///< or cross_entropy
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
    out["treatments"].push_back(
        {{"step", t.step}, {"cell", t.cell}, {"amount", t.amount}, {"text", t.text}});
  for (const auto& d : result.report.doubts)
    out["doubts"].push_back({{"file", d.file}, {"cell", d.cell}, {"text", d.text}});
  return out.dump(2);
}

ExitCode balance(const Screen& screen, const BalanceOptions& options) {
  calibration::BalanceOptions how;
  how.method = options.method == "cross_entropy" ? calibration::BalancingMethod::cross_entropy
                                                 : calibration::BalancingMethod::gras;
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
  screen.out << result.report.text();
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
  sub->add_option("--tables", o->tables, "Folder with china-2017/, china-2007/ and accounts-2017/")
      ->required();
  sub->add_option("--out", o->out, "Dataset to write (HDF5)");
  sub->add_option("--method", o->method, "gras, or cross_entropy (by Ipopt, much slower)")
      ->check(CLI::IsMember({"gras", "cross_entropy"}));
  sub->footer("Example:\n  yuqian balance --tables data --out china-2017.h5");
}

}  // namespace options
}  // namespace yuqian::apps
