// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// Output lost, by cell, where cells neither buy, sell nor make (eq. 215): L_.S L_SS^-1 x_S. Cells
/// of the set lose all of theirs. Throws data::InputError on an empty set.
Vector extract_cells(const Leontief&, const std::vector<int>& cells);

/// Deliveries that are taken out, as a share of each: from the cells `sellers` to the cells
/// `buyers` and to the final users of `final_regions`. What is no longer delivered is not replaced
/// from within the table: it comes from outside it.
struct Links {
  std::vector<int> sellers, buyers;  ///< cells
  std::vector<int> final_regions;    ///< regions whose final users lose these deliveries too
  double share = 1;                  ///< 1: all, 0.1: a tenth
};
/// Output lost, by cell (eq. 216), by a low-rank change of the inverse: solves for the sellers
/// alone. Throws data::InputError on a share outside [0, 1].
Vector extract_links(const Leontief&, const Links&);

/// All cells of a region, or of some sectors of it.
std::vector<int> cells_of(const IoTable&, int region, const std::vector<int>& sectors = {});

/// Loss of output, value added and every account: [region, sector] each and in per cent of the
/// region's total, [region].
Measures losses(const IoTable&, const Vector& output_lost, const Accounts&);

/// Each region's links with each other one, [supplier, region_to, region]: what every region loses
/// of output where all deliveries from the supplier to the user stop.
Measures pair_losses(const Leontief&, const std::vector<int>& sectors, const Accounts&);

}  // namespace yuqian::interindustry
