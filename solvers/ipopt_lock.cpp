// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/ipopt_lock.hpp>

namespace yuqian::solvers {

std::mutex& ipopt_lock() {
  static std::mutex lock;
  return lock;
}

}  // namespace yuqian::solvers
