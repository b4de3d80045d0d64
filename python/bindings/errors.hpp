// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yuqian::python {

/// Turns the library's exceptions into those of yuqian/errors.py, which has to be importable then.
void translate_errors();

}  // namespace yuqian::python
