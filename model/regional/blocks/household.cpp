// SPDX-License-Identifier: Apache-2.0
// Rural and urban households (eq. 12): factor income, transfers, direct tax, saving, and a linear
// expenditure system whose committed quantities follow from income elasticities and the Frisch
// parameter.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/incomes.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>

#include <algorithm>

namespace yuqian::model::spec {
namespace {

struct Group {
  const char* name;
  const data::Table& consumption;
  std::vector<ConsumerId>& ids;
  double frisch;
  bool is_rural;
};

/// Share of household factor income of a kind that goes to the group.
double part(const Group& g, const std::vector<double>& rural_share, int r) {
  const double rural = rural_share[at(r)];
  return g.is_rural ? rural : 1 - rural;
}

/// Discretionary and committed parts of each quantity: committed = (1 + eta / frisch) q, with the
/// income elasticities scaled so that they average to one over the budget (Engel aggregation).
void add_spending(Assembly& a, const CarbonPrice& carbon, const Group& g, int r) {
  double spending = 0, weighted = 0;
  for (int i = 0; i < a.sectors; ++i) {
    spending += g.consumption(r, i);
    weighted += g.consumption(r, i) * a.b.elasticities[at(i)].income;
  }
  if (!(spending > 0)) return;
  BlockWriter w = a.m.demand(g.ids[at(r)]);
  for (int i = 0; i < a.sectors; ++i) {
    const double quantity = g.consumption(r, i);
    if (!(quantity > 0)) continue;
    const double eta = a.b.elasticities[at(i)].income * spending / weighted;
    const double committed = std::max(0.0, 1 + eta / g.frisch);
    w.input(a.model.final_price(r, i), quantity * (1 - committed))
        .committed(quantity * committed)
        .tagged(Meaning(Netput::purchase, r, i));
    charge_emissions(a, carbon, w, r, capped_emissions(a, r, i, g.is_rural ? 0 : 1) / quantity,
                     Expr(a.model.final_price(r, i)));
  }
}

}  // namespace

std::vector<Expr> add_households(Assembly& a, const HouseholdTerms& terms,
                                 const PublicBasket& basket) {
  RegionalModel& m = a.model;
  const Benchmark& b = a.b;
  const Group groups[] = {{"RURAL", b.rural, m.rural, b.frisch_rural, true},
                          {"URBAN", b.urban, m.urban, b.frisch_urban, false}};
  const data::Set household("household", {"rural", "urban"});
  ParameterFamily& saving =
      m.parameters.add("saving_rate", {b.regions.renamed("region"), household});
  ParameterFamily& tax = m.parameters.add("direct_tax", {b.regions.renamed("region"), household});
  std::vector<Expr> budgets;
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    for (int h = 0; h < 2; ++h) {
      const Group& g = groups[h];
      const double income = household_income(b, r, h).total();
      const ConsumerId id = a.m.consumer({.name = a.cell(g.name, r),
                                          .start = income,
                                          .region = r,
                                          .scale = income,
                                          .tag = Meaning(Agent::household, r, -1, h)});
      g.ids.push_back(id);
      for (const FactorSupply& labour : terms.labour[at])
        endow(a, id, Endowment::labour, labour,
              g.is_rural ? labour.rural_share : 1 - labour.rural_share);
      for (const FactorSupply& capital : terms.capital[at])
        endow(a, id, Endowment::capital, capital,
              part(g, b.rural_capital_share, r) * household_capital(b, r));
      for (int j = 0; j < a.sectors; ++j)
        if (b.land(r, j) > 0) {
          FactorSupply land{m.land_rent(r, j), b.land(r, j)};
          supply(terms.endowments, land, r, land_endowment);
          endow(a, id, Endowment::land, land, part(g, b.rural_land_share, r));
        }
      const double rate = g.is_rural ? b.rural_saving_rate[at] : b.urban_saving_rate[at];
      const ParameterId s = saving.ids[saving.offset({r, h})] =
          a.m.parameter("saving_rate[" + b.regions.label(r) + "," + household.label(h) + "]", rate);
      const ParameterId t = tax.ids[tax.offset({r, h})] =
          a.m.parameter("direct_tax[" + b.regions.label(r) + "," + household.label(h) + "]",
                        g.is_rural ? b.rural_direct_tax_rate[at] : b.urban_direct_tax_rate[at]);
      const double local = b.local_direct_tax_share[at];
      const Meaning paid(Transfer::direct_tax);
      a.m.transfer(id, m.government[at], Expr(local) * Expr(t), paid);
      a.m.transfer(id, m.centre, Expr(1 - local) * Expr(t), paid);
      a.m.transfer(id, m.investment[at], saving_transfer(terms.saving, r, s, t),
                   Meaning(Transfer::saving));
      add_spending(a, terms.carbon, g, r);
    }
    budgets.push_back(close_government(a, basket, r));
  }
  return budgets;
}

}  // namespace yuqian::model::spec
