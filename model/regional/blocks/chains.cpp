// SPDX-License-Identifier: Apache-2.0
// Industrial chains between regions (eq. 88, 89): inputs from a partner that do more, knowledge
// that comes with them, a target for their share reached by a subsidy, and economies of scale
// outside the firm.
//
// The partner's share of intermediates is metered as emissions are: a levy of the whole value that
// the barrier fund pays back on the spot, whose proceeds are the value.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/partners.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace yuqian::model::spec {
namespace {

/// Intermediates of a region at the benchmark, all and from some suppliers.
double intermediates(const Benchmark& b, int r) {
  double sum = 0;
  for (int i = 0; i < b.sectors.size(); ++i)
    for (int j = 0; j < b.sectors.size(); ++j) sum += b.intermediate(r, i, j);
  return sum;
}
double intermediates(const Benchmark& b, const std::vector<int>& suppliers, int r) {
  double sum = 0;
  for (const int s : suppliers)
    for (int i = 0; i < b.sectors.size(); ++i)
      sum += intermediate_share(b, r, i) * b.trade(s, r, i);
  return sum;
}

bool metered(const Closure& c) {
  return c.spillover == Closure::Spillover::partner_exposure ||
         c.linkage == Closure::Linkage::target;
}

/// Supplies and uses bear the levy of their whole value and get it back from the barrier fund.
void meter(const Assembly& a, BlockWriter& w, ConsumerId by, int r) {
  w.tax(by, 1.0, Meaning(Levy::chain)).tax(a.model.barrier_fund[at(r)], -1.0, Meaning(Levy::chain));
}

/// By region; empty for a third.
std::vector<std::vector<int>> partners_of(const Assembly& a) {
  return partners(parse_partners(a.closure.partners), a.b.regions);
}

void declare_meters(Assembly& a) {
  RegionalModel& m = a.model;
  const std::vector<std::vector<int>> of = partners_of(a);
  m.partner.resize(static_cast<std::size_t>(a.regions));
  for (int r = 0; r < a.regions; ++r) {
    Partner& p = m.partner[at(r)];
    p.regions = of[at(r)];
    if (p.regions.empty()) continue;
    const double from = intermediates(a.b, p.regions, r), all = intermediates(a.b, r);
    if (!(from > 0))
      throw ModelError(
          fmt::format("{} buys no intermediates from its partners ({}), and the closure \"{}\" "
                      "asks for their share",
                      a.b.regions.label(r), a.closure.partners, a.closure.id));
    p.from_partner = a.m.consumer(
        {.name = a.cell("METER_PARTNER", r), .start = from, .region = r, .scale = from});
    p.intermediates =
        a.m.consumer({.name = a.cell("METER_INPUTS", r), .start = all, .region = r, .scale = all});
    for (const ConsumerId id : {p.from_partner, p.intermediates})
      a.m.transfer(id, m.barrier_fund[at(r)], 1.0, Meaning(Transfer::metered));
  }
}

/// The partners' share of intermediates relative to the benchmark's.
Expr exposure(const Assembly& a, int r) {
  const Partner& p = a.model.partner[at(r)];
  return Expr(p.from_partner) / Expr(p.intermediates) /
         Expr(intermediates(a.b, p.regions, r) / intermediates(a.b, r));
}

void add_target(Assembly& a) {
  ParameterFamily& target =
      a.model.parameters.add("linkage_target", {a.b.regions.renamed("region")});
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    Partner& p = a.model.partner[at];
    if (p.regions.empty()) continue;
    target.ids[at] = a.m.parameter(0.0);  // no target
    p.subsidy = a.m.auxiliary(
        {.name = a.cell("SUBSIDY", r), .start = 0, .lower = 0, .upper = 0.95, .region = r});
    a.m.equation(p.subsidy, exposure(a, r) - Expr(target.ids[at]));
  }
}

void add_spillover(Assembly& a, Productivity& productivity) {
  ParameterFamily& phi =
      a.model.parameters.add("spillover_elasticity", {a.b.regions.renamed("region"), a.b.sectors});
  for (int r = 0; r < a.regions; ++r)
    for (int j = 0; j < a.sectors; ++j)
      if (!a.model.partner[at(r)].regions.empty() && a.model.output(r, j).valid()) {
        const ParameterId id = phi.ids[phi.offset({r, j})] = a.m.parameter(0.0);
        productivity.multiply(r, j, pow(exposure(a, r), Expr(id)));
      }
}

/// A = X^psi of the sector's own output X = A Y, so A = Y^(psi / (1 - psi)).
void add_scale(Assembly& a, Productivity& productivity) {
  ParameterFamily& psi =
      a.model.parameters.add("scale_elasticity", {a.b.regions.renamed("region"), a.b.sectors});
  for (int r = 0; r < a.regions; ++r)
    for (int j = 0; j < a.sectors; ++j)
      if (a.model.output(r, j).valid()) {
        const Expr p(psi.ids[psi.offset({r, j})] = a.m.parameter(0.0));
        productivity.multiply(r, j, pow(Expr(a.model.output(r, j)), p / (Expr(1.0) - p)));
      }
}

}  // namespace

double metered_flow(const Assembly& a, int r) {
  return metered(a.closure) && !partners_of(a)[at(r)].empty() ? intermediates(a.b, r) : 0;
}

Chains declare_chains(Assembly& a, Productivity& productivity) {
  ParameterFamily& efficiency = a.model.parameters.add(
      "chain_efficiency",
      {a.b.regions.renamed("from"), a.b.regions.renamed("to"), a.b.sectors.renamed("good")});
  if (metered(a.closure)) declare_meters(a);
  if (a.closure.linkage == Closure::Linkage::target) add_target(a);
  if (a.closure.spillover == Closure::Spillover::partner_exposure) add_spillover(a, productivity);
  if (a.closure.returns == Closure::Returns::external_scale) add_scale(a, productivity);
  return {efficiency, a.model.partner};
}

Coefficient delivered(Assembly& a, const ParameterFamily& icebergs, const Chains& chains,
                      const Route& route) {
  const ParameterId iceberg = icebergs.at({route.from, route.to, route.good, route.use});
  if (route.use != intermediate_use) return iceberg;
  ParameterFamily& f = chains.efficiency;
  ParameterId& efficiency = f.ids[f.offset({route.from, route.to, route.good})];
  efficiency = a.m.parameter(1.0);
  return ParameterRatio{iceberg, efficiency};
}

void link_partner(const Assembly& a, const Chains& chains, BlockWriter& w, const Route& route) {
  const int r = route.to;
  if (chains.partner.empty() || route.use != intermediate_use) return;
  const Partner& p = chains.partner[at(r)];
  if (std::find(p.regions.begin(), p.regions.end(), route.from) == p.regions.end()) return;
  meter(a, w, p.from_partner, r);
  if (p.subsidy.valid()) w.tax(a.model.barrier_fund[at(r)], -Expr(p.subsidy), Meaning(Levy::chain));
}

void link_intermediates(const Assembly& a, const Chains& chains, BlockWriter& w, int r) {
  if (chains.partner.empty() || chains.partner[at(r)].regions.empty()) return;
  meter(a, w, chains.partner[at(r)].intermediates, r);
}

}  // namespace yuqian::model::spec
