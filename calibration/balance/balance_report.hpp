// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/calibration/balance/accounts.hpp>

namespace yuqian::calibration {

/// How far one block of the accounts stands from what was published.
struct BlockMove {
  std::string block;
  double published = 0.0;  ///< sum of absolute values, 10^8 yuan
  double balanced = 0.0;   ///< same, after balancing
  double moved = 0.0;      ///< sum of absolute changes
  double share() const { return published > 0.0 ? moved / published : 0.0; }
};

struct CellMove {
  std::string block, cell;
  double published = 0.0, balanced = 0.0;  ///< 10^8 yuan
};

/// What the balancing did to the published figures.
struct BalanceReport {
  std::vector<BlockMove> blocks;
  std::vector<CellMove> cells;  ///< the ten that moved most, largest first
  Treatments treatments;        ///< what was infeasible or impossible, and what was done
  Doubts doubts;                ///< what was used as it stands and deserves a look
  int iterations = 0;
  double worst_gap = 0.0;  ///< of the whole system, relative to its largest margin
  double seconds = 0.0;

  /// For the terminal and for files: blocks, cells, and the treatments summed up by step with the
  /// `largest` of each.
  model::LocalText text(int largest = 5) const;
  /// The same as Markdown tables for docs/data.md, without the time taken.
  std::string markdown() const;
};

/// Adds one block, cell by cell; shapes must agree. Keeps the ten cells that moved most.
void compare_block(BalanceReport& report, const std::string& block, const data::Table& published,
                   const data::Table& balanced);

}  // namespace yuqian::calibration
