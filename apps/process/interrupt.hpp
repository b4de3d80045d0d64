// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/hooks.hpp>

namespace yuqian::apps {

/// From here on Ctrl-C and a request to terminate only raise a flag, so that a solve can end
/// cleanly; a second one ends the program at once.
void watch_for_interrupt();
bool interrupt_requested();
/// Throws Interrupted, with which the program leaves by exit code 130.
void throw_if_interrupted();

}  // namespace yuqian::apps
