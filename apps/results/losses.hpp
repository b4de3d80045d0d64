// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <yuqian/data/table.hpp>

namespace yuqian::apps {

/// One that loses: a household group of an area, or a sector of an area.
struct Loss {
  std::string area, item;  ///< item: a household group or a sector
  bool is_sector = false;
};

/// Household groups whose equivalent variation is negative by more than 0.005 (10^8 yuan), then the
/// three sectors of each area whose output falls most; single regions and the rest of China, for
/// sums of winners and losers would hide them. Most first.
std::vector<Loss> largest_losses(std::span<const data::Table> tables, const data::Set& areas);

/// The table that a loss is read from: equivalent_variation or sector_output.
const data::Table& loss_table(std::span<const data::Table> tables, const Loss& loss);
/// 10^8 yuan, negative for a loss: equivalent variation, or change of output at benchmark prices.
double loss_of(std::span<const data::Table> tables, const Loss& loss);

}  // namespace yuqian::apps
