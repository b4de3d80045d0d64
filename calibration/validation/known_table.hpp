// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/calibration/balance/trade.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/interindustry/io_table.hpp>

namespace yuqian::calibration {

/// An interregional table whose flows are known, and what the estimator may see beside its margins.
struct KnownTable {
  data::Set regions, sectors;
  data::Table trade;       ///< [supplier, region_to, sector] own supply on the diagonal, 10^8 yuan
  data::Table exports;     ///< [region, sector]
  data::Table imports;     ///< [region, sector]; goods that arrive from outside all regions
  data::Table distance;    ///< [supplier, region_to] km, zero on the diagonal
  data::Table contiguous;  ///< [supplier, region_to] 1 where two share a border; may be empty
  data::Table earlier;     ///< [supplier, region_to] flows of all goods of an earlier year with own
                           ///< supply on the diagonal; may be empty
  data::Table freight;     ///< [supplier, region_to] tonnes by rail; may be empty
};

/// Reads a dataset file (docs/data.md) with the tables distance or rail_distance, contiguous,
/// earlier_flows and rail_freight where it has them.
KnownTable read_known_table(const std::string& path);
/// The same of a table of cells, such as a user's own in CSV. It has no distances.
KnownTable known_table(const interindustry::IoTable&);

/// Takes distances of regions that are China's provinces from a table of them; those that are
/// there stay. Throws data::InputError where there are none then.
void require_distances(KnownTable&, const data::Table& of_provinces, const std::string& path);

/// What the estimator is given: the shares and patterns of D14 and D15, from the table's own past
/// flows and freight where it has them, and from gravity as fitted to China's otherwise.
TradePatterns patterns_for(const KnownTable&);

}  // namespace yuqian::calibration
