// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/source_list.hpp>
#include <yuqian/calibration/balance/source_reader.hpp>
#include <yuqian/data/set.hpp>

namespace yuqian::calibration {

/// What the sectors of the published tables are in `sectors`, by the file that the list names
/// (columns `code` and `to_2017`, "35+36" where one is split) or one by one. Throws
/// data::InputError on codes out of order, sectors that nothing becomes, and splits without shares.
SectorParts sector_parts(SourceReader& reader, const SourceList& list, const data::Set& sectors);

/// Position of a sector by its code, "01" for the first; -1 where none of `sectors` has it.
int sector_position(const std::string& code, int sectors);

/// The published sector with the code in a cell, "01" for the first.
int published_sector(const data::Csv& csv, int row, int column, const SectorParts& parts);

}  // namespace yuqian::calibration
