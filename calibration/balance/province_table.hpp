// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/source_tables.hpp>
#include <yuqian/data/csv.hpp>

namespace yuqian::calibration {

/// Reads the table of one province into position `region` of the tables, in 10^8 yuan, its sectors
/// turned into those of `tables`. Checks the published identities to half the unit in which the
/// table is published (docs/data.md, D1 and D2). Throws
/// InputError with file:line:column on unknown or missing rows and columns, on a negative
/// intermediate, output or flow, and on an identity that does not hold.
void read_province_table(const data::Csv& csv, int region, const SectorParts& parts,
                         SourceTables& tables);

}  // namespace yuqian::calibration
