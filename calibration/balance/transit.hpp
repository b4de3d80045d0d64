// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/accounts.hpp>

namespace yuqian::calibration {

/// Takes goods that only pass through a province out of both its outflow and its inflow, as little
/// as makes sales fit output and purchases fit use (docs/data.md, D3). Net flows stay as they are.
Treatments net_transit(Accounts& accounts);

/// Moves exports above `ceiling` of output and imports above `ceiling` of use from the provinces
/// whose trading houses book them to the provinces that make or use the goods: in proportion to
/// reported outflow or inflow, as far as there is room (D4). National exports and imports of every
/// good stay as they are, and so does use; outflow and inflow follow.
Treatments relocate_foreign_trade(Accounts& accounts, double ceiling);

}  // namespace yuqian::calibration
