// SPDX-License-Identifier: Apache-2.0
// Output driven by demand (eq. 74): real investment and saving rates are given, labour and capital
// stand idle. Employment follows from a wage that keeps its purchasing power, the use of capital
// from saving, which has to pay for the investment: the multiplier of an economy below its
// capacity.
#include "model/spec/blocks.hpp"

#include <fmt/format.h>

namespace yuqian::model::spec {
namespace {

/// Price of what the households of a region consumed at the benchmark.
Expr cost_of_living(const Assembly& a, int r) {
  const Benchmark& b = a.b;
  double total = 0;
  for (int i = 0; i < a.sectors; ++i) total += b.rural(r, i) + b.urban(r, i);
  Expr cost(0.0);
  for (int i = 0; i < a.sectors; ++i)
    if (const double q = b.rural(r, i) + b.urban(r, i); q > 0)
      cost = cost + Expr(q / total) * Expr(a.model.final_price(r, i));
  return cost;
}

}  // namespace

void require_demand_driven(const Closure& c) {
  if (c.output != Closure::Output::demand_driven) return;
  if (c.investment != Closure::Investment::fixed)
    throw ModelError(fmt::format(
        "closure \"{}\": output = \"demand_driven\" needs investment = \"fixed\": where investment "
        "follows saving nothing is left for output to adjust to",
        c.id));
}

void add_idle_factors(Assembly& a) {
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    const AuxiliaryId employment =
        a.m.auxiliary({.name = a.cell("EMPLOYMENT", r), .start = 1, .lower = 0, .region = r});
    a.m.equation(employment, Expr(m.wage[at]) - cost_of_living(a, r));
    const Expr more_labour = Expr(employment) - Expr(1.0),
               more_capital = Expr(a.utilisation[at]) - Expr(1.0);
    // What is used beyond the benchmark is owned as the rest is.
    double labour = 0;
    for (int j = 0; j < a.sectors; ++j) labour += b.labour(r, j);
    const double rural = b.rural_labour_share[at], owned = 1 - b.retained_capital[at];
    a.m.endowment(m.rural[at], m.wage[at], Expr(labour * rural) * more_labour);
    a.m.endowment(m.urban[at], m.wage[at], Expr(labour * (1 - rural)) * more_labour);
    for (int j = 0; j < a.sectors; ++j) {
      if (!(b.capital(r, j) > 0)) continue;
      const Expr more = Expr(b.capital(r, j)) * more_capital;
      a.m.endowment(m.rural[at], m.rent(r, j), Expr(owned * b.rural_capital_share[at]) * more);
      a.m.endowment(m.urban[at], m.rent(r, j),
                    Expr(owned * (1 - b.rural_capital_share[at])) * more);
      a.m.endowment(m.investment[at], m.rent(r, j), Expr(b.retained_capital[at]) * more);
    }
  }
}

}  // namespace yuqian::model::spec
