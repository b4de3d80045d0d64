// SPDX-License-Identifier: Apache-2.0
// Enterprises (eq. 16): the capital income that they do not pass on, less income tax and fees, is
// saved where it is earned.
#include <yuqian/data/row_sum.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {

void add_enterprises(Assembly& a, const Supplies& capital) {
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  ParameterFamily& tax = m.parameters.add("enterprise_tax", {b.regions.renamed("region")});
  tax.absence = "enterprises keep nothing there";
  m.enterprise.resize(static_cast<std::size_t>(a.regions));
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    const double income = data::row_sum(b.capital, r) * b.enterprise_capital[at];
    if (!(income > 0)) continue;
    const ConsumerId id = m.enterprise[at] =
        a.m.consumer({.name = a.cell("ENT", r), .start = income, .region = r, .scale = income});
    for (const FactorSupply& supplied : capital[at])
      endow(a, id, Endowment::capital, supplied, b.enterprise_capital[at]);
    const ParameterId rate = tax.ids[at] =
        a.m.parameter("enterprise_tax[" + b.regions.label(r) + "]", b.enterprise_tax_rate[at]);
    const double local = b.local_enterprise_tax_share[at];
    const Meaning paid(Transfer::enterprise_tax);
    a.m.transfer(id, m.government[at], Expr(local) * Expr(rate), paid);
    a.m.transfer(id, m.centre, Expr(1 - local) * Expr(rate), paid);
    a.m.transfer(id, m.investment[at], Expr(1.0) - Expr(rate), Meaning(Transfer::saving));
  }
}

}  // namespace yuqian::model::spec
