// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// An account by where it arises and whose final use calls it forth (eq. 220). Exports are used
/// abroad; what imports cause abroad is outside the table and not counted.
struct Footprint {
  Matrix by_origin;  ///< [region of origin, region and user]
  Vector exported;   ///< [region of origin] for exports abroad
  Vector direct;     ///< [region] by final users themselves
  Vector territorial() const { return by_origin.rowwise().sum() + exported + direct; }
};
Footprint footprint(const Leontief&, const IoTable& demand, const Account&);

/// Account by origin cell and region of final use, [cell, region] (eq. 220).
Matrix footprint_cells(const Leontief&, const Account&);

/// One account's consumption-based total by region and user from one solve of the transposed
/// system: the embodied intensity of every cell (eq. 220) times final use.
Vector embodied_intensity(const Leontief&, const Account&);

/// Territorial and consumption accounts, origin by destination, bilateral balance, by final user
/// (eq. 220, 221), of every account.
Measures footprints(const Leontief&, const Accounts&);

}  // namespace yuqian::interindustry
