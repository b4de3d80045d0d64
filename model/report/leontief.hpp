// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace yuqian::model {

/// Intermediate flows between the cells (region and sector, region-major) of an interregional
/// table, and what cells make; values in one unit, >= 0.
struct FlowTable {
  int regions = 0, sectors = 0;
  std::vector<double> flows;   ///< [supplying cell, using cell], row-major
  std::vector<double> output;  ///< by cell; cells that make nothing buy and sell nothing
  int cells() const { return regions * sectors; }
};

/// Linkages by cell (eq. 107 to 109).
struct Linkages {
  std::vector<double> backward_own, backward_other;  ///< output called forth by a unit of final
                                                     ///< use, in the cell's region and outside
  std::vector<double> forward_own,
      forward_other;  ///< output that a unit of primary input enables (Ghosh)
  std::vector<double>
      extraction;  ///< output lost by all where the cell is taken out, unit of the table
};

/// (1 - A)^-1, row-major over cells; A holds inputs per unit of output. Throws std::domain_error
/// where a cell's inputs are no part of its output, so that there is no productive inverse.
std::vector<double> leontief_inverse(const FlowTable&);
Linkages linkages(const FlowTable&);

}  // namespace yuqian::model
