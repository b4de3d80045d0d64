// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include <yuqian/calibration/balance/accounts.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::calibration {

inline constexpr std::array variants{"low", "central", "high"};

/// Cross-hauling: what a province both sends out and takes in of one good, as a share of the most
/// it could, the smaller of output and use at home (docs/data.md, D12).
struct CrossHauling {
  data::Table reported;              ///< [region, sector] as the tables say, net of transit
  std::array<data::Table, 3> share;  ///< [region, sector] by variant, low <= central <= high
  double size_elasticity = 0.0;      ///< of the odds of cross-hauling to the size of a province
  double spread = 0.0;        ///< of reports about what is typical, standard deviation in log odds
  std::vector<double> shift;  ///< by province: of log odds, applied where no report counts
  std::vector<double> low_factor;  ///< by province: low share / central share outside agriculture
};

/// Shares of the three variants (D13). `before`: accounts with the reported flows net of transit;
/// `after`: the balanced ones. `home_2007`: home share of non-farm spending in 2007 by province,
/// NaN where unknown.
CrossHauling cross_hauling(const Accounts& before, const Accounts& after,
                           const std::vector<bool>& local, const std::vector<double>& home_2007);

/// Largest amount of cross-hauling of a cell: min(output - exports, use - imports), >= 0.
double room_for_cross_hauling(const Accounts& accounts, int r, int i);

}  // namespace yuqian::calibration
