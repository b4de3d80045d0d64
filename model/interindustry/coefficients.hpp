// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// Amounts per unit of output of every account, of imports and of intermediate inputs from the own
/// region and from others (eq. 202).
Measures coefficients(const IoTable&, const Accounts&);

/// Z, A, B, L and G, each [supplier, sector, region_to, using_sector] (eq. 202, 203); n^2 numbers
/// each.
Measures matrices(const Leontief&);

}  // namespace yuqian::interindustry
