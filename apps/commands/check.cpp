// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nlohmann/json.hpp>

#include "apps/check/checker.hpp"
#include "apps/commands/commands.hpp"

namespace yuqian::apps {

ExitCode check(const Screen& screen, const CheckOptions& options) {
  std::vector<Finding> findings;
  {
    Checker checker(screen, options.benchmark);
    if (options.files.empty()) checker.everything();
    for (const std::string& path : options.files) checker.file(path);
    findings = checker.findings();
  }
  const bool passed = std::all_of(findings.begin(), findings.end(),
                                  [](const Finding& f) { return f.passed; });
  if (screen.json) {
    nlohmann::ordered_json out{{"passed", passed}, {"checks", nlohmann::ordered_json::array()}};
    for (const Finding& f : findings)
      out["checks"].push_back({{"what", f.what}, {"detail", f.detail}, {"passed", f.passed}});
    screen.out << out.dump(2) << '\n';
    return passed ? done : check_failed;
  }
  for (const Finding& f : findings)
    screen.out << (f.passed ? screen.words.term("passed")
                            : screen.alarm(screen.words.term("failed")))
               << "  " << f.what << "\n        " << screen.faint(f.detail) << '\n';
  return passed ? done : check_failed;
}

}  // namespace yuqian::apps
