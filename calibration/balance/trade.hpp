// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include <yuqian/calibration/balance/accounts.hpp>
#include <yuqian/calibration/balance/cross_hauling.hpp>
#include <yuqian/calibration/balance/gravity.hpp>

namespace yuqian::calibration {

/// How flows between provinces are spread, size taken out: square matrices without diagonal whose
/// rows and columns add up to 1 (docs/data.md, D14 and D15).
struct TradePatterns {
  std::vector<double>
      shares_2007;           ///< spending shares of 2007; Tibet by the gravity model of the rest
  std::vector<double> rail;  ///< rail freight of 2011, nine tenths observed, one tenth fitted
  std::vector<double> freight_gravity;  ///< gravity model fitted to rail freight
  std::vector<double> between;  ///< weighted geometric mean of shares_2007 and freight_gravity
  std::vector<double> bulk;     ///< the same with a little of rail: goods that move in bulk
  std::vector<double> plain;    ///< distance^-1.25
  Gravity fit_2007, fit_rail;
};

TradePatterns trade_patterns(const SourceTables& tables);

/// The pattern `between` of an observed one and gravity, as the central variant has it.
std::vector<double> pattern_between(const std::vector<double>& observed,
                                    const std::vector<double>& gravity, int n);
/// The pattern `bulk` of the two that it is a mean of.
std::vector<double> bulk_pattern(const std::vector<double>& rail,
                                 const std::vector<double>& between, int n);
/// Rail freight, nine tenths observed and one tenth fitted, size taken out.
std::vector<double> rail_pattern(const std::vector<double>& freight,
                                 const std::vector<double>& gravity, int n);

/// Exponent of plain gravity: did best on an older true table at 1 to 1.5.
inline constexpr double plain_decay = 1.25;

/// Flows between provinces of one variant.
struct TradeEstimate {
  data::Table trade;       ///< [supplier, region_to, sector], own supply on the diagonal
  Treatments treatments;   ///< cells whose cross-hauling had to be cut
  double worst_gap = 0.0;  ///< of the balancing by good, relative
};

/// Outflow = max(net flow, 0) + cross-hauling, inflow = max(-net flow, 0) + cross-hauling; the
/// variant's pattern is scaled to them good by good (D16). Low: 2007 pattern. Central: the pattern
/// between, with a little of rail freight for goods that move by rail. High: plain gravity.
TradeEstimate estimate_trade(const Accounts& accounts, const CrossHauling& cross,
                             const TradePatterns& patterns, const std::vector<bool>& by_rail,
                             int variant);

}  // namespace yuqian::calibration
