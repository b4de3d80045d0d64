// SPDX-License-Identifier: Apache-2.0
// The command line as it is declared; every command declares its own part of it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include <yuqian/apps/results/draw_ranges.hpp>
#include <yuqian/apps/results/source.hpp>
#include "apps/process/exit_code.hpp"
#include "apps/screen/screen.hpp"

namespace yuqian::apps::options {

/// The command line of the whole program, and what it asked for.
class CommandLine {
 public:
  /// `declare` declares the commands, in the order of the help.
  CommandLine(Language language, void (*declare)(CommandLine&));

  CLI::App& app() { return app_; }
  Screen screen() const;
  ExitCode execute(const Screen& screen) const { return command_(screen); }
  /// The command names, for the message about an unknown one.
  std::vector<std::string> names() const;

  /// Declares a command; its options are read before `function` gets them.
  template <class Options, class Function>
  CLI::App* command(const char* name, const char* text, std::shared_ptr<Options> options,
                    Function&& function) {
    CLI::App* sub = app_.add_subcommand(name, text);
    sub->callback([this, options, function] {
      command_ = [options, function](const Screen& s) { return function(s, *options); };
    });
    return sub;
  }
  CLI::App* command(const char* name, const char* text, ExitCode (*function)(const Screen&));

 private:
  void speak_chinese();

  CLI::App app_;
  std::string language_;
  bool json_ = false, no_colour_ = false;
  std::function<ExitCode(const Screen&)> command_;
};

void add_benchmark(CLI::App*, BenchmarkRequest&);  ///< --regions, --sectors, --data, ...
void add_evidence(CLI::App*, BenchmarkRequest&);   ///< --evidence
/// A list with commas between its items, given once: `--trade low,high S1a` leaves S1a alone.
template <class Item>
CLI::Option* add_list(CLI::App* command, const char* name, std::vector<Item>& into,
                      const char* text) {
  return command->add_option(name, into, text)->delimiter(',')->allow_extra_args(false);
}
void add_trade(CLI::App*, std::vector<std::string>& trades);  ///< --trade; default: all
void add_closure(CLI::App*, std::string& closure);            ///< --closure
/// --out of a command that writes HDF5: a name that promises another format is refused.
CLI::Option* add_hdf5_out(CLI::App*, std::string& path, const char* text);
void add_range(CLI::App*, RangeRequest&);  ///< --range, --uncertainty, --seed, --draws, --jobs
/// A region set that the user named comes before the one that a scenario asks for.
void note_regions(CLI::App*, bool& given);

}  // namespace yuqian::apps::options
