// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/govern/workers.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace yuqian::govern {

void in_parallel(int jobs, int count, const std::function<void(int)>& work) {
  std::atomic<int> next{0};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto run = [&] {
    for (int k = next++; k < count; k = next++) try {
        work(k);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
        next = count;
      }
  };
  std::vector<std::thread> threads;
  for (int j = 1; j < std::min(jobs, count); ++j) threads.emplace_back(run);
  run();
  for (std::thread& t : threads) t.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace yuqian::govern
