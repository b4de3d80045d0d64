// SPDX-License-Identifier: Apache-2.0
// Which benchmark is asked for, by the names that the program has for it.
#pragma once

#include <yuqian/calibration/benchmark/load_benchmark.hpp>

namespace yuqian::apps {

using calibration::BenchmarkRequest;
using calibration::pair_of;
using calibration::shipped_dataset;
using Source = calibration::BenchmarkSource;

}  // namespace yuqian::apps
