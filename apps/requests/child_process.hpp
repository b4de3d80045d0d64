// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace yuqian::apps {

/// Runs a program and waits for it. Its standard error is ours; so is its standard output, unless
/// `silent`. Returns its exit code, 128 plus the signal that ended it, or -1 where the program
/// could not be started. A Ctrl-C reaches it as it reaches us, and is waited out.
int run_program(const std::vector<std::string>& command, bool silent = false);

}  // namespace yuqian::apps
