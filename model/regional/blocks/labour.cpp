// SPDX-License-Identifier: Apache-2.0
// Labour as the closure says: specific to its sector; mobile between the sectors of its region with
// a given total; the same with a supply that follows the real wage (eq. 60), or with a wage curve
// and unemployment (eq. 61); or migrating, in migration.cpp.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <algorithm>

namespace yuqian::model::spec {
namespace {

/// One labour market of the region: its wage, for the sectors that hire in it.
FactorSupply add_market(Assembly& a, const Endowments& endowments, int r, const std::string& name,
                        const std::vector<int>& sectors) {
  FactorSupply market{a.m.commodity({.name = name, .region = r})};
  for (const int j : sectors) {
    if (!(a.b.labour(r, j) > 0)) continue;
    a.model.wage(r, j) = market.price;
    market.quantity += a.b.labour(r, j);
  }
  market.rural_share = a.b.rural_labour_share[at(r)];
  supply(endowments, market, r, labour_endowment);
  return market;
}

std::vector<int> all_sectors(const Assembly& a) {
  std::vector<int> list;
  for (int j = 0; j < a.sectors; ++j) list.push_back(j);
  return list;
}

/// Supply of constant elasticity in the real wage (eq. 60).
Expr elastic_supply(Assembly& a, const CarbonPrice& carbon, int r, CommodityId wage,
                    ParameterFamily& family) {
  const ParameterId elasticity = family.ids[at(r)] =
      a.m.parameter(a.cell("labour_supply_elasticity", r), a.b.factor_markets.labour_supply);
  const AuxiliaryId real = add_real_wage(a, carbon, r, wage, a.cell("REALWAGE", r));
  a.model.real_wage.push_back(real);
  return pow(Expr(real), Expr(elasticity));
}

/// The real wage falls by the elasticity times the rise of unemployment in logarithms (eq. 61).
Expr wage_curve_supply(Assembly& a, const CarbonPrice& carbon, int r, CommodityId wage,
                       ParameterFamily& family) {
  const ParameterId slope = family.ids[at(r)] =
      a.m.parameter(a.cell("wage_curve_elasticity", r), a.b.factor_markets.wage_curve);
  const double base = a.b.factor_markets.unemployment[at(r)];
  const AuxiliaryId real = add_real_wage(a, carbon, r, wage, a.cell("REALWAGE", r));
  const AuxiliaryId unemployment = a.m.auxiliary({.name = a.cell("UNEMPLOYMENT", r),
                                                  .start = base,
                                                  .lower = 1e-6,
                                                  .upper = 0.99,
                                                  .region = r});
  a.m.equation(unemployment, log(Expr(real)) - Expr(slope) * log(Expr(unemployment) / Expr(base)));
  a.model.real_wage.push_back(real);
  a.model.unemployment.push_back(unemployment);
  return (Expr(1.0) - Expr(unemployment)) / Expr(1 - base);
}

}  // namespace

Expr consumer_price(const Assembly& a, const CarbonPrice& carbon, int r) {
  double total = 0;
  Expr price(0.0);
  for (int i = 0; i < a.sectors; ++i) total += a.b.rural(r, i) + a.b.urban(r, i);
  for (int i = 0; i < a.sectors; ++i)
    if (const double q = a.b.rural(r, i) + a.b.urban(r, i); q > 0)
      price = price + Expr(q / total) * Expr(a.model.final_price(r, i));
  double emitted = 0;
  for (int i = 0; i < a.sectors; ++i)
    for (int h = 0; h < 2; ++h) emitted += capped_emissions(a, r, i, h);
  if (emitted > 0)
    price = price + Expr(emitted / total) * Expr(a.model.foreign_exchange) * carbon[at(r)];
  return price;
}

AuxiliaryId add_real_wage(Assembly& a, const CarbonPrice& carbon, int r, CommodityId wage,
                          const std::string& name) {
  const AuxiliaryId real = a.m.auxiliary({.name = name, .start = 1, .lower = 1e-6, .region = r});
  a.m.equation(real, Expr(real) - Expr(wage) / consumer_price(a, carbon, r));
  return real;
}

CommodityId largest_labour_market(const Supplies& labour, int r) {
  const auto& markets = labour[at(r)];
  return std::max_element(
             markets.begin(), markets.end(),
             [](const FactorSupply& x, const FactorSupply& y) { return x.quantity < y.quantity; })
      ->price;
}

Supplies add_labour(Assembly& a, const Endowments& endowments, const CarbonPrice& carbon,
                    const PublicIndex& public_index) {
  using Labour = Closure::Labour;
  if (a.closure.labour == Labour::migration) return add_migration(a, carbon, public_index);
  Supplies labour(at(a.regions));
  if (a.closure.labour == Labour::wage_curve && a.b.factor_markets.unemployment.empty())
    throw ModelError("closure \"" + a.closure.id +
                     "\" has a wage curve, but the benchmark has no unemployment rates");
  ParameterFamily* family = nullptr;
  if (a.closure.labour == Labour::elastic)
    family = &a.model.parameters.add("labour_supply_elasticity", {a.b.regions.renamed("region")});
  if (a.closure.labour == Labour::wage_curve)
    family = &a.model.parameters.add("wage_curve_elasticity", {a.b.regions.renamed("region")});
  for (int r = 0; r < a.regions; ++r) {
    std::vector<FactorSupply>& markets = labour[at(r)];
    if (a.closure.labour == Labour::sector_specific) {
      for (int j = 0; j < a.sectors; ++j)
        if (a.b.labour(r, j) > 0)
          markets.push_back(add_market(a, endowments, r, a.cell("PL", r, j), {j}));
      continue;
    }
    FactorSupply market = add_market(a, endowments, r, a.cell("PL", r), all_sectors(a));
    if (a.closure.labour == Labour::elastic)
      market.multiply(elastic_supply(a, carbon, r, market.price, *family));
    if (a.closure.labour == Labour::wage_curve)
      market.multiply(wage_curve_supply(a, carbon, r, market.price, *family));
    markets.push_back(market);
  }
  return labour;
}

}  // namespace yuqian::model::spec
