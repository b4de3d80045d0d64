// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apps/screen/words.hpp"

namespace yuqian::apps::options {

/// The language that the environment asks for: the first of LC_ALL, LC_MESSAGES, LANG that is set
/// and not empty (POSIX.1-2017, 8.2); Chinese where it begins with "zh", else English.
Language environment_language();

/// The same, but for --lang on the command line. Read before the command line is parsed, since its
/// help and its errors are said in this language too.
Language wanted_language(int argc, const char* const* argv);

}  // namespace yuqian::apps::options
