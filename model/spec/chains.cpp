// SPDX-License-Identifier: Apache-2.0
// Industrial chains between Chongqing and Guizhou (eq. 88, 89): inputs from the partner that do more, knowledge that
// comes with them, a target for their share reached by a subsidy, and economies of scale outside the firm.
//
// The partner's share of intermediates is metered as emissions are: a levy of the whole value that the barrier fund
// pays back on the spot, whose proceeds are the value.
#include "model/spec/blocks.hpp"

#include <fmt/format.h>

namespace yuqian::model::spec {
namespace {

/// Intermediates of a region at the benchmark, all and from one supplier.
double intermediates(const Benchmark& b, int r) {
  double sum = 0;
  for (int i = 0; i < b.sectors.size(); ++i)
    for (int j = 0; j < b.sectors.size(); ++j) sum += b.intermediate(r, i, j);
  return sum;
}
double intermediates(const Benchmark& b, int s, int r) {
  double sum = 0;
  for (int i = 0; i < b.sectors.size(); ++i) sum += intermediate_share(b, r, i) * b.trade(s, r, i);
  return sum;
}

/// The other of the two; -1: a third.
int partner_of(const data::Set& regions, int r) {
  const auto other = regions.find(regions.label(r) == "Chongqing" ? "Guizhou" : regions.label(r) == "Guizhou" ? "Chongqing" : "");
  return other ? *other : -1;
}

bool metered(const Closure& c) {
  return c.spillover == Closure::Spillover::partner_exposure || c.linkage == Closure::Linkage::target;
}

/// Supplies and uses bear the levy of their whole value and get it back from the barrier fund.
void meter(const Assembly& a, BlockWriter& w, ConsumerId by, int r) {
  w.tax(by, 1.0).tax(a.model.barrier_fund[static_cast<std::size_t>(r)], -1.0);
}

void declare_meters(Assembly& a) {
  RegionalModel& m = a.model;
  m.partner.resize(static_cast<std::size_t>(a.regions));
  bool any = false;
  for (int r = 0; r < a.regions; ++r) {
    Partner& p = m.partner[static_cast<std::size_t>(r)];
    p.region = partner_of(a.b.regions, r);
    if (p.region < 0) continue;
    any = true;
    const double from = intermediates(a.b, p.region, r), all = intermediates(a.b, r);
    if (!(from > 0))
      throw ModelError(fmt::format("{} buys no intermediates from {}, and the closure \"{}\" asks for their share",
                                   a.b.regions.label(r), a.b.regions.label(p.region), a.closure.id));
    p.from_partner = a.m.consumer({.name = a.cell("METER_PARTNER", r), .start = from, .region = r, .scale = from});
    p.intermediates = a.m.consumer({.name = a.cell("METER_INPUTS", r), .start = all, .region = r, .scale = all});
    for (const ConsumerId id : {p.from_partner, p.intermediates})
      a.m.transfer(id, m.barrier_fund[static_cast<std::size_t>(r)], 1.0);
  }
  if (!any)
    throw ModelError(fmt::format("closure \"{}\" needs Chongqing and Guizhou as regions of their own", a.closure.id));
}

/// The partner's share of intermediates relative to the benchmark's.
Expr exposure(const Assembly& a, int r) {
  const Partner& p = a.model.partner[static_cast<std::size_t>(r)];
  return Expr(p.from_partner) / Expr(p.intermediates) / Expr(intermediates(a.b, p.region, r) / intermediates(a.b, r));
}

void add_target(Assembly& a) {
  ParameterFamily& target = a.model.parameters.add("linkage_target", {a.b.regions.renamed("region")});
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    Partner& p = a.model.partner[at];
    if (p.region < 0) continue;
    target.ids[at] = a.m.parameter(0.0);  // no target
    p.subsidy = a.m.auxiliary({.name = a.cell("SUBSIDY", r), .start = 0, .lower = 0, .upper = 0.95, .region = r});
    a.m.equation(p.subsidy, exposure(a, r) - Expr(target.ids[at]));
  }
}

void add_spillover(Assembly& a) {
  ParameterFamily& phi = a.model.parameters.add("spillover_elasticity", {a.b.regions.renamed("region"), a.b.sectors});
  for (int r = 0; r < a.regions; ++r)
    for (int j = 0; j < a.sectors; ++j)
      if (a.model.partner[static_cast<std::size_t>(r)].region >= 0 && a.model.output(r, j).valid()) {
        const ParameterId id = phi.ids[phi.offset({r, j})] = a.m.parameter(0.0);
        multiply_output(a, r, j, pow(exposure(a, r), Expr(id)));
      }
}

/// A = X^psi of the sector's own output X = A Y, so A = Y^(psi / (1 - psi)).
void add_scale(Assembly& a) {
  ParameterFamily& psi = a.model.parameters.add("scale_elasticity", {a.b.regions.renamed("region"), a.b.sectors});
  for (int r = 0; r < a.regions; ++r)
    for (int j = 0; j < a.sectors; ++j)
      if (a.model.output(r, j).valid()) {
        const Expr p(psi.ids[psi.offset({r, j})] = a.m.parameter(0.0));
        multiply_output(a, r, j, pow(Expr(a.model.output(r, j)), p / (Expr(1.0) - p)));
      }
}

}  // namespace

double metered_flow(const Assembly& a, int r) {
  return metered(a.closure) && partner_of(a.b.regions, r) >= 0 ? intermediates(a.b, r) : 0;
}

void declare_chains(Assembly& a) {
  a.chain_efficiency = &a.model.parameters.add(
      "chain_efficiency", {a.b.regions.renamed("from"), a.b.regions.renamed("to"), a.b.sectors.renamed("good")});
  if (metered(a.closure)) declare_meters(a);
  if (a.closure.linkage == Closure::Linkage::target) add_target(a);
  if (a.closure.spillover == Closure::Spillover::partner_exposure) add_spillover(a);
  if (a.closure.returns == Closure::Returns::external_scale) add_scale(a);
}

Coefficient delivered(Assembly& a, int s, int r, int i, Use use) {
  const ParameterId iceberg = a.iceberg->at({s, r, i, use});
  if (use != intermediate_use) return iceberg;
  ParameterId& efficiency = a.chain_efficiency->ids[a.chain_efficiency->offset({s, r, i})];
  efficiency = a.m.parameter(1.0);
  return Expr(iceberg) / Expr(efficiency);
}

void link_partner(Assembly& a, BlockWriter& w, int s, int r) {
  if (a.model.partner.empty()) return;
  const Partner& p = a.model.partner[static_cast<std::size_t>(r)];
  if (p.region != s) return;
  meter(a, w, p.from_partner, r);
  if (p.subsidy.valid()) w.tax(a.model.barrier_fund[static_cast<std::size_t>(r)], -Expr(p.subsidy));
}

void link_intermediates(Assembly& a, BlockWriter& w, int r) {
  if (a.model.partner.empty() || a.model.partner[static_cast<std::size_t>(r)].region < 0) return;
  meter(a, w, a.model.partner[static_cast<std::size_t>(r)].intermediates, r);
}

}  // namespace yuqian::model::spec
