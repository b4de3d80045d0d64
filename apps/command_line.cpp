// SPDX-License-Identifier: Apache-2.0
#include "apps/command_line.hpp"

#include <algorithm>
#include <exception>
#include <iostream>

#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/read_log.hpp>
#include "apps/commands/registry.hpp"
#include "apps/options/detail/command_line.hpp"
#include "apps/options/language.hpp"
#include "apps/process/interrupt.hpp"
#include "apps/process/standard_streams.hpp"
#include "apps/requests/table_files.hpp"
#include "apps/screen/told.hpp"

namespace yuqian::apps {
namespace {

void declare_commands(options::CommandLine& line) {
  using namespace options;
#define YUQIAN_DECLARE(name) declare_##name(line);
  YUQIAN_COMMANDS(YUQIAN_DECLARE)
#undef YUQIAN_DECLARE
}

/// Help and version are an answer, everything else that the parser throws a wrong request.
int parse_failure(options::CommandLine& line, const CLI::ParseError& error, int argc, char** argv) {
  if (error.get_exit_code() == 0) return line.app().exit(error);
  const Screen screen = line.screen();
  std::string text = told(screen.words, std::string(error.what()));
  const std::vector<std::string> commands = line.names();
  if (argc > 1 && argv[1][0] != '-' &&
      std::find(commands.begin(), commands.end(), argv[1]) == commands.end())
    text = told(screen.words, data::InputError({{},
                                                "unknown command \"" + std::string(argv[1]) + "\"",
                                                argv[1],
                                                data::suggestion(argv[1], commands)}));
  screen.error(text);
  screen.err << screen.words("yuqian --help列出全部命令，yuqian 命令 --help列出其选项。\n",
                             "yuqian --help shows the commands, yuqian COMMAND --help their "
                             "options.\n");
  return wrong_request;
}

/// What an option was given, or nothing.
std::string given(const CLI::App& app, const char* name) {
  const CLI::Option* option = app.get_option_no_throw(name);
  return option && option->count() ? option->results().back() : "";
}

ExitCode execute(options::CommandLine& line) {
  const Screen screen = line.screen();
  try {
    watch_for_interrupt();
    const TableFiles files(given(line.app(), "--csv"), given(line.app(), "--xlsx"), screen.words);
    if (!files.any()) return line.execute(screen);
    const TableRecord record;
    const ExitCode code = line.execute(screen);
    files.write(record.tables());
    return code;
  } catch (const Interrupted&) {
    screen.error(screen.words("已中断；没有写出任何不完整的文件。",
                              "interrupted; no file was left half-written."));
    return interrupted;
  } catch (const data::OutputError& error) {
    screen.error(told(screen.words, error));
    return broken;
  } catch (const std::runtime_error& error) {
    screen.error(told(screen.words, error));
    return wrong_request;
  } catch (const std::exception& error) {
    screen.error(
        told(screen.words, std::string("a fault of the program or the machine: ") + error.what()));
    return broken;
  }
}

}  // namespace

int run(int argc, char** argv) noexcept try {
  hold_standard_descriptors();
  const data::ReadLog log;  // every input is read once, and no output replaces one
  options::CommandLine line(options::wanted_language(argc, argv), declare_commands);
  int code = done;
  try {
    line.app().parse(argc, argv);
    code = execute(line);
  } catch (const CLI::ParseError& error) {
    code = parse_failure(line, error, argc, argv);
  }
  const std::string fault = standard_output_fault();
  if (fault.empty()) return code;
  const Screen screen = line.screen();
  screen.error(screen.words("标准输出无法写入，结果没有完整显示：",
                            "standard output cannot be written, what it should show is lost: ") +
               fault);
  return broken;
} catch (...) {
  std::cerr << "error: a fault of the program\n";
  return broken;
}

}  // namespace yuqian::apps
