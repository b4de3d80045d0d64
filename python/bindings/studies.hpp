// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

namespace yuqian::python {

/// batch, io, govern, verify.
void declare_studies(pybind11::module_& m);

}  // namespace yuqian::python
