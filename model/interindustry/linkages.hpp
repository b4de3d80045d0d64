// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// Linkages by cell (eq. 107 to 109, 210 to 214).
struct Linkages {
  Vector direct_backward, direct_forward;  ///< column sums of A, row sums of B
  Vector backward_own, backward_other;     ///< column sums of L in the cell's region and outside
  Vector forward_own, forward_other;       ///< row sums of Ghosh's G, by the using cell's region
  Vector row_sums;                         ///< of L: output when every final use rises by one unit
  Vector backward_variation,
      forward_variation;               ///< coefficients of variation of the column of L and
                                       ///< the row of G: low where ties are spread evenly
  Vector pure_backward, pure_forward;  ///< amounts: what the cell calls forth in the rest, and the
                                       ///< rest in it, own feedback taken out
  Vector extraction;  ///< output lost by all where the cell is taken out, unit of the table

  Vector backward() const { return backward_own + backward_other; }
  Vector forward() const { return forward_own + forward_other; }
};
Linkages linkages(const Leontief&);

/// A measure over its mean, so that one is the average cell (eq. 211). Cells without output are not
/// counted and get not-a-number; `within` takes the mean by region.
Vector index(const IoTable&, const Vector& measure, bool within_region);

/// Both above the mean: key (1); only backward (2); only forward (3); neither (4). Not-a-number
/// where an index is.
Vector quadrant(const Vector& backward_index, const Vector& forward_index);

Measures linkage_measures(const Leontief&);

}  // namespace yuqian::interindustry
