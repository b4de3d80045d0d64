// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/accounts.hpp>

namespace yuqian::calibration {

/// Prior of intermediate use, final use and net flows for the whole system, before balancing.
struct SystemPrior {
  data::Table final_use;   ///< scaled to its totals item by item
  data::Table net_flow;    ///< [region, sector]; adds up to zero over provinces for every good
  data::Table fixed_flow;  ///< [region, sector] the part that is not balanced: local sectors
};

/// Net flows that a nation can have (docs/data.md, D9): every good's use is scaled by one national
/// factor to what the nation makes, imports and exports, so that the provinces keep their reported
/// shares of use. A province's net flow is what its output, foreign trade and use leave. In local
/// sectors it is at most `local_share` of the smaller of output and use sold at home, and not more
/// than reported; where report and estimate differ in direction it is zero.
SystemPrior system_prior(const Accounts& accounts, const data::Table& final_use_totals,
                         const std::vector<bool>& local, double local_share);

}  // namespace yuqian::calibration
