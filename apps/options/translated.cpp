// SPDX-License-Identifier: Apache-2.0
// The help in Chinese: every description is looked up in the catalogue by its English.
#include <regex>

#include <yuqian/data/catalogue.hpp>
#include "apps/options/detail/command_line.hpp"

namespace yuqian::apps::options {
namespace {

/// What CLI11 says of an option's values, "INT:INT in [0 - 9]" or "TEXT:{ev,one}", in Chinese.
std::string values_zh(const std::string& english) {
  static const std::vector<std::pair<std::regex, std::string>> words{
      {std::regex(":(?:U?INT|FLOAT) in \\[(\\S+) - (\\S+)\\]"), "（$1至$2）"},
      {std::regex(":POSITIVE"), "（正）"},
      {std::regex(":NONNEGATIVE"), "（非负）"},
      {std::regex("TEXT:\\{(.*)\\}"), "{$1}"},
      {std::regex("UINT|INT"), "整数"},
      {std::regex("FLOAT"), "数值"},
      {std::regex("TEXT"), "文本"}};
  std::string text = english;
  for (const auto& [pattern, chinese] : words) text = std::regex_replace(text, pattern, chinese);
  return text;
}

/// The type with what its checks add to it, which CLI11 puts together each time anew.
void translate_values(CLI::Option& option) {
  const std::string text = values_zh(option.get_type_name());
  for (int k = 0;; ++k) try {
      option.get_validator(k)->description("");
    } catch (const CLI::OptionNotFound&) {
      break;
    }
  option.type_name(text);
}

void translate_app(CLI::App& app) {
  const data::Catalogue& catalogue = data::Catalogue::shipped();
  app.description(catalogue.chinese(app.get_description()));
  app.footer(catalogue.chinese(app.get_footer()));
  for (CLI::Option* option : app.get_options([](CLI::Option*) { return true; })) {
    option->description(catalogue.chinese(option->get_description()));
    translate_values(*option);
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
                               {"REQUIRED", "必填"}})
    formatter->label(en, zh);
  translate_app(app_);
  for (CLI::App* sub : app_.get_subcommands([](const CLI::App*) { return true; })) {
    translate_app(*sub);
    sub->group("命令");
  }
}

}  // namespace yuqian::apps::options
