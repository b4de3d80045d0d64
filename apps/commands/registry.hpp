// SPDX-License-Identifier: Apache-2.0
// The commands of the program in the order of its help. A new command is its file here, which holds
// its options and its run and defines `declare_<name>`, and one line of this list. A run prints its
// result and returns an ExitCode; wrong requests are thrown as data::InputError, an interrupt as
// Interrupted.
#pragma once

#define YUQIAN_COMMANDS(command)                                                                  \
  command(check) command(balance) command(calibrate) command(validate) command(solve)             \
      command(sensitivity) command(batch) command(merge) command(compare) command(report)         \
          command(explain) command(io) command(govern) command(model) command(info) command(list) \
              command(new)

namespace yuqian::apps::options {

class CommandLine;
#define YUQIAN_DECLARE(name) void declare_##name(CommandLine&);
YUQIAN_COMMANDS(YUQIAN_DECLARE)
#undef YUQIAN_DECLARE

}  // namespace yuqian::apps::options
