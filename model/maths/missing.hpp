// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

namespace yuqian {

/// A figure that there is not. Tables, files and screens show it as missing, never as zero.
inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

}  // namespace yuqian
