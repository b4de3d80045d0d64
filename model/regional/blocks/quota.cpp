// SPDX-License-Identifier: Apache-2.0
// Quotas (eq. 57, 58): an upper bound on what arrives of a good on a route, and its rent as the
// complement. Only the routes that the closure names have one: each is an activity of its own
// there, whose level is the flow.
#include <yuqian/model/regional/blocks/blocks.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/quota_rule.hpp>

namespace yuqian::model::spec {
namespace {

/// Bound of a quota that no scenario has moved: far above the benchmark's flow.
constexpr double idle = 10;

ConsumerId owner(const Assembly& a, int s, int r) {
  switch (a.closure.quota_owner) {
    case Closure::QuotaOwner::origin:
      return a.model.government[at(s)];
    case Closure::QuotaOwner::households:
      return a.model.urban[at(r)];
    default:
      return a.model.government[at(r)];
  }
}

}  // namespace

Quotas declare_quotas(Assembly& a) {
  Quotas quotas;
  const std::vector<QuotaRule> rules = parse_quotas(a.closure.quota);
  if (rules.empty()) return quotas;
  quotas.bounds =
      &a.model.parameters.add("quota", {a.b.regions.renamed("from"), a.b.regions.renamed("to"),
                                        a.b.sectors.renamed("good"), uses()});
  quotas.bounds->absence =
      "the closure puts none of these routes under quota; see its key \"quota\"";
  for (const QuotaRule& rule : rules) {
    const int s = a.b.regions.index(rule.from), r = a.b.regions.index(rule.to);
    for (const std::string& good : rule.goods)
      quotas.routes.insert({s, r, a.b.sectors.index(good)});
    for (int i = 0; rule.goods.empty() && i < a.sectors; ++i) quotas.routes.insert({s, r, i});
  }
  return quotas;
}

bool Quotas::on(const Route& route) const {
  return route.from != route.to && routes.contains({route.from, route.to, route.good});
}

QuotaRoute open_quota_route(Assembly& a, const Quotas& quotas, const Route& route) {
  const auto [s, r, i, use, share] = route;
  const std::string name = "[" + a.b.regions.label(s) + "," + a.b.regions.label(r) + "," +
                           a.b.sectors.label(i) + "," + uses().label(use) + "]";
  QuotaRoute opened{s, r, i, use, {}, {}, {}, {}};
  opened.activity =
      a.m.activity({.name = "WAY" + name, .region = r, .tag = Meaning(Agent::quota_route, r, i)});
  opened.price = a.m.commodity({.name = "PWAY" + name, .region = r});
  opened.rent = a.m.auxiliary({.name = "RENT" + name, .start = 0, .lower = 0, .region = r});
  opened.owner = owner(a, s, r);
  ParameterFamily& f = *quotas.bounds;
  const ParameterId bound = f.ids[f.offset({s, r, i, use})] = a.m.parameter(idle);
  a.m.equation(opened.rent, Expr(1.0) - Expr(opened.activity) / Expr(bound));
  a.model.quotas.push_back(opened);
  return opened;
}

}  // namespace yuqian::model::spec
