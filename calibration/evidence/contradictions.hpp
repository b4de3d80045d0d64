// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/evidence/cells.hpp>

namespace yuqian::calibration {

/// Refuses, before anything is solved, what can be seen to be impossible; throws data::InputError
/// at the figure's place:
///   two exact figures of the same cells that differ; exact parts that exceed their exact sum, or
///   make it up and differ from it; a figure that is, by two of its standard deviations or exactly,
///   above what is made for the domestic market or used of it, above output (exports) or use
///   (imports); a figure of cells that the table does not have.
void require_consistent(const Evidence&, const Cells&, const data::Mrio&);

}  // namespace yuqian::calibration
