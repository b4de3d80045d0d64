// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yuqian::apps {

/// Reads the command line, runs one command, and turns every exception into a message on standard
/// error and an ExitCode. Never throws.
int run(int argc, char** argv) noexcept;

}  // namespace yuqian::apps
