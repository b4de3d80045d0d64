// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/io/run_cases.hpp>
#include <yuqian/model/io/start_file.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/screen/attempts.hpp"
#include "apps/screen/grid.hpp"

namespace yuqian::apps {
namespace {

struct ModelOptions {
  std::string file;
  std::string solver = "newton";
  std::string numeraire;                 ///< empty: the file's
  std::string start;                     ///< results to begin from; empty: as the file says
  int patience = 0, max_iterations = 0;  ///< 0: the solver's own
  double tolerance = 0;
  bool verbose = false;
};

void print_levels(const Screen& screen, const std::string& title,
                  const std::vector<model::Level>& levels) {
  if (levels.empty()) return;
  Grid grid(title);
  grid.group("", {screen.words("水平", "level"), screen.words("松弛", "slack")});
  for (const model::Level& l : levels)
    grid.row("  " + l.name, {fmt::format("{:.8g}", l.value), fmt::format("{:.2e}", l.slack)});
  grid.print(screen);
}

void print_outputs(const Screen& screen, const std::vector<model::OutputValue>& outputs) {
  Grid grid(screen.words("输出", "outputs"));
  grid.group("", {screen.words("数值", "value")});
  for (const model::OutputValue& o : outputs)
    grid.row("  " + o.name, {fmt::format("{:.8g}", o.value)});
  grid.print(screen);
}

void print_case(const Screen& screen, const model::CaseResult& c, bool verbose) {
  const Words& w = screen.words;
  screen.out << '\n'
             << screen.bold(c.name) << "  "
             << (c.report.solved() ? w(c.report.text())
                 : c.objection     ? screen.alarm(w(c.objection->sentence))
                                   : screen.alarm(w(c.report.text())))
             << '\n';
  if (verbose) print_attempts(screen, c.rungs, c.report.history);
  if (c.report.solved() && !c.outputs.empty()) {
    print_outputs(screen, c.outputs);  // what the file asks for; everything is in the JSON
  } else if (c.report.solved()) {
    print_levels(screen, w("活动", "activities"), c.activities);
    print_levels(screen, w("价格", "prices"), c.prices);
    print_levels(screen, w("收入", "incomes"), c.incomes);
    print_levels(screen, w("辅助变量", "auxiliaries"), c.auxiliaries);
    screen.out << screen.faint(
                      w(fmt::format("  计价物：{}；瓦尔拉斯：{:.1e}", c.numeraire, c.walras),
                        fmt::format("  numeraire {}; Walras {:.1e}", c.numeraire, c.walras)))
               << '\n';
    if (c.branch != model::BranchCheck::not_applicable)
      screen.out << screen.faint(wrapped(w(text(c.branch)), 100, "  ")) << '\n';
  } else {
    for (const solvers::WorstRow& row : c.report.worst) screen.out << "  " << w(row.text()) << '\n';
  }
  if (c.expected > 0)
    screen.out << w(
        fmt::format("  对照{}个预期值，{}个不符\n", c.expected, c.misses.size()),
        fmt::format("  {} expected values compared, {} missed\n", c.expected, c.misses.size()));
  for (const model::Miss& m : c.misses) screen.out << "  " << screen.alarm(w(m.text())) << '\n';
}

ExitCode run_model(const Screen& screen, const ModelOptions& options) {
  model::ModelFileOptions file_options;
  if (!options.numeraire.empty()) file_options.numeraire = options.numeraire;
  model::ModelFile file = model::read_model_file(options.file, file_options);
  if (!options.start.empty()) model::start_from_results(file, options.start);
  Progress progress(screen);
  model::RunOptions run;
  run.solver = options.solver == "ipopt" ? model::RunOptions::Solver::ipopt
                                         : model::RunOptions::Solver::newton;
  if (options.patience > 0) run.newton.patience = options.patience;
  if (options.max_iterations > 0)
    run.newton.max_iterations = run.ipopt.max_iterations = options.max_iterations;
  if (options.tolerance > 0)
    run.newton.tolerance = run.newton.gap_tolerance = run.ipopt.tolerance =
        run.ipopt.gap_tolerance = options.tolerance;
  run.progress = [&](const std::string& name, std::size_t number, std::size_t count) {
    progress.show(name, static_cast<double>(number) / static_cast<double>(count));
    return !interrupt_requested();
  };
  const model::ModelFileResult result = model::run_cases(file, run);
  progress.wipe();
  throw_if_interrupted();

  bool solved = true;
  for (const model::CaseResult& c : result.cases) solved = solved && c.report.solved();
  if (screen.json) {
    screen.out << model::to_json(result) << '\n';
  } else {
    screen.out << screen.bold(result.name) << '\n';
    if (!result.source.empty()) screen.out << wrapped(result.source, 100, "  ") << '\n';
    for (const model::CaseResult& c : result.cases) print_case(screen, c, options.verbose);
  }
  return !solved ? no_solution : result.kept() ? done : check_failed;
}

}  // namespace

namespace options {

void declare_model(CommandLine& line) {
  const auto o = std::make_shared<ModelOptions>();
  CLI::App* sub = line.command(
      "model", "Solve every case of a model that is stated as data (docs/model-files.md)", o,
      run_model);
  sub->add_option("FILE", o->file, "Model file (TOML or JSON)")->required();
  sub->add_option("--solver", o->solver, "newton or ipopt")
      ->check(CLI::IsMember({"newton", "ipopt"}));
  sub->add_option("--numeraire", o->numeraire,
                  "Commodity whose price is one, instead of the file's");
  sub->add_option("--start", o->start,
                  "Begin where these results (JSON of this command) ended, solved or not");
  sub->add_option("--patience", o->patience,
                  "Iterations without halving the merit before something else is tried (30)")
      ->check(CLI::Range(1, 1000000));
  sub->add_option("--max-iterations", o->max_iterations,
                  "Iterations of one attempt before giving up (400)")
      ->check(CLI::Range(1, 1000000));
  sub->add_option("--tolerance", o->tolerance,
                  "Largest residual and complementarity gap of a solution (1e-9)")
      ->check(CLI::Range(1e-15, 1.0));
  sub->add_flag("--verbose", o->verbose, "Say what every attempt did, iteration by iteration");
  sub->footer(
      "Example:\n  yuqian model tests/oracles/shoven_whalley_1984.toml\n"
      "  yuqian model economy.toml --json > far.json\n"
      "  yuqian model economy.toml --start far.json --patience 100 --verbose");
}

}  // namespace options
}  // namespace yuqian::apps
