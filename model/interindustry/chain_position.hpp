// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// Distance to final use: mean number of stages, 1 where all is used finally (eq. 227, Antras and
/// Chor); by cell.
Vector upstreamness(const Leontief&);
/// Distance from primary inputs and imports: 1 where nothing is bought (eq. 227); by cell.
Vector downstreamness(const Leontief&);

/// Mean number of steps that a stimulus takes (eq. 228, Dietzenbacher and Romero), the first, in
/// which the cell makes what is used finally, not counted. Not-a-number where nothing is called
/// forth.
struct PropagationLength {
  Vector backward;  ///< [cell] from its final use to all that supply it
  Vector forward;   ///< [cell] from its primary inputs to all that use it
  Matrix by_pair;   ///< [region, region] from the final use of the column to the output of the row
};
PropagationLength propagation_length(const Leontief&);

/// Upstreamness, downstreamness, propagation lengths.
Measures chain_positions(const Leontief&);

}  // namespace yuqian::interindustry
