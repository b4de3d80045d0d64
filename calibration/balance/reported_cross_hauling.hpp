// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include <yuqian/calibration/balance/accounts.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {

inline double odds(double share) { return std::log(share / (1.0 - share)); }  ///< their logarithm
inline double share_of(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

/// What provinces report of cross-hauling, net of transit. A report tells something if the province
/// gives both flows, without transit that hides them, of a good that it makes and uses.
struct Reports {
  data::Table share;              ///< [region, sector] of the room for it
  std::vector<char> informative;  ///< in the order of the table
  bool counts(int r, int i, int goods) const { return informative[at(r * goods + i)] != 0; }
};
Reports cross_hauling_reports(const Accounts& before);

/// What is typical of a good (D13): log odds a + b ln(size), size being the cell's share in the
/// nation's room for cross-hauling, and how far reports lie from it.
struct Typical {
  double slope = 0.0;   ///< b, estimated within goods
  double spread = 0.0;  ///< standard deviation of reports about it, in log odds
  std::vector<std::optional<double>> intercept;  ///< a by good; none where no report counts
  /// Log odds of a cell; the good must have an intercept.
  double log_odds(const data::Table& room, int r, int i) const;
};
Typical typical_cross_hauling(const Reports&, const data::Table& room);

}  // namespace yuqian::calibration
