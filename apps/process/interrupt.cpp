// SPDX-License-Identifier: Apache-2.0
#include "apps/process/interrupt.hpp"

#include <csignal>

namespace yuqian::apps {
namespace {

volatile std::sig_atomic_t requested = 0;

extern "C" void note_request(int) { requested = 1; }

}  // namespace

void watch_for_interrupt() {
  struct sigaction action = {};
  action.sa_handler = note_request;
  sigaction(SIGTERM, &action,
            nullptr);  // batch systems send it to a program and to the shell that passes it on
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second Ctrl-C takes its usual effect
  sigaction(SIGINT, &action, nullptr);
}

bool interrupt_requested() { return requested != 0; }

void throw_if_interrupted() {
  if (interrupt_requested()) throw Interrupted{};
}

}  // namespace yuqian::apps
