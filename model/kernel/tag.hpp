// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace yuqian::model {

/// What the writer of a model notes on a part of it, so as to know the part again after
/// compilation. The kernel carries the four numbers and never looks at them; all are zero where
/// nothing is noted.
using Tag = std::array<std::int16_t, 4>;

}  // namespace yuqian::model
