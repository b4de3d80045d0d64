// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/pair_order.hpp>

#include <fmt/format.h>

#include <utility>

#include <yuqian/data/error.hpp>

namespace yuqian::calibration {

void require_ordered_estimates(const std::array<data::Mrio, 3>& variants) {
  const data::Set& regions = variants[0].regions;
  const auto chongqing = regions.find("Chongqing"), guizhou = regions.find("Guizhou");
  if (!chongqing || !guizhou) return;
  for (const auto& [from, to] : {std::pair{*chongqing, *guizhou}, {*guizhou, *chongqing}}) {
    std::array<double, 3> flow{};
    for (std::size_t v = 0; v < flow.size(); ++v)
      for (int i = 0; i < variants[v].sectors.size(); ++i)
        flow[v] += variants[v].trade(from, to, i);
    const double rounding = 1e-9 * flow[1];
    if (flow[0] <= flow[1] + rounding && flow[1] <= flow[2] + rounding) continue;
    throw data::InputError(
        {{},
         fmt::format("flows from {} to {} are {:.1f} (low), {:.1f} (central) and {:.1f} (high) "
                     "x 10^8 yuan",
                     regions.label(from), regions.label(to), flow[0], flow[1], flow[2]),
         regions.label(from),
         "the estimates must be ordered: compare the rows of the two in rail_distance_km.csv, "
         "rail_freight_2011.csv and trade_shares_nonfarm.csv with their sources"});
  }
}

}  // namespace yuqian::calibration
