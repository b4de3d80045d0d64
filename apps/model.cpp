// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "apps/commands.hpp"
#include "apps/grid.hpp"
#include "apps/interrupt.hpp"
#include "model/io/model_file.hpp"
#include "model/io/run_cases.hpp"

namespace yuqian::apps {
namespace {

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

void print_case(const Screen& screen, const model::CaseResult& c) {
  const Words& w = screen.words;
  screen.out << '\n'
             << screen.bold(c.name) << "  "
             << (c.report.solved() ? c.report.sentence()
                 : c.objection       ? screen.alarm(w(c.objection->sentence))
                                     : screen.alarm(c.report.sentence()))
             << '\n';
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
  } else {
    for (const solvers::WorstRow& row : c.report.worst)
      screen.out << fmt::format("  {}: residual {:.3g} at level {:.6g}\n", row.label, row.residual,
                                row.x);
  }
  if (c.expected > 0)
    screen.out << w(
        fmt::format("  对照{}个预期值，{}个不符\n", c.expected, c.misses.size()),
        fmt::format("  {} expected values compared, {} missed\n", c.expected, c.misses.size()));
  for (const model::Miss& m : c.misses) screen.out << "  " << screen.alarm(m.sentence()) << '\n';
}

}  // namespace

ExitCode run_model(const Screen& screen, const ModelOptions& options) {
  model::ModelFileOptions file_options;
  if (!options.numeraire.empty()) file_options.numeraire = options.numeraire;
  const model::ModelFile file = model::read_model_file(options.file, file_options);
  Progress progress(screen);
  model::RunOptions run;
  run.solver = options.solver == "ipopt" ? model::RunOptions::Solver::ipopt
                                         : model::RunOptions::Solver::newton;
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
    for (const model::CaseResult& c : result.cases) print_case(screen, c);
  }
  return !solved ? no_solution : result.kept() ? done : check_failed;
}

}  // namespace yuqian::apps
