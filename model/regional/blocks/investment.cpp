// SPDX-License-Identifier: Apache-2.0
// Investment (eq. 14): one composite per region, financed by retained capital income, household
// saving, the centre and external saving. Under the fixed closure its volume stays and saving rates
// adjust.
#include <yuqian/model/regional/blocks/blocks.hpp>

#include <limits>

namespace yuqian::model::spec {
namespace {

double volume(const Benchmark& b, int r) {
  double sum = 0;
  for (int i = 0; i < b.sectors.size(); ++i) sum += b.investment(r, i);
  return sum;
}

}  // namespace

void add_investment(Assembly& a) {
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  ParameterFamily& external = m.parameters.add("foreign_saving", {b.regions.renamed("region")});
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    const double total = volume(b, r);
    const ConsumerId id =
        a.m.consumer({.name = a.cell("INV", r), .start = total, .region = r, .scale = total});
    m.investment.push_back(id);
    external.weight.push_back(total);
    const ParameterId saving = external.ids[at] =
        a.m.parameter("foreign_saving[" + b.regions.label(r) + "]", b.external_saving[at]);
    a.m.endowment(id, m.foreign_exchange, saving);
    for (const FactorSupply& capital : a.capital[at]) endow(a, id, capital, b.retained_capital[at]);
    if (b.central_to_investment[at] != 0)
      a.m.transfer(m.centre, id, b.central_to_investment[at] / a.central_income);
    BlockWriter w = a.m.demand(id);
    w.inputs("capital goods", 0.0);
    Expr cost(0.0);
    for (int i = 0; i < a.sectors; ++i)
      if (b.investment(r, i) > 0) {
        w.input(m.final_price(r, i), b.investment(r, i));
        cost = cost + Expr(b.investment(r, i) / total) * Expr(m.final_price(r, i));
      }
    if (a.closure.investment == Closure::Investment::fixed) {
      // Saving rates adjust to it, or the use of capital where output follows demand.
      const bool demand_driven = a.closure.output == Closure::Output::demand_driven;
      // The factor is free: at a bound investment would not be what it is held to.
      const double free = std::numeric_limits<double>::infinity();
      const AuxiliaryId scale =
          demand_driven
              ? a.utilisation[at]
              : a.m.auxiliary(
                    {.name = a.cell("SAVING", r), .start = 1, .lower = -free, .region = r});
      a.m.equation(scale, Expr(id) / Expr(total) - cost);
      if (!demand_driven) a.saving_scale.push_back(scale);
    }
  }
}

Expr saving_transfer(const Assembly& a, int r, ParameterId rate, ParameterId tax) {
  const Expr plain = Expr(rate) * (Expr(1.0) - Expr(tax));
  return a.saving_scale.empty() ? plain : Expr(a.saving_scale[static_cast<std::size_t>(r)]) * plain;
}

}  // namespace yuqian::model::spec
