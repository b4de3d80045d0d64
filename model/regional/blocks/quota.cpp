// SPDX-License-Identifier: Apache-2.0
// Quotas (eq. 57, 58): an upper bound on what arrives of a good on a way, and its rent as the
// complement. Only the ways that the closure names have one: each is an activity of its own there,
// whose level is the flow.
#include <yuqian/model/regional/blocks/blocks.hpp>

#include <yuqian/model/maths/at.hpp>
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

void declare_quotas(Assembly& a) {
  const std::vector<QuotaRule> rules = parse_quotas(a.closure.quota);
  if (rules.empty()) return;
  a.quota =
      &a.model.parameters.add("quota", {a.b.regions.renamed("from"), a.b.regions.renamed("to"),
                                        a.b.sectors.renamed("good"), uses()});
  a.quota->absence = "the closure puts none of these ways under quota; see its key \"quota\"";
  for (const QuotaRule& rule : rules) {
    const int s = a.b.regions.index(rule.from), r = a.b.regions.index(rule.to);
    for (const std::string& good : rule.goods)
      a.under_quota.insert({s, r, a.b.sectors.index(good)});
    for (int i = 0; rule.goods.empty() && i < a.sectors; ++i) a.under_quota.insert({s, r, i});
  }
}

bool under_quota(const Assembly& a, const Route& way) {
  return way.from != way.to && a.under_quota.contains({way.from, way.to, way.good});
}

QuotaWay open_way(Assembly& a, const Route& route) {
  const auto [s, r, i, use, share] = route;
  const std::string name = "[" + a.b.regions.label(s) + "," + a.b.regions.label(r) + "," +
                           a.b.sectors.label(i) + "," + uses().label(use) + "]";
  QuotaWay way{s, r, i, use, {}, {}, {}, {}};
  way.activity =
      a.m.activity({.name = "WAY" + name, .region = r, .tag = Meaning(Agent::way, r, i)});
  way.price = a.m.commodity({.name = "PWAY" + name, .region = r});
  way.rent = a.m.auxiliary({.name = "RENT" + name, .start = 0, .lower = 0, .region = r});
  way.owner = owner(a, s, r);
  const ParameterId bound = a.quota->ids[a.quota->offset({s, r, i, use})] = a.m.parameter(idle);
  a.m.equation(way.rent, Expr(1.0) - Expr(way.activity) / Expr(bound));
  a.model.quotas.push_back(way);
  return way;
}

}  // namespace yuqian::model::spec
