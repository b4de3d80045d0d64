// SPDX-License-Identifier: Apache-2.0
#include "apps/options/detail/command_line.hpp"

#include <yuqian/data/provenance.hpp>

namespace yuqian::apps::options {
namespace {

constexpr const char* footer = R"(Examples:
  yuqian info                                     what is shipped, and where
  yuqian solve S1a                                one policy, three estimates of trade
  yuqian solve S1a S1d --closure short_run --lang zh
  yuqian solve S3 --regions all-31 --sectors 17 --trade central --out s3.h5
  yuqian compare a.h5 b.h5                        results side by side
  yuqian explain a.h5 "grp_real[Guizhou]"         which terms a number is made of
  yuqian io linkages                              key sectors, and what else a table tells
  yuqian sensitivity S1a --of ev[Guizhou]         which barrier, which estimate matters most
  yuqian batch elasticities --out e.h5            hundreds of draws at once
  yuqian govern G1                                does it pay two provinces to protect?
  yuqian check my-scenario.toml                   is my file right?
  yuqian model my-model.toml                      a model of your own, stated as data

Exit codes:
  0 done, every check passed        3 a solve did not converge
  1 done, but a check failed        4 a fault of the program or the machine
  2 wrong command line or input   130 interrupted; nothing half-written is left

Environment:
  YUQIAN_DATA  folder of the shipped data     NO_COLOR  no colour
  LC_ALL, LC_MESSAGES, LANG  zh... for Chinese; --lang comes first)";

}  // namespace

CommandLine::CommandLine(Language language, void (*declare)(CommandLine&))
    : app_(
          "Yuqian: what policies between Chinese provinces change for whom, by general equilibrium",
          "yuqian"),
      language_(language == Language::zh ? "zh" : "en") {
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
  app_.add_option("--csv", "The tables of the screen as a CSV file too")->option_text("FILE");
  app_.add_option("--xlsx", "The tables of the screen as a workbook too")->option_text("FILE");
  declare(*this);
  if (language == Language::zh) speak_chinese();
}

Screen CommandLine::screen() const {
  return terminal_screen(language_ == "zh" ? Language::zh : Language::en, json_, !no_colour_);
}

std::vector<std::string> CommandLine::names() const {
  std::vector<std::string> names;
  for (const CLI::App* sub : app_.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(sub->get_name());
  return names;
}

CLI::App* CommandLine::command(const char* name, const char* text,
                               ExitCode (*function)(const Screen&)) {
  CLI::App* sub = app_.add_subcommand(name, text);
  sub->callback([this, function] { command_ = function; });
  return sub;
}

}  // namespace yuqian::apps::options
