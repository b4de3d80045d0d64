// SPDX-License-Identifier: Apache-2.0
// Output driven by demand (eq. 74): real investment and saving rates are given, labour and capital
// stand idle. Employment follows from a wage that keeps its purchasing power, the use of capital
// from saving, which has to pay for the investment: the multiplier of an economy below its
// capacity.
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <fmt/format.h>

namespace yuqian::model::spec {

void require_demand_driven(const Closure& c) {
  if (c.output != Closure::Output::demand_driven) return;
  const auto refuse = [&](const char* needed, const char* why) {
    throw ModelError(
        fmt::format("closure \"{}\": output = \"demand_driven\" needs {}: {}", c.id, needed, why));
  };
  if (c.investment != Closure::Investment::fixed)
    refuse("investment = \"fixed\"",
           "where investment follows saving nothing is left for output to adjust to");
  if (c.labour != Closure::Labour::mobile)
    refuse("labour = \"mobile\"", "it has its own rule for employment, which keeps the real wage");
  if (c.capital == Closure::Capital::interregional || c.capital == Closure::Capital::adjusting)
    refuse("capital that stays in its region", "a pool has no idle capital of one region");
  if (c.interprovincial != Closure::Interprovincial::fixed)
    refuse("interprovincial_saving = \"fixed\"", "output adjusts to saving of its own region");
}

std::vector<AuxiliaryId> add_idle_factors(Assembly& a, const CarbonPrice& carbon, Supplies& labour,
                                          Supplies& capital) {
  std::vector<AuxiliaryId> utilisation;
  if (a.closure.output != Closure::Output::demand_driven) return utilisation;
  for (int r = 0; r < a.regions; ++r) {
    const auto unknown = [&](const char* name) {
      return a.m.auxiliary(
          {.name = a.cell(name, r), .start = 1, .lower = 0, .upper = 10, .region = r});
    };
    const AuxiliaryId employment = unknown("EMPLOYMENT"), use = unknown("UTILISATION");
    a.m.equation(employment, Expr(labour[at(r)].front().price) - consumer_price(a, carbon, r));
    // Owners supply what is in use, each in the benchmark's proportion.
    for (FactorSupply& supply : labour[at(r)]) supply.scale = Expr(employment);
    for (FactorSupply& supply : capital[at(r)]) supply.scale = Expr(use);
    utilisation.push_back(use);  // its equation, with the investment that it pays for
  }
  return utilisation;
}

}  // namespace yuqian::model::spec
