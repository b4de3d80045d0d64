// SPDX-License-Identifier: Apache-2.0
#include "apps/command_line.hpp"

#include <exception>
#include <functional>
#include <iostream>

#include <CLI/CLI.hpp>

#include "apps/commands.hpp"
#include "apps/interrupt.hpp"
#include "data/error.hpp"
#include "data/nearest.hpp"
#include "data/provenance.hpp"

namespace yuqian::apps {
namespace {

constexpr const char* footer = R"(Examples:
  yuqian info                                     what is shipped, and where
  yuqian solve S1a                                one policy, three estimates of trade
  yuqian solve S1a S1d --closure short_run --lang zh
  yuqian solve S3 --regions all-31 --sectors 17 --trade central --out s3.h5
  yuqian compare a.h5 b.h5                        results side by side
  yuqian sensitivity S1a --of ev[Guizhou]         which barrier, which estimate matters most
  yuqian check my-scenario.toml                   is my file right?
  yuqian model my-model.toml                      a model of your own, stated as data

Exit codes:
  0 done, every check passed        3 a solve did not converge
  1 done, but a check failed        4 a fault of the program or the machine
  2 wrong command line or input   130 interrupted; nothing half-written is left

Environment:
  YUQIAN_DATA  folder of the shipped data     NO_COLOR  no colour)";

/// The command line of the whole program; `command` is what it asked for.
class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", "yuqian " + data::program_version());
    app_.footer(footer);
    app_.fallthrough();
    app_.get_formatter()->column_width(34);
    app_.failure_message(
        [](const CLI::App*, const CLI::Error& e) { return std::string(e.what()) + "\n"; });
    app_.add_option("--lang", language_, "Language of the output: en or zh")
        ->check(CLI::IsMember({"en", "zh"}))
        ->option_text("en|zh");
    app_.add_flag("--json", json_, "Results as JSON, for machines");
    app_.add_flag("--no-color", no_colour_, "No colour, as with NO_COLOR set");
    add_check();
    add_balance();
    add_calibrate();
    add_solve();
    add_sensitivity();
    add_compare();
    add_model();
    add_info();
  }

  CLI::App& app() { return app_; }
  Screen screen() const {
    return terminal_screen(language_ == "zh" ? Language::zh : Language::en, json_, !no_colour_);
  }
  ExitCode execute(const Screen& screen) const { return command_(screen); }

  /// The command names, for the message about an unknown one.
  std::vector<std::string> commands() const {
    std::vector<std::string> names;
    for (const CLI::App* sub : app_.get_subcommands([](const CLI::App*) { return true; }))
      names.push_back(sub->get_name());
    return names;
  }

 private:
  template <class Options, class Function>
  CLI::App* command(const char* name, const char* text, Options& options, Function&& function) {
    CLI::App* sub = app_.add_subcommand(name, text);
    sub->callback([this, &options, function] {
      command_ = [&options, function](const Screen& s) { return function(s, options); };
    });
    return sub;
  }

  static void add_benchmark(CLI::App* sub, BenchmarkRequest& request) {
    sub->add_option(
        "--regions", request.regions,
        "Region set: a name (default, with-sichuan, seven-neighbours, all-31) or a mapping file");
    sub->add_option("--sectors", request.sectors, "Sectors: 42, 17, 8, 3 or a mapping file");
    sub->add_option("--data", request.dataset,
                    "Dataset instead of the shipped one (HDF5, from `yuqian balance`)");
    sub->add_option("--elasticities", request.elasticities, "Elasticities: a name or a CSV file");
  }

  static void add_trade(CLI::App* sub, std::vector<std::string>& trades) {
    sub->add_option("--trade", trades,
                    "Estimates of interprovincial trade: low,central,high (default: all)")
        ->delimiter(',')
        ->allow_extra_args(false);  // `--trade low S1a`: S1a is the scenario
  }

  void add_check() {
    CLI::App* sub =
        command("check", "Check the shipped data, or files: scenarios, closures, datasets, results",
                check_, check);
    sub->add_option(
        "FILE", check_.files,
        "Scenario or closure (.toml), dataset or result (.h5); nothing: all that is shipped");
    add_benchmark(sub, check_.benchmark);
    sub->footer("Examples:\n  yuqian check\n  yuqian check my-scenario.toml out/demo.h5");
  }

  void add_balance() {
    CLI::App* sub =
        command("balance", "Build the benchmark dataset from the provincial input-output tables",
                balance_, balance);
    sub->add_option("--tables", balance_.tables, "Folder with china-2017/ and china-2007/")
        ->required();
    sub->add_option("--out", balance_.out, "Dataset to write (HDF5)");
    sub->add_option("--method", balance_.method, "gras, or cross_entropy (by Ipopt, much slower)")
        ->check(CLI::IsMember({"gras", "cross_entropy"}));
    sub->footer("Example:\n  yuqian balance --tables data --out china-2017.h5");
  }

  void add_calibrate() {
    CLI::App* sub =
        command("calibrate", "Show, check and write the benchmark that the model is calibrated on",
                calibrate_, calibrate);
    add_benchmark(sub, calibrate_.benchmark);
    add_trade(sub, calibrate_.trades);
    sub->add_option("--out", calibrate_.out, "Benchmark file to write (HDF5)");
    sub->add_option("--sam", calibrate_.sam, "Social accounting matrix to write (CSV); one trade estimate");
    sub->footer(
        "Examples:\n  yuqian calibrate\n  yuqian calibrate --regions all-31 --sectors 17 --trade "
        "central --out benchmark.h5\n  yuqian calibrate --trade central --sam sam.csv");
  }

  void add_solve() {
    CLI::App* sub = command("solve", "Solve policy scenarios and show what they change for whom",
                            solve_, [this](const Screen& s, const SolveOptions& o) {
                              SolveOptions options = o;
                              options.regions_given =
                                  app_.get_subcommand("solve")->count("--regions") > 0;
                              return solve(s, options);
                            });
    sub->add_option("SCENARIO", solve_.scenarios,
                    "Shipped scenarios (yuqian info lists them) or scenario files")
        ->required();
    add_benchmark(sub, solve_.benchmark);
    add_trade(sub, solve_.trades);
    sub->add_option("--closure", solve_.closure,
                    "Closure instead of the scenario's own: a name or a file");
    sub->add_option("--solver", solve_.solver, "newton, or ipopt as an independent second solver")
        ->check(CLI::IsMember({"newton", "ipopt"}));
    sub->add_option("--out", solve_.out, "Result file to write (HDF5, docs/results.md)");
    sub->footer(
        "Examples:\n  yuqian solve S1a --trade low,central,high --out out/demo.h5\n  yuqian solve "
        "S2 --lang zh\n"
        "  yuqian solve S3 --regions all-31 --sectors 17 --trade central --json");
  }

  void add_sensitivity() {
    CLI::App* sub = command("sensitivity", "Rank every barrier, tax and elasticity by what a result hangs on", sensitivity_, [this](const Screen& s, const SensitivityOptions& o) {
      SensitivityOptions options = o;
      options.regions_given = app_.get_subcommand("sensitivity")->count("--regions") > 0;
      return sensitivity(s, options);
    });
    sub->add_option("SCENARIO", sensitivity_.scenario, "Shipped scenario or scenario file")->required();
    sub->add_option("--of", sensitivity_.of, "ev[AREA], ev[AREA,rural], grp_real[AREA], absorption_real, consumption_real, investment_real")->required();
    add_benchmark(sub, sensitivity_.benchmark);
    add_trade(sub, sensitivity_.trades);
    sub->add_option("--closure", sensitivity_.closure, "Closure instead of the scenario's own: a name or a file");
    sub->add_option("--top", sensitivity_.top, "Rows of the table (default: 20)")->check(CLI::PositiveNumber);
    sub->add_option("--parameter", sensitivity_.parameters, "Rank only these: iceberg,wedge,preference,esubm,esubd,...")->delimiter(',');
    sub->add_option("--sum", sensitivity_.sum, "Axes whose labels move together: good,use,from,to,region,household")->delimiter(',');
    sub->add_option("--out", sensitivity_.out, "File with every derivative (HDF5)");
    sub->footer("Examples:\n  yuqian sensitivity S1a --of ev[Guizhou]\n  yuqian sensitivity S1a --of grp_real[China] --parameter iceberg --sum good,use");
  }

  void add_compare() {
    CLI::App* sub =
        command("compare", "Show result files side by side, and warn where they are not comparable",
                compare_, compare);
    sub->add_option("RESULT", compare_.results, "Result files of `yuqian solve --out`")->required();
    sub->add_option("--trade", compare_.trade,
                    "Estimate of interprovincial trade to show (default: central)");
    sub->footer(
        "Example:\n  yuqian solve S1a --out a.h5 && yuqian solve S1a --closure short_run --out "
        "b.h5 && yuqian compare a.h5 b.h5");
  }

  void add_model() {
    CLI::App* sub =
        command("model", "Solve every case of a model that is stated as data (docs/model-files.md)",
                model_, run_model);
    sub->add_option("FILE", model_.file, "Model file (TOML or JSON)")->required();
    sub->add_option("--solver", model_.solver, "newton or ipopt")
        ->check(CLI::IsMember({"newton", "ipopt"}));
    sub->add_option("--numeraire", model_.numeraire,
                    "Commodity whose price is one, instead of the file's");
    sub->footer("Example:\n  yuqian model tests/oracles/shoven_whalley_1984.toml");
  }

  void add_info() {
    app_.add_subcommand("info",
                        "Version, data folder, and the shipped scenarios, closures and mappings")
        ->callback([this] { command_ = info; });
  }

  CLI::App app_{
      "Yuqian: what policies between Chinese provinces change for whom, by general equilibrium",
      "yuqian"};
  std::string language_ = "en";
  bool json_ = false, no_colour_ = false;
  CheckOptions check_;
  BalanceOptions balance_;
  CalibrateOptions calibrate_;
  SolveOptions solve_;
  SensitivityOptions sensitivity_;
  CompareOptions compare_;
  ModelOptions model_;
  std::function<ExitCode(const Screen&)> command_;
};

