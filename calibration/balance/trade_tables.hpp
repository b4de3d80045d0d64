// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include <yuqian/data/mrio.hpp>

namespace yuqian::calibration {

/// Trade of a group of sectors in one variant, 10^8 yuan and shares of use.
struct TradeSummary {
  double use = 0.0, own = 0.0, imports = 0.0;  ///< of a province
  double from_partner = 0.0;                   ///< supplied by one other province
  double home_share() const { return use > 0.0 ? own / use : 0.0; }
  double partner_share() const { return use > 0.0 ? from_partner / use : 0.0; }
};

/// What `region` uses of the sectors of one broad sector (all where `broad` < 0) and where it
/// comes from. `partner` < 0: none.
TradeSummary summarise(const data::Mrio& mrio, int region, int partner, int broad);

/// All flows between provinces, 10^8 yuan.
double interprovincial_trade(const data::Mrio& mrio);

/// The tables of docs/data.md as Markdown: flows between Chongqing and Guizhou by broad sector and
/// variant, Head-Ries barriers, and home shares of every province with its purchases from Chongqing
/// and Guizhou.
std::string trade_tables_markdown(std::span<const data::Mrio> variants);

}  // namespace yuqian::calibration
