// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/model/interindustry/io_table.hpp>

namespace yuqian::interindustry {

/// A user's own table from CSV, of one region or several, in one of two forms.
///
/// Wide: the first columns are `region` (left out for one region) and `sector`, the others are
/// buyers, "Region:sector" (or "sector" for one region). Long: columns from_region, from_sector,
/// to_region, to_sector, value; the regions may be left out. In both, a label that sells and buys
/// is a sector; one that only buys is a final user; one that only sells is a primary input, whose
/// region is left empty. Some names have their meaning: the buyers `exports` (no region) and
/// `output` (wide only, checked), the primary inputs `imports`, `compensation` and
/// `production_tax`; final users with "household" in their name consume. `# unit: 1e8 CNY` and `#
/// source: ...` may precede. Without a column of output it is what is sold.
///
/// Throws data::InputError with file, line and label where a cell is missing, given twice or not a
/// number.
IoTable read_io_csv(const std::string& path);

/// HDF5 as write_io_table() writes it.
IoTable read_io_h5(const std::string& path);
void write_io_table(const std::string& path, const IoTable&);

inline constexpr const char* io_table_schema = "yuqian-io-table";

}  // namespace yuqian::interindustry