/// Help and version are an answer, everything else that the parser throws a wrong request.
int parse_failure(CommandLine& line, const CLI::ParseError& error, int argc, char** argv) {
  if (error.get_exit_code() == 0) return line.app().exit(error);
  const Screen screen = line.screen();
  std::string text = error.what();
  const std::vector<std::string> commands = line.commands();
  if (argc > 1 && argv[1][0] != '-' &&
      std::find(commands.begin(), commands.end(), argv[1]) == commands.end())
    text =
        "unknown command \"" + std::string(argv[1]) + "\"; " + data::suggestion(argv[1], commands);
  screen.error(text);
  screen.err << "yuqian --help shows the commands, yuqian COMMAND --help their options.\n";
  return wrong_request;
}

ExitCode execute(const CommandLine& line) {
  const Screen screen = line.screen();
  try {
    watch_for_interrupt();
    return line.execute(screen);
  } catch (const Interrupted&) {
    screen.error(screen.words("已中断；没有写出任何不完整的文件。",
                              "interrupted; no file was left half-written."));
    return interrupted;
  } catch (const data::InputError& error) {
    screen.error(error.what());
    return wrong_request;
  } catch (const std::runtime_error& error) {
    screen.error(error.what());
    return wrong_request;
  } catch (const std::exception& error) {
    screen.error(std::string("a fault of the program or the machine: ") + error.what());
    return broken;
  }
}

}  // namespace

int run(int argc, char** argv) noexcept try {
  CommandLine line;
  try {
    line.app().parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return parse_failure(line, error, argc, argv);
  }
  return execute(line);
} catch (...) {
  std::cerr << "error: a fault of the program\n";
  return broken;
}

}  // namespace yuqian::apps
