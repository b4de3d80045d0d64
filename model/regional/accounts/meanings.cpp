// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/accounts/block_reader.hpp>

namespace yuqian::model::report {

std::vector<Meaning> meanings(const RegionalModel& m) {
  std::vector<Meaning> list(at(m.model->size()));
  const UnknownOffsets& o = m.model->offsets();
  const auto set = [&](CommodityId id, Meaning::Kind kind, int r, int i) {
    if (id.valid()) list[at(o(id))] = {kind, r, i};
  };
  for (int r = 0; r < m.benchmark->regions.size(); ++r) {
    for (int i = 0; i < m.benchmark->sectors.size(); ++i) {
      set(m.domestic_price(r, i), Meaning::domestic, r, i);
      set(m.wage(r, i), Meaning::wage, r, i);
      set(m.rent(r, i), Meaning::rent, r, i);
      set(m.land_rent(r, i), Meaning::land, r, i);
    }
  }
  for (const MarginService& service : m.benchmark->margins.services)
    for (int r = 0; r < m.benchmark->regions.size(); ++r)
      set(m.intermediate_price(r, service.good), Meaning::margin, r, service.good);
  for (const QuotaWay& way : m.quotas) set(way.price, Meaning::way, way.from, way.good);
  set(m.foreign_exchange, Meaning::foreign, -1, -1);
  for (const CommodityId id : m.import_price) set(id, Meaning::foreign, -1, -1);
  return list;
}

}  // namespace yuqian::model::report
