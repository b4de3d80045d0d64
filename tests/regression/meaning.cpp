// SPDX-License-Identifier: Apache-2.0
// What blocks note on their parts, under every shipped closure: nothing is left without a meaning,
// and what is noted agrees with the prices and incomes that the model stands on.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/sector_bill.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "tests/catch.hpp"
#include "tests/china_benchmark.hpp"

#include <filesystem>

using namespace yuqian;
using namespace yuqian::model;

namespace {

/// The price that a netput of this meaning has to bear; invalid where several may.
CommodityId price_of(const RegionalModel& m, const Meaning<Netput>& n) {
  switch (n.kind) {
    case Netput::domestic_sale:
    case Netput::provincial:
      return m.domestic_price(n.region, n.item);
    case Netput::foreign_sale:
      return m.foreign_exchange;
    case Netput::labour:
      return m.wage(n.region, n.item);
    case Netput::capital:
      return n.region < 0 ? m.capital_pool
             : n.item < 0 ? m.regional_rent[at(n.region)]
                          : m.rent(n.region, n.item);
    case Netput::land:
      return m.land_rent(n.region, n.item);
    case Netput::intermediate:
      return m.intermediate_price(n.region, n.item);
    case Netput::purchase:
      return m.final_price(n.region, n.item);
    case Netput::import:
      return m.import_price[at(n.item)];
    default:
      return {};
  }
}

void check_leaves(const RegionalModel& m) {
  const Model& model = *m.model;
  int strangers = 0, wrong = 0, untaxed = 0;
  for (const BlockData& block : model.blocks()) {
    const Meaning<Agent> owner = agent(model, block.level);
    for (int i = block.leaf_begin; i < block.leaf_end; ++i) {
      const Leaf& leaf = model.kernel().leaves[at(i)];
      const Meaning<Netput> what = netput(model, i);
      // What a composite or a way supplies is its own price alone.
      const bool product = model.kernel().trees[at(block.inputs)].leaf_end <= i &&
                           (owner.is(Agent::sourcing) || owner.is(Agent::quota_route));
      strangers += what.is(Netput::other) != product;
      if (const CommodityId price = price_of(m, what); price.valid())
        wrong += model.offsets()(price) != leaf.price;
      if (what.is(Netput::intermediate))
        wrong +=
            sector_bill(*m.benchmark, *m.closure, owner.region, owner.item)[at(what.detail)].good !=
            what.item;
      if (what.is(Netput::margin)) {
        const int good = m.benchmark->margins.services[at(what.item)].good;
        const auto& prices =
            owner.is(Agent::world_market) ? m.domestic_price : m.intermediate_price;
        wrong += model.offsets()(prices(what.region, good)) != leaf.price;
        // The good that the service goes with is written first in their branch, where it has one.
        const int first = model.kernel().nests[at(leaf.nest)].leaf_begin;
        const Meaning<Netput> with = netput(model, first);
        wrong += with.is(Netput::import) ? what.detail != m.benchmark->regions.size()
                                         : what.detail != with.region;
      }
      for (int t = leaf.tax_begin; t < leaf.tax_end; ++t) untaxed += levy(model, t) == Levy::other;
    }
  }
  CHECK(strangers == 0);
  CHECK(wrong == 0);
  CHECK(untaxed == 0);
}

void check_incomes(const RegionalModel& m) {
  const Model& model = *m.model;
  const int exchange = model.offsets()(m.foreign_exchange);
  int wrong = 0;
  for (const EndowmentData& e : model.endowments())
    wrong += kind(e) == Endowment::other || is_money(kind(e)) != (e.price == exchange);
  for (const TransferData& t : model.transfers()) {
    const Meaning<Agent> from = agent(model, t.from), to = agent(model, t.to);
    const auto is_public = [](const Meaning<Agent>& a) {
      return a.is(Agent::government) || a.is(Agent::centre);
    };
    wrong += kind(t) == Transfer::other;
    wrong += (kind(t) == Transfer::direct_tax) != (from.is(Agent::household) && is_public(to));
    wrong += (kind(t) == Transfer::grant) != (is_public(from) && is_public(to));
    wrong += (kind(t) == Transfer::benefit) != (is_public(from) && to.is(Agent::household));
  }
  for (int r = 0; r < m.benchmark->regions.size(); ++r)
    for (const auto& [list, group] : {std::pair{&m.rural, 0}, {&m.urban, 1}}) {
      const Meaning<Agent> a = agent(model, model.offsets()((*list)[at(r)]));
      wrong += !a.is(Agent::household) || a.region != r || a.detail != group;
    }
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("every part of the model says what it stands for, under every shipped closure") {
  int closures = 0;
  for (const auto& file : std::filesystem::directory_iterator(tests::shipped("closures"))) {
    INFO(file.path().stem().string());
    const Closure closure = tests::closure(file.path().stem().string());
    const bool apart = closure.power != Closure::Power::aggregate;  // electricity on its own
    const auto m = tests::china_model(
        tests::china_benchmark("central", "default", apart ? "42" : "8"), closure);
    check_leaves(*m);
    check_incomes(*m);
    ++closures;
  }
  CHECK(closures > 20);
}
