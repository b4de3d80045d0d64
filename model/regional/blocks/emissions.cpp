// SPDX-License-Identifier: Apache-2.0
// Caps on CO2 and its price (eq. 82 to 85, 111). What a sector burns, and what its process
// releases, is metered where it is bought or made, and so is what households burn where the closure
// counts it; a cap that binds has a price that everything metered pays.
//
// The meter is a levy of one unit of foreign exchange for each Mt that is paid back on the spot. So
// it moves no price, and its proceeds, METER[r], are the emissions. The same fund that pays it back
// collects the price.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <fmt/format.h>

namespace yuqian::model::spec {
namespace {

/// Mt at the benchmark that caps count.
double emissions(const Assembly& a, int r) {
  const Benchmark& b = a.b;
  double sum = 0;
  for (int j = 0; j < b.sectors.size(); ++j) {
    sum += b.process_emissions(r, j);
    for (int i = 0; i < b.sectors.size(); ++i) sum += b.fuel_emissions(r, i, j);
    for (int h = 0; h < 2; ++h) sum += capped_emissions(a, r, j, h);
  }
  return sum;
}

/// The share of rural households in the consumption of a region: revenue that goes to households is
/// divided so.
double rural_share(const Benchmark& b, int r) {
  double rural = 0, urban = 0;
  for (int i = 0; i < b.sectors.size(); ++i) rural += b.rural(r, i), urban += b.urban(r, i);
  return rural / (rural + urban);
}

/// Above what any cap binds at: the benchmark's value of a cap that is none.
constexpr double no_cap = 10;

}  // namespace

CarbonPrice declare_emissions(Assembly& a) {
  CarbonPrice carbon;
  if (a.closure.emissions != Closure::Emissions::priced) return carbon;
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  if (!b.has_emissions())
    throw ModelError(fmt::format(
        "closure \"{}\" prices emissions, and the benchmark has none: attach them, or count "
        "them only (emissions = \"counted\")",
        a.closure.id));
  const data::Set region = b.regions.renamed("region");
  ParameterFamily& cap = m.parameters.add("emission_cap", {region});
  ParameterFamily& joint_cap = m.parameters.add("joint_emission_cap", {});
  ParameterFamily& member = m.parameters.add("joint_cap_member", {region});
  ParameterFamily& trade = m.parameters.add("permit_trade", {});
  joint_cap.ids[0] = a.m.parameter(no_cap);
  trade.ids[0] = a.m.parameter(0.0);
  m.joint_shadow = a.m.auxiliary({.name = "SHADOW_JOINT", .start = 0, .lower = 0});
  const Expr exchange(m.foreign_exchange);
  Expr allowed(0.0), emitted(0.0), of_members(0.0), members(0.0);
  double national = 0;
  for (int r = 0; r < a.regions; ++r) {
    const double reference = emissions(a, r);
    national += reference;
    const ParameterId k = cap.ids[at(r)] = a.m.parameter(no_cap);
    const ParameterId in = member.ids[at(r)] = a.m.parameter(0.0);
    m.meter.push_back(a.m.consumer(
        {.name = a.cell("METER", r), .start = reference, .region = r, .scale = reference}));
    // Allowances bought from other members may cost more than the own emitters pay.
    m.permits.push_back(a.m.consumer({.name = a.cell("PERMIT", r),
                                      .start = 0,
                                      .region = r,
                                      .scale = reference,
                                      .may_owe = true}));
    a.m.transfer(m.meter.back(), m.permits.back(), 1.0, Meaning(Transfer::metered));
    m.shadow.push_back(
        a.m.auxiliary({.name = a.cell("SHADOW", r), .start = 0, .lower = 0, .region = r}));
    const Expr amount = Expr(m.meter.back()) / exchange;
    a.m.equation(m.shadow.back(), Expr(k) - amount / Expr(reference));          // (83)
    carbon.push_back(Expr(m.shadow.back()) + Expr(in) * Expr(m.joint_shadow));  // (82)
    const Expr allowance = Expr(joint_cap.ids[0]) * Expr(reference);
    allowed = allowed + Expr(in) * allowance;
    emitted = emitted + Expr(in) * amount;
    of_members = of_members + Expr(in) * Expr(reference);
    members = members + Expr(in);
    // What a member emits below its part of the joint cap it sells to the others, at the joint
    // price.
    a.m.endowment(m.permits.back(), m.foreign_exchange,
                  Expr(trade.ids[0]) * Expr(in) * Expr(m.joint_shadow) * (allowance - amount),
                  Meaning(Endowment::payment));  // (85)
  }
  // Without members the cap is slack by as much as the nation emits, so that its price is zero.
  const Expr slack = Expr(national) * max(Expr(0.0), Expr(1.0) - members);
  a.m.equation(m.joint_shadow, (allowed - emitted + slack) / (of_members + slack));  // (84)
  return carbon;
}

double capped_emissions(const Assembly& a, int r, int good, int household) {
  const bool counted = a.closure.emissions == Closure::Emissions::priced &&
                       a.closure.emission_scope == Closure::EmissionScope::all;
  return counted ? a.b.household_emissions(r, good, household) : 0;
}

void charge_emissions(const Assembly& a, const CarbonPrice& carbon, BlockWriter& w, int r,
                      double mt_per_unit, const Expr& price) {
  if (carbon.empty() || !(mt_per_unit > 0)) return;
  const Expr unit = Expr(mt_per_unit) * Expr(a.model.foreign_exchange) / price;
  w.tax(a.model.meter[at(r)], unit, Meaning(Levy::carbon))
      .tax(a.model.permits[at(r)], unit * (carbon[at(r)] - Expr(1.0)), Meaning(Levy::carbon));
}

void close_emissions(Assembly& a, const CarbonPrice& carbon) {
  if (carbon.empty()) return;
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  ParameterFamily& rule =
      m.parameters.add("permit_revenue_to_households", {b.regions.renamed("region")});
  ParameterFamily& compensation = m.parameters.add(
      "emission_compensation", {b.regions.renamed("from"), b.regions.renamed("to")});
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    const Expr household(rule.ids[at] = a.m.parameter(0.0)), rest = Expr(1.0) - household;
    const double local = b.local_production_tax_share[at], rural = rural_share(b, r);
    const Meaning revenue(Transfer::permit_revenue);
    a.m.transfer(m.permits[at], m.government[at], rest * Expr(local), revenue);
    a.m.transfer(m.permits[at], m.centre, rest * Expr(1 - local), revenue);
    a.m.transfer(m.permits[at], m.rural[at], household * Expr(rural), revenue);
    a.m.transfer(m.permits[at], m.urban[at], household * Expr(1 - rural), revenue);
  }
  // (86): the partner pays for every Mt below the benchmark's.
  for (int from = 0; from < a.regions; ++from)
    for (int to = 0; to < a.regions; ++to) {
      if (from == to) continue;
      const ParameterId rate = compensation.ids[compensation.offset({from, to})] =
          a.m.parameter(0.0);
      m.abatement_payments.push_back({from, to, rate, emissions(a, to)});
      const auto payee = static_cast<std::size_t>(to);
      const Expr sum =
          Expr(rate) * (Expr(emissions(a, to)) - Expr(m.meter[payee]) / Expr(m.foreign_exchange));
      const Meaning paid(Endowment::payment);
      a.m.endowment(m.government[payee], m.foreign_exchange, sum, paid);
      a.m.endowment(m.government[at(from)], m.foreign_exchange, -sum, paid);
    }
}

}  // namespace yuqian::model::spec
