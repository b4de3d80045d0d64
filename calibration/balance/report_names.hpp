// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// Chinese names of what a balance report speaks of; the word itself where none is known.
namespace yuqian::calibration {

/// Of a block of the accounts: "intermediate".
std::string chinese_block(const std::string& block);

/// Of a step that treats cells: "net_transit".
std::string chinese_step(const std::string& step);

/// Of a cell, "Guizhou,coal": labels of provinces, sectors, final uses and items of value added.
std::string chinese_cell(const std::string& cell);

}  // namespace yuqian::calibration
