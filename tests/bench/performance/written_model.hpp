// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace bench {

/// A multi-regional model of 42 goods with every netput written out, 3.3 thousand a region at 31
/// regions: TOML or JSON.
std::string written_model(int regions, bool json);

/// A model of the same size in a page: sets and expressions.
std::string model_by_sets(int regions);

}  // namespace bench
