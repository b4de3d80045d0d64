// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yuqian::apps {

/// Thrown where work is given up because the user asked; the caller leaves with exit code 130.
struct Interrupted {};

/// From here on Ctrl-C and a request to terminate only raise a flag, so that a solve can end
/// cleanly; a second one ends the program at once.
void watch_for_interrupt();
bool interrupt_requested();
void throw_if_interrupted();

}  // namespace yuqian::apps
