// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <functional>

#include <yuqian/apps/results/hooks.hpp>

namespace yuqian::python {

/// Runs `work` in a thread of its own, without the GIL. This thread waits for it, calls `progress`
/// (what, share) with the last news, and lets Python see signals: an exception of the callback or
/// a Ctrl-C stops the work and is raised when it has ended. Exceptions of the work are thrown here.
/// Called with the GIL, by any thread; signals are seen in Python's main one only.
void run(const pybind11::object& progress, const std::function<void(const apps::Hooks&)>& work);

}  // namespace yuqian::python
