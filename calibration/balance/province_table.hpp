// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/source_tables.hpp>
#include <yuqian/data/csv.hpp>

namespace yuqian::calibration {

/// Reads the 2017 table of one province into position `region` of the tables, 10^4 yuan to 10^8
/// yuan, and checks the published identities to 0.5 x 10^4 yuan (docs/data.md, D1 and D2). Throws
/// InputError with file:line:column on unknown or missing rows and columns, on a negative
/// intermediate, output or flow, and on an identity that does not hold.
void read_province_table(const data::Csv& csv, int region, SourceTables& tables);

}  // namespace yuqian::calibration
