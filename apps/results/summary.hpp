// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::apps {

/// What one run changes for whom, as the screen, --json and `compare` show it: the reading of its
/// tables. Percentages are changes relative to the reference state; missing figures are not a
/// number.
struct Summary {
  /// One figure for every area of `areas`.
  struct Measure {
    std::string key;   ///< "grp_real_change"
    std::string unit;  ///< a code of data::units()
    std::vector<double> values;
  };
  /// Goods sold by one of the pair to the other, all goods and uses, at benchmark prices, 10^8
  /// yuan.
  struct PairFlow {
    std::string from, to;
    double reference = 0, counterfactual = 0;
  };
  /// Share of a partner in all intermediates that a region uses, %.
  struct PartnerShare {
    std::string region, partner;
    double reference = 0, counterfactual = 0;
  };

  data::Set areas;  ///< the regions that matter first, then the two together, the rest, the nation
  std::vector<Measure> measures;
  std::vector<PairFlow> flows;
  std::vector<PartnerShare> partners;

  const Measure& measure(std::string_view key) const;
};

/// Areas to show: the pair, further regions that the scenario names, the two together,
/// the rest of China, the nation; all areas where there is no pair. Positions in `areas`.
std::vector<int> areas_to_show(const data::Set& areas, std::span<const std::string> named_regions);

/// Keys and units of Summary::measures, in their order.
const std::vector<std::pair<std::string, std::string>>& summary_measures();

/// Throws data::InputError if a table that it needs is missing.
Summary summarize(std::span<const data::Table> tables, std::span<const std::string> named_regions);

}  // namespace yuqian::apps
