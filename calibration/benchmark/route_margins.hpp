// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/margins.hpp>
#include <yuqian/data/mapping.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/kernel/local_text.hpp>
#include <yuqian/model/regional/benchmark/route_margins.hpp>

namespace yuqian::calibration {

/// What it costs to move and to sell goods, at the detail of a table:
/// data/elasticities/transport.csv, the tables `route_margins` and `trade_margins` of
/// assumptions.toml, and distances. Without a sector there are no margins.
struct RouteAssumptions {
  int sector = -1;            ///< whose services transport margins are
  double origin_share = 0.5;  ///< of a margin between provinces, supplied where the goods leave
  double largest_share =
      0;  ///< of a province's use, and of its exports, of that sector that may be margin
  int trade_sector = -1;  ///< whose services trade margins are
  double trade_origin_share = 0;
  double trade_share =
      0;  ///< of a province's use, and of its exports, of that sector that are margins
  std::vector<double> rate;  ///< by good: margin for one km, of the value at the seller's gate; 0:
                             ///< bears no margins at all
  std::vector<std::array<double, model::mode_count>> mode_share;  ///< by good: of its margin
  data::Table distance;                                           ///< [province, province], km
  std::vector<double> port_distance;  ///< by province: km to the nearest province with a seaport
};

/// Throws data::InputError on missing keys, goods without a line, shares that do not add up to one.
RouteAssumptions read_route_assumptions(const std::string& goods_file,
                                        const data::Toml& assumptions, const data::Table& distance,
                                        const data::Set& sectors);

/// Margins of every route between provinces, of imports and of exports, at the detail of a table.
struct ProvincialMargins {
  model::RouteMargins margins;
  std::vector<std::string>
      scaled_down;  ///< provinces where transport would have exceeded the largest share of its use
};

/// Transport: distance times freight over price (eq. 50); those of a destination are scaled down
/// together where they would exceed the share of its transport use, those of exports likewise.
/// Trade: one rate for all goods that a province buys, own supply included, and one for its exports
/// (eq. 115). Throws data::InputError on distances between others.
ProvincialMargins route_margins(const data::Mrio& detailed, const RouteAssumptions&);

/// Margins of merged regions and goods: what is paid adds up, on the ways within a merged region
/// too, which its own supply then bears; mode shares are weighted by margin.
model::RouteMargins merge(const model::RouteMargins&, const data::Mapping& regions,
                          const data::Mapping& sectors);

/// How far the tables moved when margins were taken out of what users buy.
struct MarginReport {
  struct Service {
    double total = 0;        ///< margins on use, 10^8 yuan
    double of_use = 0;       ///< share of the use of the service
    double exported = 0;     ///< margins on exports, 10^8 yuan
    double of_exports = 0;   ///< share of its exports
    double trade_moved = 0;  ///< sum |change| over sum of its flows between regions
  };
  std::vector<Service> services;         ///< as model::margin_services()
  double use_moved = 0;                  ///< sum |change| over sum of the use matrices
  std::vector<std::string> scaled_down;  ///< provinces, by route_margins()
  model::LocalText text() const;
};

/// Takes margins out of the purchases of a table (eq. 52, 53): users pay the margin with the good,
/// buy so much less of the service, and spend in all what they did; the service's sales between
/// regions follow its new users. What is a margin on exports is exported no longer by itself.
/// Changes intermediate and final use, exports and flows of the services; output, value added,
/// imports and all other trade stay.
MarginReport take_out_margins(data::Mrio& table, const model::RouteMargins&);

}  // namespace yuqian::calibration
