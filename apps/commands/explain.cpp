// SPDX-License-Identifier: Apache-2.0
// The chain behind a number of a result file: its equation, and what each term adds to the change.
// Nothing is solved.
#include <cmath>

#include <fmt/format.h>

#include "apps/commands/commands.hpp"
#include "apps/explain/page.hpp"
#include "apps/govern/explain.hpp"
#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>

namespace yuqian::apps {
namespace {

/// The scenario asked for; the only one where none is.
int find_scenario(const ResultReader& file, const std::string& id) {
  if (!id.empty()) return file.scenarios().index(id);
  if (file.scenarios().size() == 1) return 0;
  throw data::InputError(
      {{file.path()},
       "holds several scenarios",
       {},
       fmt::format("choose with --scenario: {}", fmt::join(file.scenarios().labels(), ", "))});
}

}  // namespace

ExitCode explain_indicator(const Screen& screen, const ExplainOptions& options) {
  if (data::H5Reader(options.result).attribute("/", "schema") == "yuqian-game")
    return govern::explain(screen, options);
  const std::vector<explain::Chain> chains = explain::shipped_chains();
  const ResultReader file(options.result);
  const int scenario = find_scenario(file, options.scenario),
            trade = file.trades().index(options.trade);
  if (!file.solved(scenario, trade))
    throw data::InputError({{file.path()},
                            fmt::format("scenario {} was not solved under the {} estimate of trade",
                                        file.scenarios().label(scenario), options.trade),
                            file.scenarios().label(scenario),
                            "solve it again, and see what fails"});
  const explain::Target target =
      explain::find_target(options.indicator, chains, file, scenario, trade);
  std::vector<explain::Explanation> found;
  for (const explain::Chain& chain : chains)
    if (explain::applies(chain, target)) found.push_back(explain::explain(chain, target));
  if (found.empty() || !std::isfinite(found.front().change))
    throw data::InputError(
        {{file.path()},
         fmt::format("has no figure for {}", options.indicator),
         target.indicator,
         "the closure or the benchmark does not have it; docs/results.md says which does"});
  const explain::Page page{target, found, file.failed_checks(scenario, trade), options.all};
  bool passed = page.failed_checks.empty();
  for (const std::string& check : page.failed_checks)
    screen.warn(screen.words("求解时的检验未通过：", "a check of the solve failed: ") + check);
  for (const explain::Explanation& e : found)
    passed = passed && (!e.missing.empty() || e.adds_up());
  if (screen.json)
    screen.out << explain::json(page) << '\n';
  else
    explain::print(screen, page);
  return passed ? done : check_failed;
}

}  // namespace yuqian::apps
