// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace bench {

/// Seconds and memory of one analysis of `yuqian io` on a random table: "linkages", or "footprint"
/// of one account; `size`: "31x42". The reference, numpy's inverse of one such matrix, is the
/// caller's.
void interindustry(const std::string& what, const std::string& size);

}  // namespace bench
