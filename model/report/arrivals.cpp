// SPDX-License-Identifier: Apache-2.0
#include "model/report/arrivals.hpp"

namespace yuqian::model::report {

void add_arrivals(Accounts& a, const BlockReader& source, const std::vector<Meaning>& meaning, int r, int i, int use) {
  source.each(source.data().inputs, [&](int p, double quantity, double price, int leaf) {
    const Flow flow{price * quantity, quantity};
    const Meaning::Kind kind = meaning[at(p)].kind;
    const int s = meaning[at(p)].region;
    if (kind == Meaning::way) return;
    if (kind == Meaning::transport) {
      const Meaning& good = meaning[at(source.first_price(leaf))];
      const int from = good.kind == Meaning::foreign ? static_cast<int>(a.regions.size()) : good.region;
      a.margin(from, r, i, use) += flow.volume;
      a.margin_value(from, r, i, use) += flow.value;
      a.margin_supplied[at(s)] += flow.value;
      a.margin_use(from, r, i, use) = source.augmentation(leaf);
    } else if (kind == Meaning::foreign) {
      a.regions[at(r)].imports += flow;
      a.imports(r, i, use) += flow.volume;
      a.imports_value(r, i, use) += flow.value;
      a.regions[at(r)].tariff += source.tax(leaf) * flow.value;
      return;
    } else {
      a.trade(s, r, i, use) = flow.volume;
      a.trade_value(s, r, i, use) = flow.value;
      a.regions[at(r)].wedge += source.tax(leaf) * flow.value;
    }
    if (s == r) return;
    a.regions[at(r)].inflow += flow;
    a.regions[at(s)].outflow += flow;
  });
}

void add_rent(Accounts& a, const RegionalModel& m, const QuotaWay& way, double rate) {
  const double rent = rate * a.trade_value(way.from, way.to, way.good, way.use);
  a.quota_rent(way.from, way.to, way.good, way.use) = rent;
  if (m.closure.quota_owner != Closure::QuotaOwner::origin) return;
  a.regions[at(way.to)].wedge -= rent;
  a.regions[at(way.from)].wedge += rent;
  a.regions[at(way.to)].inflow.value += rent;
  a.regions[at(way.from)].outflow.value += rent;
}

}  // namespace yuqian::model::report
