// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/accounts/arrivals.hpp>

#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::report {
namespace {

/// Enters the service that a leaf buys with the good of its nest.
void add_margin(Accounts& a, const Benchmark& b, const BlockReader& source, int leaf,
                const Flow& flow, int from, int to, int i, int use) {
  const int place = leaf - source.first(leaf) - 1;  // after the good, as they were put there
  const int service = b.margins.purchases(from, to, i)[place].service;
  a.margin(service, from, to, i, use) += flow.volume;
  a.margin_value(service, from, to, i, use) += flow.value;
  a.margin_use(service, from, to, i, use) = source.augmentation(leaf);
}

}  // namespace

void add_arrivals(Accounts& a, const Benchmark& b, const BlockReader& source,
                  const std::vector<Meaning>& meaning, int r, int i, int use) {
  source.each(source.data().inputs, [&](int p, double quantity, double price, int leaf) {
    const Flow flow{price * quantity, quantity};
    const Meaning::Kind kind = meaning[at(p)].kind;
    const int s = meaning[at(p)].region;
    if (kind == Meaning::way) return;
    if (kind == Meaning::margin) {
      const Meaning& good = meaning[at(source.first_price(leaf))];
      const int from = good.kind == Meaning::foreign ? b.regions.size() : good.region;
      add_margin(a, b, source, leaf, flow, from, r, i, use);
      a.margin_supplied(s, meaning[at(p)].sector) += flow.value;
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

void add_departures(Accounts& a, const Benchmark& b, const BlockReader& world,
                    const std::vector<Meaning>& meaning) {
  world.each(world.data().inputs, [&](int p, double quantity, double price, int leaf) {
    if (meaning[at(p)].kind != Meaning::domestic) return;
    const double rebate = -world.tax(leaf) * price * quantity;  // the world pays as much less
    const Flow flow{price * quantity - rebate, quantity};
    RegionAccounts& seller = a.regions[at(meaning[at(p)].region)];
    seller.exports += flow;
    seller.export_rebate += rebate, seller.production_tax -= rebate;
    a.exports(meaning[at(p)].region, meaning[at(p)].sector) += flow.volume;
    const Meaning& good = meaning[at(world.first_price(leaf))];
    if (world.first(leaf) != leaf && good.kind == Meaning::domestic)
      add_margin(a, b, world, leaf, flow, good.region, b.regions.size(), good.sector,
                 spec::export_use);
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
