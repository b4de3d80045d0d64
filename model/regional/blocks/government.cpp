// SPDX-License-Identifier: Apache-2.0
// Provincial governments and the centre (eq. 13): taxes in; the benchmark's basket of public goods,
// transfers to households, public investment and transfers between the two levels out, as fixed
// shares of the payer's income.
#include <yuqian/model/regional/benchmark/incomes.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <algorithm>
#include <limits>

namespace yuqian::model::spec {
namespace {

/// Share of a province's income that is not an earmarked grant, which buys goods alone (eq. 72).
Expr unearmarked(const Assembly& a, const PublicBasket& basket, int r) {
  const ParameterId equal = basket.equalisation.at({r});
  if (!equal.valid()) return Expr(1.0);
  return Expr(1.0) - Expr(basket.gap[at(r)]) * Expr(equal) * Expr(a.model.foreign_exchange) /
                         Expr(a.model.government[at(r)]);
}

}  // namespace

double central_income(const Benchmark& b) {
  double sum = 0;
  for (int r = 0; r < b.regions.size(); ++r)
    sum +=
        b.central_to_local[at(r)] + public_budget(b, r).remitted + b.central_to_investment[at(r)];
  return sum;
}

void add_government(Assembly& a, const PublicBasket& basket) {
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  for (int r = 0; r < a.regions; ++r) {
    const PublicBudget spent = public_budget(b, r);
    const double income = spent.income();
    m.government.push_back(a.m.consumer({.name = a.cell("GOV", r),
                                         .start = income,
                                         .region = r,
                                         .scale = income,
                                         .tag = Meaning(Agent::government, r)}));
    // Barrier revenue is zero at the benchmark, so its scale is one, not its level; what a meter
    // takes and returns is large, and its difference has the rounding of the sum. It buys nothing:
    // where wedges are subsidies, province and households pay what it lacks.
    m.barrier_fund.push_back(a.m.consumer({.name = a.cell("FUND", r),
                                           .start = 0,
                                           .region = r,
                                           .scale = std::max(1.0, metered_flow(a, r)),
                                           .may_owe = true}));
  }
  const double received = central_income(b);
  m.centre = a.m.consumer(
      {.name = "CENTRE", .start = received, .scale = received, .tag = Meaning(Agent::centre)});
  const Meaning grant(Transfer::grant);
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    const double down = b.central_to_local[at];
    if (down > 0) a.m.transfer(m.centre, m.government[at], down / received, grant);
    if (down < 0)
      a.m.transfer(m.government[at], m.centre, -down / public_budget(b, r).income(), grant);
    BlockWriter w = a.m.demand(m.government[at]);
    w.inputs("services", 0.0);
    for (int i = 0; i < a.sectors; ++i)
      if (b.government(r, i) > 0)
        for (const PublicPurchase& bought : public_purchases_of(a, basket, r, i))
          w.input(m.final_price(r, i), bought.value)
              .preferred(bought.shift)
              .tagged(Meaning(Netput::purchase, r, i, bought.productive));
  }
}

Expr close_government(Assembly& a, const PublicBasket& basket, int r) {
  const RegionalModel& m = a.model;
  const auto at = static_cast<std::size_t>(r);
  const double rent_share = a.closure.wedge_rent_to_households;
  const Meaning revenue(Transfer::barrier_revenue), benefit(Transfer::benefit);
  a.m.transfer(m.barrier_fund[at], m.government[at], 1 - rent_share, revenue);
  if (rent_share > 0) a.m.transfer(m.barrier_fund[at], m.urban[at], rent_share, revenue);
  const PublicBudget spent = public_budget(a.b, r);
  const Expr own = unearmarked(a, basket, r);
  Expr on_goods(1 - spent.remitted / spent.income());
  const auto pass = [&](ConsumerId to, double amount, const Tag& meaning) {
    if (!(amount > 0)) return;
    const Expr share = Expr(amount / spent.income()) * own;
    a.m.transfer(m.government[at], to, share, meaning);
    on_goods = on_goods - share;
  };
  pass(m.rural[at], spent.to_rural, benefit);
  pass(m.urban[at], spent.to_urban, benefit);
  pass(m.investment[at], spent.invested, Meaning(Transfer::public_investment));
  if (spent.lent > 0)
    a.m.transfer(m.investment[at], m.government[at], lent_to_province(a.b, r),
                 Meaning(Transfer::borrowing));
  if (a.closure.government != Closure::Government::fixed_spending) return on_goods;
  // Real spending fixed: a share of the budget goes back to urban households, or comes from them.
  // The share is free: at a bound the equation would be let go, and a government that gives all
  // back and buys nothing be a second equilibrium.
  const AuxiliaryId refund = a.m.auxiliary({.name = a.cell("REFUND", r),
                                            .start = 0,
                                            .lower = -std::numeric_limits<double>::infinity(),
                                            .region = r});
  a.m.transfer(m.government[at], m.urban[at], Expr(refund), benefit);
  Expr cost(0.0);
  for (int i = 0; i < a.sectors; ++i)
    if (a.b.government(r, i) > 0)
      cost = cost + Expr(a.b.government(r, i) / spent.goods) * Expr(m.final_price(r, i));
  on_goods = on_goods - Expr(refund);
  a.m.equation(refund, Expr(m.government[at]) * on_goods / Expr(spent.goods) - cost);
  return on_goods;
}

}  // namespace yuqian::model::spec
