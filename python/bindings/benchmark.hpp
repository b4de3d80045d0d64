// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <yuqian/calibration/benchmark/load_benchmark.hpp>

namespace yuqian::python {

void declare_benchmark(pybind11::module_& m);

/// From the keys dataset, regions, sectors, elasticities; those that are left out or empty keep
/// their default.
calibration::BenchmarkRequest request_of(const pybind11::dict& asked);

}  // namespace yuqian::python
