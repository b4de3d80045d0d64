// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace yuqian::maths {

/// Shapley values of a game of n players (eq. 97). `worth` has 2^n entries: that of every
/// coalition, bit i standing for player i; worth[0] is what there is without anybody. The values
/// add up to the worth of all less worth[0]. Throws std::invalid_argument where the length is no
/// power of two.
std::vector<double> shapley(std::span<const double> worth);

}  // namespace yuqian::maths
