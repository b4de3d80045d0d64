// SPDX-License-Identifier: Apache-2.0
// The help in Chinese: every description is looked up in the catalogue by its English.
#include <yuqian/data/catalogue.hpp>
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {
namespace {

void translate_app(CLI::App& app) {
  const data::Catalogue& catalogue = data::Catalogue::shipped();
  app.description(catalogue.chinese(app.get_description()));
  app.footer(catalogue.chinese(app.get_footer()));
  for (CLI::Option* option : app.get_options([](CLI::Option*) { return true; })) {
    option->description(catalogue.chinese(option->get_description()));
    if (option->get_group() == "Options") option->group("选项");
  }
}

}  // namespace

void CommandLine::speak_chinese() {
  const auto formatter = app_.get_formatter();
  for (const auto& [en, zh] : {std::pair{"Usage", "用法"},
                               {"OPTIONS", "选项"},
                               {"Positionals", "参数"},
                               {"Options", "选项"},
                               {"Subcommands", "命令"},
                               {"SUBCOMMAND", "命令"},
                               {"SUBCOMMANDS", "命令"},
                               {"REQUIRED", "必填"},
                               {"TEXT", "文本"},
                               {"INT", "整数"},
                               {"FLOAT", "数值"}})
    formatter->label(en, zh);
  translate_app(app_);
  for (CLI::App* sub : app_.get_subcommands([](const CLI::App*) { return true; })) {
    translate_app(*sub);
    sub->group("命令");
  }
}

}  // namespace yuqian::apps::options
