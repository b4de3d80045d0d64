// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace yuqian::govern {

/// Calls work(k) for every k below count on up to `jobs` threads, each index once, in order of
/// start. The first exception ends the work and is thrown again when all threads have stopped.
void in_parallel(int jobs, int count, const std::function<void(int)>& work);

}  // namespace yuqian::govern
