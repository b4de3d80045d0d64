// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace bench {

/// One evaluation of a shipped game (an equilibrium, and the gradients of all players) beside the
/// same gradients by central differences of equilibria, at a point inside the ranges.
void game(const std::string& id);

}  // namespace bench
