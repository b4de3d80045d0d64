// SPDX-License-Identifier: Apache-2.0
// Factor markets: labour moves between the sectors of its region; capital is specific to its sector
// or moves within the region, as the closure says; land and resources stay with their sector.
#include "model/spec/blocks.hpp"

namespace yuqian::model::spec {

void add_factors(Assembly& a) {
  RegionalModel& m = a.model;
  const bool mobile = a.closure.capital == Closure::Capital::mobile;
  for (int r = 0; r < a.regions; ++r) {
    m.wage.push_back(a.m.commodity({.name = a.cell("PL", r), .region = r}));
    CommodityId regional;
    if (mobile) regional = a.m.commodity({.name = a.cell("PK", r), .region = r});
    for (int j = 0; j < a.sectors; ++j) {
      if (a.b.capital(r, j) > 0)
        m.rent(r, j) = mobile ? regional : a.m.commodity({.name = a.cell("PK", r, j), .region = r});
      if (a.b.land(r, j) > 0) m.land_rent(r, j) = a.m.commodity({.name = a.cell("PN", r, j), .region = r});
    }
  }
}

}  // namespace yuqian::model::spec
