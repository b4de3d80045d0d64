// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nlohmann/json.hpp>

#include "apps/check/checker.hpp"
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps {
namespace {

struct CheckOptions {
  BenchmarkRequest benchmark;
  std::vector<std::string> files;  ///< of any kind of file_kind.hpp; empty: everything shipped
};

ExitCode check(const Screen& screen, const CheckOptions& options) {
  std::vector<Finding> findings;
  {
    Checker checker(screen, options.benchmark);
    if (options.files.empty()) checker.everything();
    for (const std::string& path : options.files) checker.file(path);
    findings = checker.findings();
  }
  const bool passed =
      std::all_of(findings.begin(), findings.end(), [](const Finding& f) { return f.passed; });
  if (screen.json) {
    nlohmann::ordered_json out{{"passed", passed}, {"checks", nlohmann::ordered_json::array()}};
    for (const Finding& f : findings)
      out["checks"].push_back({{"what", f.what.en},
                               {"detail", f.detail.en},
                               {"detail_zh", f.detail.zh},
                               {"passed", f.passed}});
    screen.out << out.dump(2) << '\n';
    return passed ? done : check_failed;
  }
  for (const Finding& f : findings)
    screen.out << (f.passed ? screen.words.term("passed")
                            : screen.alarm(screen.words.term("failed")))
               << "  " << screen.words(f.what) << "\n        "
               << screen.faint(screen.words(f.detail)) << '\n';
  return passed ? done : check_failed;
}

}  // namespace

namespace options {

void declare_check(CommandLine& line) {
  const auto o = std::make_shared<CheckOptions>();
  CLI::App* sub = line.command(
      "check", "Check the shipped data, or files, each as what it is; results are recomputed", o,
      check);
  sub->add_option("FILE", o->files,
                  "Scenario, closure, plan, mapping or model file (.toml), elasticities (.csv), "
                  "dataset, benchmark, result or batch (.h5); nothing: all that is shipped");
  add_benchmark(sub, o->benchmark);
  sub->footer(
      "Examples:\n  yuqian check\n  yuqian check my-scenario.toml\n  yuqian solve S1a --out "
      "out/s1a.h5 && yuqian check out/s1a.h5");
}

}  // namespace options
}  // namespace yuqian::apps
