// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/table.hpp"

#include <array>
#include <vector>

namespace yuqian::model {

/// Origins and destinations of trade: the provinces, then "RestOfWorld".
data::Set places(const data::Set& regions, std::string axis);

/// Mode groups of transport: rail_water, road, air_other.
const data::Set& mode_groups();
constexpr int mode_count = 3;

/// Transport that is bought with goods on their way, in fixed proportion to what is delivered (eq. 50,
/// 51): a margin in the sense of TERM. Its services are those of one sector, made in part where the
/// goods leave and in part where they arrive; of imports, where they arrive.
struct RouteMargins {
  data::Table paid;        ///< [from, to, good] over places, 10^8 yuan at the benchmark, >= 0; on the diagonal: within a region of several provinces
  int good = -1;           ///< the sector whose services they are; -1: the benchmark has no margins
  double origin_share = 0; ///< of a margin between provinces that the origin supplies
  std::vector<std::array<double, mode_count>> mode_share;  ///< by good: of its margin, adding up to one

  bool any() const { return good >= 0; }
  /// Paid on the way from `from` (regions: from abroad) to region `to` with a good; 0 without margins.
  double on(int from, int to, int i) const { return any() ? paid(from, to, i) : 0; }
  double from_origin(int from, int to, int i) const;       ///< the part that the origin supplies
  double from_destination(int from, int to, int i) const;  ///< the part that the destination supplies
  double on_arrivals(int to, int i) const;  ///< paid with a good by a region, from all origins
  double supplied_by(int r) const;          ///< services that a region makes for all routes
};

}  // namespace yuqian::model
