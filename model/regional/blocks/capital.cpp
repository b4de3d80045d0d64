// SPDX-License-Identifier: Apache-2.0
// Capital as the closure says: specific to its sector, mobile between the sectors of its region,
// (eq. 66) mobile between regions out of a national pool, or (eq. 410) a stock that adjusts until
// its return over the price of investment is what it was.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <array>

namespace yuqian::model::spec {
namespace {

/// CET from the pool, which all owners of capital own in proportion to their benchmark capital, to
/// the regions. What a region's owners earn is their share of the pool, wherever it works (eq. 66).
void add_pool(Assembly& a, const Borne& borne, const std::vector<double>& capital,
              Supplies& supplies) {
  RegionalModel& m = a.model;
  double national = 0;
  for (const double k : capital) national += k;
  if (!(national > 0)) return;
  m.capital_pool = a.m.commodity({.name = "PKPOOL"});
  m.capital_allocation = a.m.activity({.name = "KPOOL"});
  ParameterFamily& mobility = m.parameters.add("capital_mobility", {});
  mobility.ids[0] = a.m.parameter("capital_mobility", a.b.factor_markets.capital_mobility);
  // What a unit earns over what its users pay, by region: one but for wedges borne (eq. 417).
  const auto kept = [&](int r) {
    return Expr(1.0) / (Expr(1.0) + Expr(borne.capital_tax->at({r})));
  };
  Expr earned(0.0);
  for (int r = 0; r < a.regions; ++r)
    if (capital[at(r)] > 0) earned = earned + Expr(capital[at(r)] / national) * kept(r);
  BlockWriter w = a.m.production(m.capital_allocation);
  w.input(m.capital_pool, national).augmented(Expr(1.0) / earned).tagged(Meaning(Netput::capital));
  w.outputs("regions", mobility.ids[0]);
  for (int r = 0; r < a.regions; ++r) {
    const double quantity = capital[at(r)];
    if (quantity > 0)
      w.output(m.regional_rent[at(r)], quantity)
          .augmented(Expr(1.0) / kept(r))
          .preferred(kept(r))
          .tagged(Meaning(Netput::capital, r));
    for (FactorSupply& supply : supplies[at(r)]) supply.price = m.capital_pool;
  }
}

/// The region's stock, its own saving having paid for it (eq. 410, 411): in a steady state what
/// capital earns over what it costs to make is given by the rates of interest and depreciation.
AuxiliaryId add_stock(Assembly& a, int r, CommodityId rent, FactorSupply& capital) {
  const AuxiliaryId stock =
      a.m.auxiliary({.name = a.cell("STOCK", r), .start = 1, .lower = 1e-6, .region = r});
  a.m.equation(stock, investment_price(a, r) - Expr(rent));
  capital.multiply(Expr(stock));
  return stock;
}

std::vector<int> sectors_with_capital(const Assembly& a, int r) {
  std::vector<int> list;
  for (int j = 0; j < a.sectors; ++j)
    if (reproducible_capital(a, r, j) > 0) list.push_back(j);
  return list;
}

}  // namespace

void require_steady_state(const Closure& c) {
  if (c.investment == Closure::Investment::steady_state && c.capital != Closure::Capital::adjusting)
    throw ModelError("closure \"" + c.id +
                     "\": investment = \"steady_state\" keeps investment in proportion to the "
                     "stock and needs capital = \"adjusting\"");
}

Capital add_capital(Assembly& a, const Endowments& endowments, const Borne& borne) {
  RegionalModel& m = a.model;
  Capital made;
  const bool specific = a.closure.capital == Closure::Capital::specific;
  std::vector<double> total(at(a.regions), 0.0);
  made.supplies.resize(total.size());
  if (a.closure.capital == Closure::Capital::adjusting) made.stock.resize(total.size());
  for (int r = 0; r < a.regions; ++r) {
    std::vector<FactorSupply>& owned = made.supplies[at(r)];
    for (int j = 0; j < a.sectors; ++j) total[at(r)] += reproducible_capital(a, r, j);
    CommodityId regional;
    if (!specific) regional = a.m.commodity({.name = a.cell("PK", r), .region = r});
    m.regional_rent.push_back(regional);
    for (int j = 0; j < a.sectors; ++j) {
      const double quantity = reproducible_capital(a, r, j);
      if (!(quantity > 0)) continue;
      m.rent(r, j) = specific ? a.m.commodity({.name = a.cell("PK", r, j), .region = r}) : regional;
      if (!specific) continue;
      owned.push_back({m.rent(r, j), quantity});
      supply_capital(a, endowments, owned.back(), r, std::array{j});
    }
    if (specific) continue;
    owned.push_back({regional, total[at(r)]});
    if (!(total[at(r)] > 0)) continue;
    supply_capital(a, endowments, owned.back(), r, sectors_with_capital(a, r));
    if (a.closure.capital == Closure::Capital::adjusting)
      made.stock[at(r)] = add_stock(a, r, regional, owned.back());
  }
  if (a.closure.capital == Closure::Capital::interregional)
    add_pool(a, borne, total, made.supplies);
  return made;
}

}  // namespace yuqian::model::spec
