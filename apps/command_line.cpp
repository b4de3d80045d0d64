// SPDX-License-Identifier: Apache-2.0
#include "apps/command_line.hpp"

#include <algorithm>
#include <exception>
#include <iostream>

#include "apps/interrupt.hpp"
#include "apps/options/detail/command_line.hpp"
#include "data/error.hpp"
#include "data/nearest.hpp"

namespace yuqian::apps {
namespace {

/// Help and version are an answer, everything else that the parser throws a wrong request.
int parse_failure(options::CommandLine& line, const CLI::ParseError& error, int argc, char** argv) {
  if (error.get_exit_code() == 0) return line.app().exit(error);
  const Screen screen = line.screen();
  std::string text = error.what();
  const std::vector<std::string> commands = line.names();
  if (argc > 1 && argv[1][0] != '-' &&
      std::find(commands.begin(), commands.end(), argv[1]) == commands.end())
    text =
        "unknown command \"" + std::string(argv[1]) + "\"; " + data::suggestion(argv[1], commands);
  screen.error(text);
  screen.err << "yuqian --help shows the commands, yuqian COMMAND --help their options.\n";
  return wrong_request;
}

ExitCode execute(const options::CommandLine& line) {
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
  options::CommandLine line;
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
