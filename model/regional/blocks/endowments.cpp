// SPDX-License-Identifier: Apache-2.0
// What a region has of each factor relative to the benchmark (eq. 402): labour, capital, land, and
// capital by sector.
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model::spec {

const data::Set& endowed_factors() {
  static const data::Set set("factor", {"labour", "capital", "land"},
                             {"劳动", "资本", "土地和资源"});
  return set;
}

Endowments declare_endowments(Assembly& a) {
  const data::Set region = a.b.regions.renamed("region");
  ParameterFamily& f = a.model.parameters.add("endowment", {region, endowed_factors()});
  ParameterFamily& stock = a.model.parameters.add("capital_stock", {region, a.b.sectors});
  // Where output follows demand labour and capital stand idle: more of them is more idleness.
  // Where workers migrate their number is that of the registered population.
  const bool idle = a.closure.output == Closure::Output::demand_driven;
  const bool labour = !idle && a.closure.labour != Closure::Labour::migration;
  f.absence = idle ? "labour and capital are idle under this closure: more of them moves nothing"
                   : "the number of workers follows the registered population under this closure: "
                     "move \"population\"";
  stock.absence = "the sector has no capital, or capital is idle under this closure";
  for (int r = 0; r < a.regions; ++r) {
    if (labour) f.ids[f.offset({r, labour_endowment})] = a.m.parameter(1.0);
    if (!idle) f.ids[f.offset({r, capital_endowment})] = a.m.parameter(1.0);
    f.ids[f.offset({r, land_endowment})] = a.m.parameter(1.0);
    for (int j = 0; j < a.sectors && !idle; ++j)
      if (reproducible_capital(a, r, j) > 0) stock.ids[stock.offset({r, j})] = a.m.parameter(1.0);
  }
  return {f, stock};
}

void supply(const Endowments& endowments, FactorSupply& factor, int r, EndowedFactor kind) {
  const ParameterId id = endowments.factor.at({r, kind});
  if (id.valid()) factor.multiply(Expr(id));
}

void supply_capital(const Assembly& a, const Endowments& endowments, FactorSupply& capital, int r,
                    std::span<const int> sectors) {
  supply(endowments, capital, r, capital_endowment);
  Expr sum(0.0);
  for (const int j : sectors) {
    const ParameterId id = endowments.capital_stock.at({r, j});
    if (!id.valid()) return;
    sum = sum + Expr(reproducible_capital(a, r, j) / capital.quantity) * Expr(id);
  }
  capital.multiply(sum);
}

}  // namespace yuqian::model::spec
