// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/accounts/arrivals.hpp>

#include <yuqian/model/regional/blocks/use.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model::report {
namespace {

/// Enters a service that is bought with a good on its way; returns the sector whose service it is.
int add_margin(Accounts& a, const Benchmark& b, const Meaning<Netput>& bought, double augmentation,
               const Flow& flow, int to, int i, int use) {
  const int service = bought.item, from = bought.detail;
  a.margin(service, from, to, i, use) += flow.volume;
  a.margin_value(service, from, to, i, use) += flow.value;
  a.margin_use(service, from, to, i, use) = augmentation;
  return b.margins.services[at(service)].good;
}

}  // namespace

void add_arrivals(Accounts& a, const Benchmark& b, const BlockReader& source, int r, int i,
                  int use) {
  const auto enter = [&](const Meaning<Netput>& bought, double quantity, double price, int leaf) {
    const Flow flow{price * quantity, quantity};
    const int s = bought.region;
    if (bought.is(Netput::quota_route)) return;
    if (bought.is(Netput::margin)) {
      const int sector = add_margin(a, b, bought, source.augmentation(leaf), flow, r, i, use);
      a.margin_supplied(s, sector) += flow.value;
    } else if (bought.is(Netput::import)) {
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
  };
  source.each(source.data().inputs, enter);
}

void add_departures(Accounts& a, const Benchmark& b, const BlockReader& world, int i) {
  const auto enter = [&](const Meaning<Netput>& sold, double quantity, double price, int leaf) {
    if (sold.is(Netput::abroad)) return;                        // of others
    const double rebate = -world.tax(leaf) * price * quantity;  // the world pays as much less
    const Flow flow{price * quantity - rebate, quantity};
    RegionAccounts& seller = a.regions[at(sold.region)];
    seller.exports += flow;
    seller.export_rebate += rebate, seller.production_tax -= rebate;
    const int sector = sold.is(Netput::margin)
                           ? add_margin(a, b, sold, world.augmentation(leaf), flow,
                                        b.regions.size(), i, spec::export_use)
                           : sold.item;
    a.exports(sold.region, sector) += flow.volume;
  };
  world.each(world.data().inputs, enter);
}

void add_rent(Accounts& a, const RegionalModel& m, const QuotaRoute& route, double rate) {
  const double rent = rate * a.trade_value(route.from, route.to, route.good, route.use);
  a.quota_rent(route.from, route.to, route.good, route.use) = rent;
  if (m.closure->quota_owner != Closure::QuotaOwner::origin) return;
  a.regions[at(route.to)].wedge -= rent;
  a.regions[at(route.from)].wedge += rent;
  a.regions[at(route.to)].inflow.value += rent;
  a.regions[at(route.from)].outflow.value += rent;
}

}  // namespace yuqian::model::report
