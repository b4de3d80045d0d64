// SPDX-License-Identifier: Apache-2.0
#include "apps/process/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>

namespace yuqian::apps {

void hold_standard_descriptors() {
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(number, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is this one. Opened the wrong way round, so that its use fails.
    const int opened = ::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (opened >= 0 && opened != number) ::close(opened);
  }
}

std::string standard_output_fault() {
  errno = 0;
  const bool lost_before = !std::cout || std::ferror(stdout);
  const bool flushed = std::cout.flush() && std::fflush(stdout) == 0;
  // A server that stores the file later tells so when a descriptor of it is closed.
  const int copy = flushed ? ::dup(STDOUT_FILENO) : -1;
  const bool closed = copy < 0 || ::close(copy) == 0;
  if (!lost_before && flushed && closed) return {};
  return errno ? std::strerror(errno) : "a write failed (is the disk full?)";
}

}  // namespace yuqian::apps
