// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>

namespace yuqian::solvers {

/// Held around every use of Ipopt in this process, whatever it solves: MUMPS as built by Debian
/// keeps global state, and two solves at once corrupt each other.
std::mutex& ipopt_lock();

}  // namespace yuqian::solvers
