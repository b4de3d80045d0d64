// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/evidence/evidence.hpp>
#include <yuqian/data/mrio.hpp>

namespace yuqian::calibration {

/// A figure before and after reconciling, with standard errors: 10^8 yuan; shares as they are.
struct FigureOutcome {
  Figure figure;
  std::string label;
  double estimate = 0, estimate_sd = 0;  ///< of the table, its balances known
  double result = 0, result_sd = 0;      ///< with all figures of the file
};

/// A cell that gave way, or a block of them.
struct GaveWay {
  std::string block, cell;  ///< "trade", "Chongqing,Guizhou,food"; a block: cell empty
  double before = 0, after = 0, moved = 0;  ///< moved: sum of absolute changes
};

/// All goods from one region to another.
struct PairFlow {
  int from = 0, to = 0;
  double before = 0, before_sd = 0, after = 0, after_sd = 0;
};

/// A table that fits surveyed figures, and what that took.
struct Reconciled {
  data::Mrio mrio;
  std::vector<FigureOutcome> figures;   ///< in the order of the file
  std::vector<GaveWay> cells;           ///< that no figure names, largest change first
  std::vector<GaveWay> blocks;          ///< every table that moved
  std::vector<double> moved_by_region;  ///< absolute changes of a region's cells; of flows, those
                                        ///< that it sends
  std::vector<PairFlow> pairs;  ///< both directions of every pair that a flow names by itself
  data::Table
      surveyed;  ///< [supplier, region_to, sector] 1: the flow is a figure by itself, else 0
  int iterations = 0;
  double worst_gap = 0;  ///< of a balance, relative to its terms
};

/// The table nearest to the given one that fits the figures as their errors ask and keeps every
/// balance (eq. 380 to 385; docs/evidence.md). Value added stays where no figure names it, and so
/// does GRP; where figures name flows alone, output, use and foreign trade stay as well. The order
/// of figures changes no bit. Throws data::InputError at the figure that is impossible or
/// contradicts another, or, where many exclude each other together, at the one to blame first.
Reconciled reconcile(const data::Mrio&, const Evidence&);

}  // namespace yuqian::calibration
