// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "apps/commands.hpp"
#include "apps/interrupt.hpp"
#include "apps/planner_report.hpp"
#include "apps/result_file.hpp"
#include "apps/stages.hpp"
#include "data/error.hpp"
#include "data/shipped.hpp"

namespace yuqian::apps {
namespace {

std::vector<model::Scenario> read_scenarios(const std::vector<std::string>& names) {
  std::vector<model::Scenario> scenarios;
  for (const std::string& name : names) {
    model::Scenario s = model::read_scenario(data::shipped_or_path("scenarios", name, ".toml"));
    for (const model::Scenario& earlier : scenarios)
      if (earlier.id == s.id)
        throw data::InputError({{},
                                fmt::format("scenario \"{}\" is given twice", s.id),
                                s.id,
                                "give every scenario an id of its own"});
    scenarios.push_back(std::move(s));
  }
  return scenarios;
}

/// The region set that the scenarios ask for, if they agree.
std::string common_regions(const std::vector<model::Scenario>& scenarios) {
  const model::Scenario* asking = nullptr;
  for (const model::Scenario& s : scenarios) {
    if (s.regions.empty()) continue;
    if (asking && asking->regions != s.regions)
      throw data::InputError({{},
                              fmt::format("scenario \"{}\" needs the regions {}, \"{}\" needs {}",
                                          asking->id, asking->regions, s.id, s.regions),
                              s.id,
                              "solve them apart, or say --regions all-31"});
    asking = &s;
  }
  return asking ? asking->regions : "";
}

/// Models by trade estimate and closure, built when first asked for.
class Models {
 public:
  Models(const Source& source, Progress& progress, Stages& stages)
      : source_(source), progress_(progress), stages_(stages) {}

  std::shared_ptr<const model::RegionalModel> get(const std::string& trade,
                                                  const model::Closure& closure) {
    auto& made = models_[{trade, closure.id}];
    if (made) return made;
    auto& benchmark = benchmarks_[trade];
    progress_.show("calibrating, " + trade);
    if (!benchmark) benchmark = source_.benchmark(trade);
    stages_.end("calibrate");
    throw_if_interrupted();
    progress_.show("building the model, " + trade);
    made = std::make_shared<const model::RegionalModel>(
        model::build_regional_model(benchmark, closure));
    stages_.end("build");
    throw_if_interrupted();
    return made;
  }

 private:
  const Source& source_;
  Progress& progress_;
  Stages& stages_;
  std::map<std::string, std::shared_ptr<const model::Benchmark>> benchmarks_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const model::RegionalModel>>
      models_;
};

ExitCode verdict(const Results& results) {
  bool solved = true, passed = true;
  for (const Run& run : results.runs) {
    solved = solved && run.outcome.solved();
    passed = passed && run.outcome.checks_passed();
  }
  return !solved ? no_solution : passed ? done : check_failed;
}

}  // namespace

ExitCode solve(const Screen& screen, const SolveOptions& options) {
  Stages stages;
  Results results;
  results.scenarios = read_scenarios(options.scenarios);
  BenchmarkRequest request = options.benchmark;
  if (const std::string asked = common_regions(results.scenarios);
      !options.regions_given && !asked.empty())
    request.regions = asked;
  for (const model::Scenario& s : results.scenarios)
    results.closures.push_back(model::read_closure(data::shipped_or_path(
        "closures", options.closure.empty() ? s.closure : options.closure, ".toml")));

  Progress progress(screen);
  const Source source(request);
  results.trades = source.variants(options.trades);
  results.regions = request.regions;
  results.sectors = request.sectors;
  results.provenance = source.provenance();
  const model::SolveSettings settings{options.solver == "ipopt"
                                          ? model::SolveSettings::Method::ipopt
                                          : model::SolveSettings::Method::newton};
  stages.end("read");
  Models models(source, progress, stages);
  const double count = static_cast<double>(results.scenarios.size() * results.trades.size());
  for (std::size_t s = 0; s < results.scenarios.size(); ++s)
    for (std::size_t t = 0; t < results.trades.size(); ++t) {
      const auto regional = models.get(results.trades[t], results.closures[s]);
      const std::string what =
          fmt::format("solving {}, {}", results.scenarios[s].id, results.trades[t]);
      const double share = static_cast<double>(results.runs.size()) / count;
      const model::Solution solution =
          model::solve_scenario(regional, results.scenarios[s], settings, [&] {
            progress.show(what, share);
            return interrupt_requested();
          });
      throw_if_interrupted();
      stages.end("solve");
      Run run{s, t, outcome_of(solution), {}};
      if (run.outcome.solved()) run.tables = model::indicators(solution);
      results.base_year = regional->benchmark->base_year;
      if (s == 0 && !regional->benchmark->provenance.empty())
        results.provenance.step("route_margins", results.trades[t] + ": " + regional->benchmark->provenance);
      results.provenance.step(
          "solve", fmt::format("scenario {}, closure {}, trade estimate {}, solver {}: {}",
                               results.scenarios[s].id, results.closures[s].id, results.trades[t],
                               options.solver, run.outcome.sentence));
      results.runs.push_back(std::move(run));
      stages.end("indicators");
    }
  progress.wipe();

  if (!options.out.empty()) {
    throw_if_interrupted();
    write_results(options.out, results);
    stages.end("write");
  }
  if (screen.json) {
    screen.out << planner_json(results) << '\n';
  } else {
    print_planner_report(screen, results);
    if (!options.out.empty())
      screen.out << '\n' << screen.words("结果文件：", "Result file: ") << options.out << '\n';
  }
  screen.out.flush();
  stages.end("print");
  if (options.profile) stages.print(screen);
  return verdict(results);
}

}  // namespace yuqian::apps
