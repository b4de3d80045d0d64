// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yuqian::apps {

/// What the program tells the shell. docs/results.md and `yuqian --help` list them.
enum ExitCode : int {
  done = 0,           ///< done, and every check passed
  check_failed = 1,   ///< done, but a check failed or a promised value was missed
  wrong_request = 2,  ///< the command line, a file or a label is wrong; nothing was done
  no_solution = 3,    ///< at least one solve did not converge; the report says where
  broken = 4,         ///< a fault of the program or the machine: a disk that is full, a broken pipe
  interrupted = 130,  ///< stopped by Ctrl-C; nothing half-written is left
};

}  // namespace yuqian::apps
