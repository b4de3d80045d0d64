// SPDX-License-Identifier: Apache-2.0
// `yuqian report` solves where scenarios are named, by `yuqian solve` itself, and has the documents
// made by the Python folder python/yuqian/report, which reads nothing but result files (decision
// 0025).
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include "apps/options/detail/command_line.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/requests/child_process.hpp"
#include "apps/requests/report_maker.hpp"

namespace yuqian::apps {
namespace {

using Command = std::vector<std::string>;

struct ReportOptions {
  int draws = -1;  ///< of ranges; -1: as many as solve draws by itself
  BenchmarkRequest benchmark;
  bool regions_given = false;
  std::vector<std::string> what;     ///< scenarios and result files
  std::vector<std::string> targets;  ///< documents, folders of pictures, one result file
  std::vector<std::string> trades;   ///< empty: all
  std::string closure;               ///< empty: each scenario's own
  std::string language;              ///< zh, en, both; empty: that of the program
  std::string template_file;         ///< Word file whose styles the brief takes; empty: none
  bool all_tables = false;           ///< the workbook has levels too
  bool no_annex = false;             ///< the brief is its two pages alone
};

/// What the maker is called with in any case.
Command maker_command(const ReportOptions& o, const std::string& language, const Words& words) {
  Command command = report_maker(words);
  command.insert(command.end(), {"--lang", language});
  for (const std::string& target : o.targets)
    if (!target.ends_with(".h5")) command.insert(command.end(), {"--out", target});
  if (!o.template_file.empty()) command.insert(command.end(), {"--template", o.template_file});
  if (o.all_tables) command.insert(command.end(), {"--tables", "all"});
  if (o.no_annex) command.emplace_back("--no-annex");
  return command;
}

/// `yuqian solve` for the scenarios, into `file`. The sources of welfare cost a solve more, and
/// only pages, workbooks and pictures show them.
Command solve_command(const ReportOptions& o, const Command& scenarios, const std::string& file,
                      bool chinese) {
  Command command{own_program().string(), "solve"};
  command.insert(command.end(), scenarios.begin(), scenarios.end());
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) command.insert(command.end(), {name, value});
  };
  add("--data", o.benchmark.dataset);
  if (o.regions_given) add("--regions", o.benchmark.regions);
  add("--sectors", o.benchmark.sectors);
  add("--elasticities", o.benchmark.elasticities);
  add("--evidence", o.benchmark.evidence);
  add("--pair", fmt::format("{}", fmt::join(o.benchmark.pair, ",")));
  for (const std::string& trade : o.trades) add("--trade", trade);
  add("--closure", o.closure);
  const bool brief_only = std::all_of(o.targets.begin(), o.targets.end(), [](const std::string& t) {
    return t.ends_with(".docx") || t.ends_with(".pdf");
  });
  if (!brief_only) add("--decompose", "ev");
  add("--lang", chinese ? "zh" : "en");
  if (o.draws >= 0) add("--range", std::to_string(o.draws));
  command.insert(command.end(), {"--brief", "--out", file});
  return command;
}

ExitCode report(const Screen& screen, const ReportOptions& o) {
  const std::string language =
      o.language.empty() ? (screen.words.chinese() ? "zh" : "en") : o.language;
  const Words words(language == "en" ? Language::en : Language::zh);
  Command scenarios, files, kept;
  for (const std::string& name : o.what)
    (name.ends_with(".h5") ? files : scenarios).push_back(name);
  for (const std::string& target : o.targets) {
    if (target.starts_with('-'))
      throw data::InputError({{},
                              words("--out之后没有文件名", "--out has no file after it"),
                              target,
                              words("例如--out brief.docx", "as in --out brief.docx")});
    if (target.ends_with(".h5")) kept.push_back(target);
  }
  if (kept.size() > 1 || (!kept.empty() && scenarios.empty()) || kept.size() == o.targets.size())
    throw data::InputError(
        words("--out中的.h5用于保存所求解的结果，最多一个，且须同时要求一份报告",
              ".h5 among the targets keeps what is solved: one at most, and beside a report"),
        words("例如--out brief.docx --out five.h5", "as in --out brief.docx --out five.h5"));

  Command command = maker_command(o, language, words);
  Command trial = command;
  trial.emplace_back("--check");
  if (const int code = run_report_maker(trial, words)) return static_cast<ExitCode>(code);

  const ScratchFolder scratch;
  int solved = done;
  if (!scenarios.empty()) {
    const std::string file = kept.empty() ? (scratch.path() / "result.h5").string() : kept.front();
    if (!kept.empty()) data::require_writable(file);
    solved = run_program(solve_command(o, scenarios, file, words.chinese()), true);
    throw_if_interrupted();
    if (solved != done && solved != check_failed && solved != no_solution)
      return solved < 0 ? broken : static_cast<ExitCode>(solved);
    files.insert(files.begin(), file);
    if (kept.empty()) command.emplace_back("--unsaved");
  }
  for (const std::string& file : files) command.insert(command.end(), {"--result", file});
  if (const int code = run_report_maker(command, words))
    return solved == no_solution ? no_solution : static_cast<ExitCode>(code);
  for (const std::string& target : o.targets)
    screen.out << words("已写出：", "Written: ") << target << '\n';
  return static_cast<ExitCode>(solved);
}

}  // namespace

namespace options {

void declare_report(CommandLine& line) {
  const auto o = std::make_shared<ReportOptions>();
  CLI::App* sub = line.command(
      "report", "Write a brief, a workbook, a page, pictures: what policies change, for whom", o,
      report);
  sub->add_option("--range", o->draws, "Draws of the ranges; 0: none (default: as solve)")
      ->check(CLI::Range(0, 1000000));
  sub->add_option("WHAT", o->what, "Scenarios to solve, by name or file, and result files (.h5)")
      ->required();
  sub->add_option(
         "--out", o->targets,
         "What to write: .docx, .pdf (by LibreOffice), .xlsx, .html, a folder for pictures "
         "(SVG, PNG); again for more; .h5 keeps what was solved")
      ->required()
      ->allow_extra_args(false);
  sub->add_option("--lang", o->language, "Language of the report: zh, en or both")
      ->check(CLI::IsMember({"zh", "en", "both"}))
      ->option_text("zh|en|both");
  sub->add_option("--template", o->template_file,
                  "Word file whose styles, header and footer the brief takes");
  sub->add_flag("--no-annex", o->no_annex, "The brief is its two pages alone, without the annex");
  sub->add_flag("--all-tables", o->all_tables, "The workbook has the levels of both states too");
  add_benchmark(sub, o->benchmark);
  add_evidence(sub, o->benchmark);
  note_regions(sub, o->regions_given);
  add_trade(sub, o->trades);
  add_closure(sub, o->closure);
  sub->footer(
      "Examples:\n  yuqian report S1a S8 --lang zh --out brief.docx --out two.h5\n"
      "  yuqian report two.h5 --lang both --out page.html --out workbook.xlsx");
}

}  // namespace options
}  // namespace yuqian::apps
