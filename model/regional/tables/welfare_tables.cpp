// SPDX-License-Identifier: Apache-2.0
// Equivalent and compensating variation and the price of consumption.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <array>

namespace yuqian::model::report {
namespace {

/// What the price of consumption weighs the goods with: the benchmark basket (as basket_price of
/// welfare.hpp has it), adding up to one for every household group that consumes.
data::Table basket_shares(const Compared& p) {
  const Benchmark& b = *p.m.benchmark;
  data::Table share("basket_share", {b.regions, households(), b.sectors}, "1");
  for (int r = 0; r < b.regions.size(); ++r)
    for (int h = 0; h < 2; ++h) {
      const data::Table& bought = h == 0 ? b.rural : b.urban;
      double sum = 0;
      for (int i = 0; i < b.sectors.size(); ++i) sum += bought(r, i);
      for (int i = 0; sum > 0 && i < b.sectors.size(); ++i) share(r, h, i) = bought(r, i) / sum;
    }
  return share;
}

/// The groups as one: sums of amounts, and rates by what each group spends in the reference.
struct AllHouseholds {
  data::Table ev, share, price;

  explicit AllHouseholds(const data::Set& areas)
      : ev("equivalent_variation_all", {areas}, "1e8 CNY"),
        share("equivalent_variation_share_all", {areas}, "%"),
        price("consumer_price_all", {states(), areas}, "1") {}

  void fill(int a, const data::Table& by_group, const data::Table& group_price,
            const std::array<double, 2>& spent) {
    double spending = 0, quantity = 0;
    std::array<double, 2> cost{};
    for (int h = 0; h < 2; ++h) {
      ev(a) += by_group(a, h);
      spending += spent[at(h)];
      const double bought = spent[at(h)] / group_price(0, a, h);
      quantity += bought;
      for (int state = 0; state < 2; ++state) cost[at(state)] += bought * group_price(state, a, h);
    }
    share(a) = spending > 0 ? 100 * ev(a) / spending : 0;
    for (int state = 0; state < 2; ++state)
      price(state, a) = quantity > 0 ? cost[at(state)] / quantity : 1;
  }
};

}  // namespace

void add_welfare(Tables& out, const Compared& p) {
  data::Table ev("equivalent_variation", {p.areas.set, households()}, "1e8 CNY");
  data::Table cv("compensating_variation", {p.areas.set, households()}, "1e8 CNY");
  data::Table share("equivalent_variation_share", {p.areas.set, households()}, "%");
  data::Table price("consumer_price", {states(), p.areas.set, households()}, "1");
  data::Table carbon("consumer_price_carbon", {states(), p.m.benchmark->regions, households()},
                     "1");
  for (int state = 0; state < 2; ++state)
    for (int r = 0; r < p.m.benchmark->regions.size(); ++r)
      for (int h = 0; h < 2; ++h)
        carbon(state, r, h) =
            basket_tax(p.m, p.point[at(state)], (h == 0 ? p.m.rural : p.m.urban)[at(r)]);
  AllHouseholds all(p.areas.set);
  for (int a = 0; a < p.areas.set.size(); ++a) {
    std::array<double, 2> spent{};
    for (int h = 0; h < 2; ++h) {
      double& spending = spent[at(h)];
      double basket = 0;
      std::array<double, 2> cost{};
      for (const int r : p.areas.members[at(a)]) {
        const ConsumerId id = (h == 0 ? p.m.rural : p.m.urban)[at(r)];
        ev(a, h) += equivalent_variation(p.m, p.point[0], p.point[1], id);
        cv(a, h) += compensating_variation(p.m, p.point[0], p.point[1], id);
        const RegionAccounts& before = p.accounts[0].regions[at(r)];
        const double consumption = (h == 0 ? before.rural : before.urban).value;
        spending += consumption;
        basket += consumption;
        for (int state = 0; state < 2; ++state)
          cost[at(state)] += consumption * basket_price(p.m, p.point[at(state)], id);
      }
      share(a, h) = spending > 0 ? 100 * ev(a, h) / spending : 0;
      for (int state = 0; state < 2; ++state)
        price(state, a, h) = basket > 0 ? cost[at(state)] / basket : 1;
    }
    all.fill(a, ev, price, spent);
  }
  out.insert(out.end(),
             {std::move(ev), std::move(share), std::move(cv), std::move(price), std::move(carbon),
              basket_shares(p), std::move(all.ev), std::move(all.share), std::move(all.price)});
}

}  // namespace yuqian::model::report
