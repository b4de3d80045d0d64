// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include <yuqian/apps/results/draw_ranges.hpp>
#include <yuqian/apps/results/result_file.hpp>
#include <yuqian/apps/results/solve_scenarios.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/read_log.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/solvers/team.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/requests/scenario_list.hpp"
#include "apps/requests/shipped_files.hpp"
#include "apps/requests/start_points.hpp"
#include "apps/screen/attempts.hpp"
#include "apps/screen/kept_draws.hpp"
#include "apps/screen/overview.hpp"
#include "apps/screen/planner_report.hpp"
#include "apps/screen/stages.hpp"
#include "apps/screen/survey.hpp"
#include "apps/screen/told.hpp"

namespace yuqian::apps {
namespace {

struct SolveOptions {
  BenchmarkRequest benchmark;
  bool regions_given = false;          ///< otherwise a scenario may ask for a region set
  std::vector<std::string> scenarios;  ///< ids or files
  bool all = false;                    ///< every shipped scenario
  bool brief = false;                  ///< only the table over all scenarios
  std::vector<std::string> decompose;  ///< ev, one, shapley
  std::vector<std::string> trades;     ///< empty: all
  std::string closure;                 ///< empty: each scenario's own
  std::string solver = "newton";       ///< or ipopt
  std::string out;                     ///< result file to write; empty: none
  std::string start;                   ///< JSON of an earlier run to begin from; empty: none
  int threads = 1;                     ///< of one solve
  bool profile = false;                ///< say where the time went
  bool verbose = false;                ///< say what every attempt did
  RangeRequest range;
};

std::vector<std::string> names_of(const SolveOptions& options) {
  std::vector<std::string> names = options.scenarios;
  if (options.all)
    for (const ShippedFile& f : shipped_files("scenarios")) names.push_back(f.path);
  if (names.empty()) throw data::InputError("no SCENARIO to solve", "name scenarios, or say --all");
  return names;
}

ExitCode verdict(const Results& results) {
  bool solved = true, passed = true;
  for (const Run& run : results.runs) {
    solved = solved && run.outcome.solved();
    passed = passed && run.outcome.checks_passed();
  }
  return !solved ? no_solution : passed ? done : check_failed;
}

/// Takes a scenario out, with what was solved of it.
void leave_out(Results& results, std::size_t s) {
  std::erase_if(results.runs, [&](const Run& run) { return run.scenario == s; });
  results.scenarios.erase(results.scenarios.begin() + static_cast<std::ptrdiff_t>(s));
  results.closures.erase(results.closures.begin() + static_cast<std::ptrdiff_t>(s));
}

ExitCode solve(const Screen& screen, const SolveOptions& options) {
  Stages stages;
  const data::ReadLog log;
  const SolveRequest asked{read_scenarios(names_of(options)),
                           options.trades,
                           options.closure,
                           options.decompose,
                           options.solver == "ipopt" ? model::SolveSettings::Method::ipopt
                                                     : model::SolveSettings::Method::newton,
                           options.verbose,
                           options.range};
  require_valid(asked);
  BenchmarkRequest request = options.benchmark;
  if (!options.regions_given) {
    const std::string regions = options.all ? regions_of_all : common_regions(asked.scenarios);
    if (!regions.empty()) request.regions = regions;
  }

  Progress progress(screen);
  const Hooks hooks{[&](const std::string& what, double share) { progress.show(what, share); },
                    interrupt_requested, [&](const std::string& stage) { stages.end(stage); }};
  ModelCache models(std::make_shared<const Source>(request));
  const Source& source = models.source();
  Results results = results_to_fill(source, asked);
  model::SolveSettings settings{asked.method, asks(asked, "ev"), {}};
  StartPoints starts;
  if (!options.start.empty()) starts = read_start_points(options.start);
  if (!options.out.empty()) data::require_writable(options.out);
  // Wrong inputs are told before anything is solved.
  auto uncertain = inputs_to_draw(source, asked, results.scenarios.size());
  stages.end("read");
  std::size_t left_out = 0;
  std::optional<solvers::Team> team(options.threads);
  for (std::size_t s = 0; s < results.scenarios.size(); ++s) try {
      for (std::size_t t = 0; t < results.trades.size(); ++t) {
        settings.start = starts[{results.scenarios[s].id, results.trades[t]}];
        add_run(results, s, t, models, asked, settings, hooks);
      }
    } catch (
        const data::InputError& error) {  // of one scenario: the others are solved all the same
      if (results.scenarios.size() == 1) throw;
      progress.wipe();
      screen.error(results.scenarios[s].id + screen.words("未求解：", " is left out: ") +
                   told(screen.words, error));
      leave_out(results, s--);
      ++left_out;
    }
  team.reset();  // draws have threads of their own, one for each
  KeptDraws kept(screen, options.out);
  if (uncertain) try {
      const std::string inputs = uncertain->source_text;
      KeepDraws keep;
      if (!options.out.empty())
        keep = [&](const auto& design, std::size_t questions, std::size_t figures) {
          return kept.open(results, log, inputs, design, questions, figures);
        };
      add_ranges(results, models, std::move(*uncertain), options.range, hooks, keep);
    } catch (const Interrupted&) {
      progress.wipe();
      kept.tell();
      throw;
    }
  progress.wipe();
  results.survey = survey_of(source, results.trades);
  results.provenance.add_inputs(log);

  std::string lost;  // a file that cannot be written must not take the figures with it
  if (!options.out.empty()) {
    throw_if_interrupted();
    try {
      write_results(options.out, results);
      kept.remove();
    } catch (const data::OutputError& error) {
      lost = error.what();
    }
    stages.end("write");
  }
  if (screen.json) {
    screen.out << planner_json(results) << '\n';
  } else {
    if (!options.brief) print_planner_report(screen, results);
    if (options.verbose)
      for (const Run& run : results.runs) {
        screen.out << '\n'
                   << screen.bold(results.scenarios[run.scenario].id + ", " +
                                  results.trades[run.trade])
                   << '\n';
        print_attempts(screen, run.outcome.rungs, run.outcome.history);
      }
    if (options.brief || results.scenarios.size() > 1) print_overview(screen, results);
    print_survey(screen, results.survey);
    if (!options.out.empty() && lost.empty())
      screen.out << '\n' << screen.words("结果文件：", "Result file: ") << options.out << '\n';
  }
  screen.out.flush();
  stages.end("print");
  if (options.profile) stages.print(screen);
  if (!lost.empty()) throw data::OutputError(lost);
  return left_out > 0 ? wrong_request : verdict(results);
}

}  // namespace

namespace options {

void declare_solve(CommandLine& line) {
  const auto o = std::make_shared<SolveOptions>();
  CLI::App* sub =
      line.command("solve", "Solve policy scenarios and show what they change for whom", o, solve);
  sub->add_option("SCENARIO", o->scenarios,
                  "Shipped scenarios (yuqian info lists them) or scenario files");
  sub->add_flag("--all", o->all, "Every shipped scenario, with the regions that all of them have");
  sub->add_flag("--brief", o->brief, "Only the table with a row for each scenario");
  add_list(sub, "--decompose", o->decompose,
           "Where the figures come from: ev (welfare by source), one (parts of a package, one "
           "at a time; packages always), shapley (averages over all orders)")
      ->check(CLI::IsMember({"ev", "one", "shapley"}));
  add_benchmark(sub, o->benchmark);
  note_regions(sub, o->regions_given);
  add_trade(sub, o->trades);
  add_evidence(sub, o->benchmark);
  add_closure(sub, o->closure);
  sub->add_option("--solver", o->solver, "newton, or ipopt as an independent second solver")
      ->check(CLI::IsMember({"newton", "ipopt"}));
  add_hdf5_out(sub, o->out, "Result file to write (HDF5, docs/results.md)");
  sub->add_option("--start", o->start,
                  "Begin where these results (JSON of this command) ended: solves that failed, or "
                  "all where they were written with --verbose");
  sub->add_flag("--verbose", o->verbose,
                "Say what every attempt did, iteration by iteration; in JSON also where it ended");
  add_range(sub, o->range);
  sub->add_option("--threads", o->threads, "Threads of one solve; no figure depends on it")
      ->check(CLI::PositiveNumber);
  sub->add_flag("--profile", o->profile, "Say where the time went, stage by stage");
  sub->footer(
      "Examples:\n  yuqian solve S1a --trade low,central,high --out out/demo.h5\n  yuqian solve "
      "S2 --lang zh\n"
      "  yuqian solve S3 --regions all-31 --sectors 17 --trade central --json\n"
      "  yuqian solve S1a --decompose ev\n  yuqian solve S12 --decompose shapley\n"
      "  yuqian solve --all --brief --out all.h5\n"
      "  yuqian solve S1a --verbose --json > far.json; yuqian solve S1a --start far.json");
}

}  // namespace options
}  // namespace yuqian::apps
