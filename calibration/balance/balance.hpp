// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include <yuqian/calibration/balance/balance_report.hpp>
#include <yuqian/calibration/balance/cross_hauling.hpp>
#include <yuqian/calibration/balance/source_list.hpp>
#include <yuqian/calibration/balance/trade.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/data/store.hpp>

namespace yuqian::calibration {

enum class BalancingMethod {
  gras,           ///< seconds
  cross_entropy,  ///< the same optimum by Ipopt, some ten seconds: a check
};

/// Shares from 0 to 1, an output of zero or more; others are an InputError.
struct BalanceOptions {
  std::string sources;  ///< list of sources (source_list.hpp); empty: source_list_of(tables)
  BalancingMethod method = BalancingMethod::gras;
  double local_share = 0.10;      ///< of local sectors that may cross a province's border (D9)
  double foreign_ceiling = 0.99;  ///< of output that exports, and of use that imports, may be (D4)
  double tiny_output = 0.05;      ///< 10^8 yuan; smaller sectors are dropped (D6)
};

struct BalanceResult {
  SourceList sources;
  std::array<data::Mrio, 3> variants;  ///< low, central, high; they differ in trade only
  BalanceReport report;
  data::Provenance provenance;
  std::vector<data::ExtraTable>
      extra;  ///< CO2, distances, migration, employment, macro controls, ...
  CrossHauling cross_hauling;
  TradePatterns patterns;

  const data::Mrio& variant(std::string_view name) const;  ///< throws InputError on another name
};

/// Called before every step with its name and the share of the work that is done, 0 to 1.
using Progress = std::function<void(std::string_view step, double done)>;

/// From provincial tables, macro controls and past patterns of trade to one balanced multi-regional
/// table in three trade variants (docs/data.md). `tables`: the folder that the list of sources
/// speaks of. Seconds on one core. Throws InputError on wrong input and
/// InfeasibleMargins where the accounts exclude each other.
BalanceResult balance(const std::filesystem::path& tables, const BalanceOptions& options = {},
                      const Progress& progress = {});

/// The dataset file of a result.
void write_dataset(const BalanceResult& result, const std::filesystem::path& file);

}  // namespace yuqian::calibration
