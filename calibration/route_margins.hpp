// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/margins.hpp"
#include "data/mapping.hpp"
#include "data/mrio.hpp"
#include "data/toml.hpp"
#include "model/route_margins.hpp"

namespace yuqian::calibration {

/// What it costs to move goods, at the detail of a table: data/elasticities/transport.csv, the table
/// `route_margins` of assumptions.toml, and distances. Without a sector there are no margins.
struct RouteAssumptions {
  int sector = -1;           ///< whose services the margins are
  double origin_share = 0.5; ///< of a margin, supplied where the goods leave
  double largest_share = 0;  ///< of a province's use of that sector that may be margin
  std::vector<double> rate;  ///< by good: margin for one km, of the value at the seller's gate
  std::vector<std::array<double, model::mode_count>> mode_share;  ///< by good: of its margin
  data::Table distance;      ///< [province, province], km
  std::vector<double> port_distance;  ///< by province: km to the nearest province with a seaport
};

/// Throws data::InputError on missing keys, goods without a line, shares that do not add up to one.
RouteAssumptions read_route_assumptions(const std::string& goods_file, const data::Toml& assumptions,
                                        const data::Table& distance, const data::Set& sectors);

/// Margins of every route between provinces and of imports, at the detail of a table.
struct ProvincialMargins {
  model::RouteMargins margins;
  std::vector<std::string> scaled_down;  ///< provinces where they would have exceeded the largest share
};

/// Distance times freight over price (eq. 50). Those of a destination are scaled down together where they
/// would exceed the share of its transport use. Throws data::InputError on distances between others.
ProvincialMargins route_margins(const data::Mrio& detailed, const RouteAssumptions&);

/// Margins of merged regions and goods: what is paid adds up, on the ways within a merged region too, which
/// its own supply then bears; mode shares are weighted by margin.
model::RouteMargins merge(const model::RouteMargins&, const data::Mapping& regions, const data::Mapping& sectors);

/// How far the tables moved when margins were taken out of what users buy.
struct MarginReport {
  double total = 0;        ///< margins, 10^8 yuan
  double of_transport = 0; ///< share of the use of transport
  double use_moved = 0;    ///< sum |change| over sum of the use matrices
  double trade_moved = 0;  ///< the same of the transport sector's flows between regions
  std::vector<std::string> scaled_down;  ///< provinces, by route_margins()
  std::string text() const;
};

/// Takes margins out of the purchases of a table (eq. 52, 53): users pay the margin with the good, buy so
/// much less transport, and spend in all what they did; the transport sector's sales between regions
/// follow its new users. Changes intermediate and final use and that sector's trade; output, value added,
/// foreign trade and all other trade stay.
MarginReport take_out_margins(data::Mrio& table, const model::RouteMargins&);

}  // namespace yuqian::calibration
