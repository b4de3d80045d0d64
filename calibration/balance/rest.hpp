// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/calibration/balance/source_tables.hpp>

/// A nation of which some provinces have a table of their own and the others have not. These others
/// are known by their sum: the nation's table less the tables there are. The sum is shared out to
/// the provinces of the rest for the time of balancing, so that customs, distances and patterns of
/// trade, all by province, take their part; only what is true of the sum is true of anything.
namespace yuqian::calibration {

/// By region: it has a table of its own. All, where the list speaks of no rest. Throws InputError
/// on an unknown province, one named twice, and where none is left for the rest.
std::vector<bool> provinces_with_tables(const SourceList& list, const data::Set& regions);

/// Fills the accounts of the provinces that have no table (docs/data.md, D21 to D23), from the
/// nation's table and the provinces' value added by production group in `tables.controls`. Cells in
/// which the known provinces alone have more than the nation are zero, and stand in
/// `tables.doubts` where that matters. Throws InputError where the nation's table has flows to
/// other provinces or holds less value added than the known provinces.
void share_out_rest(const SourceTables& nation, SourceTables& tables);

}  // namespace yuqian::calibration
