// SPDX-License-Identifier: Apache-2.0
// Sourcing AI[r,i] and AF[r,i] (eq. 11): where a good comes from. One composite for intermediate
// and one for final use, since barriers differ by use. Domestic against foreign, then among the
// provinces.
//
// Transport and trade on the route from s to r are bought with the good, in fixed proportion to
// what is delivered. Barriers on the route: an iceberg tau (tau units leave for one that arrives;
// relative to the benchmark, where it is one), a wedge (ad valorem, revenue to the destination's
// barrier fund) and a preference (shift of the share; the base bundle costs what it did).
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>

#include <fmt/format.h>

namespace yuqian::model::spec {
namespace {

struct Families {
  ParameterFamily &wedge, &preference, &tariff;
};

/// Writes the composites of a good, route by route.
class SourcingWriter {
 public:
  SourcingWriter(Assembly& a, const Elasticities& elasticities, const RouteTerms& terms,
                 const ImportPrices& import_price, const Families& families)
      : a_(a),
        elasticities_(elasticities),
        terms_(terms),
        import_price_(import_price),
        f_(families) {}

  /// The composite of a good in a region for one use, which is `share` of all its use.
  void composite(int r, int i, Use use, double share) {
    const RegionalModel& m = a_.model;
    const bool intermediate = use == intermediate_use;
    const ActivityId activity = intermediate ? m.intermediate(r, i) : m.final_use(r, i);
    if (!activity.valid()) return;
    double domestic = 0;
    for (int s = 0; s < a_.regions; ++s) domestic += a_.b.trade(s, r, i);
    BlockWriter w = a_.m.production(activity);
    w.output(intermediate ? m.intermediate_price(r, i) : m.final_price(r, i),
             share * total_use(a_.b, r, i));
    w.inputs("origin", elasticities_.esubd.at({i}));
    imports(w, {a_.regions, r, i, use, share});
    if (!(domestic > 0)) return;
    w.nest("provinces", elasticities_.esubm.at({i}), "origin");
    for (int s = 0; s < a_.regions; ++s) province(w, {s, r, i, use, share});
  }

 private:
  /// The good of one origin in a nest, with the barriers on its route.
  BlockWriter& good(BlockWriter& w, const std::string& nest, const Route& route) {
    const auto [s, r, i, use, share] = route;
    ParameterId& wedge = f_.wedge.ids[f_.wedge.offset({s, r, i, use})];
    wedge = a_.m.parameter(0.0);
    w.netput(nest, a_.model.domestic_price(s, i), share * a_.b.trade(s, r, i))
        .augmented(delivered(a_, terms_.icebergs, terms_.chains, route))
        .tax(a_.model.barrier_fund[at(r)], wedge, Meaning(Levy::wedge))
        .tagged(Meaning(Netput::provincial, s, i));
    link_partner(a_, terms_.chains, w, route);
    return w;
  }

  /// A route under quota is an activity of its own, which the composite buys from.
  CommodityId quota_route(const Route& route) {
    const auto [s, r, i, use, share] = route;
    const QuotaRoute quota = open_quota_route(a_, terms_.quotas, route);
    BlockWriter w = a_.m.production(quota.activity);
    w.output(quota.price, share * (a_.b.trade(s, r, i) + a_.b.margins.on(s, r, i)));
    w.inputs("way", 0.0);
    good(w, "way", route).tax(quota.owner, Expr(quota.rent), Meaning(Levy::quota_rent));
    terms_.margins.add(a_, w, "way", route);
    return quota.price;
  }

  /// What comes from abroad, with its tariff, which both uses share.
  void imports(BlockWriter& w, const Route& route) {
    const auto [s, r, i, use, share] = route;
    if (!(a_.b.imports(r, i) > 0)) return;
    ParameterId& tariff = f_.tariff.ids[f_.tariff.offset({r, i})];
    if (!tariff.valid()) tariff = a_.m.parameter(0.0);
    const std::string nest = open_branch(a_, w, "origin", route);
    w.netput(nest, import_price_[at(i)], share * a_.b.imports(r, i))
        .augmented(Expr(terms_.icebergs.at({s, r, i, use})) * paid_abroad(terms_.borne, r))
        .tax(a_.model.centre, tariff, Meaning(Levy::tariff))
        .tagged(Meaning(Netput::import, -1, i));
    terms_.margins.add(a_, w, nest, route);
  }

  /// What comes from one province, the own one too.
  void province(BlockWriter& w, const Route& route) {
    const auto [s, r, i, use, share] = route;
    const Benchmark& b = a_.b;
    if (!(b.trade(s, r, i) > 0)) return;
    ParameterId preference;
    if (s != r)
      preference = f_.preference.ids[f_.preference.offset({s, r, i, use})] = a_.m.parameter(1.0);
    if (terms_.quotas.on(route)) {
      const CommodityId at_hand = quota_route(route);
      w.netput("provinces", at_hand, share * (b.trade(s, r, i) + b.margins.on(s, r, i)))
          .preferred(preference)
          .tagged(Meaning(Netput::quota_route, s, i));
      return;
    }
    const std::string nest = open_branch(a_, w, "provinces", route);
    if (s == r)  // no barriers, but the route within a region of several provinces
      w.netput(nest, a_.model.domestic_price(s, i), share * b.trade(s, r, i))
          .tagged(Meaning(Netput::provincial, s, i));
    else
      good(w, nest, route);
    terms_.margins.add(a_, w, nest, route);
    if (s != r) nest != "provinces" ? w.preferred_nest(nest, preference) : w.preferred(preference);
  }

  Assembly& a_;
  const Elasticities& elasticities_;
  const RouteTerms& terms_;
  const ImportPrices& import_price_;
  Families f_;
};

}  // namespace

const ParameterFamily& declare_icebergs(Assembly& a) {
  const Benchmark& b = a.b;
  ParameterFamily& f = a.model.parameters.add(
      "iceberg",
      {places(b.regions, "from"), places(b.regions, "to"), b.sectors.renamed("good"), uses()});
  const auto declare = [&](int s, int r, int i, Use use) {
    f.ids[f.offset({s, r, i, use})] = a.m.parameter(1.0);
  };
  for (int i = 0; i < a.sectors; ++i)
    for (int r = 0; r < a.regions; ++r) {
      if (b.sold_abroad(r, i) > 0) declare(r, a.regions, i, export_use);
      for (int s = 0; s <= a.regions; ++s) {
        const double flow = s == a.regions ? b.imports(r, i) : s == r ? 0 : b.trade(s, r, i);
        if (!(flow > 0)) continue;
        if (a.model.intermediate(r, i).valid()) declare(s, r, i, intermediate_use);
        if (a.model.final_use(r, i).valid()) declare(s, r, i, final_use);
      }
    }
  return f;
}

void declare_policy_barriers(Assembly& a, const ParameterFamily& icebergs) {
  const data::Table& policy = a.b.policy_barrier;
  if (policy.rank() != 3) return;
  ParameterFamily& f = a.model.parameters.add(
      "policy_barrier", {a.b.regions.renamed("from"), a.b.regions.renamed("to"),
                         a.b.sectors.renamed("good"), uses()});
  f.part.assign(f.ids.size(), 0.0);
  for (int s = 0; s < a.regions; ++s)
    for (int r = 0; r < a.regions; ++r)
      for (int i = 0; i < a.sectors; ++i)
        for (const Use use : {intermediate_use, final_use})
          if (const ParameterId iceberg = icebergs.at({s, r, i, use});
              iceberg.valid() && policy(s, r, i) > 0) {
            f.ids[f.offset({s, r, i, use})] = iceberg;
            f.part[f.offset({s, r, i, use})] = policy(s, r, i);
          }
  int undefined = 0;
  for (const SectorElasticities& e : a.b.elasticities) undefined += !(e.between_provinces > 1);
  if (undefined > 0)
    f.absence = fmt::format(
        "the elasticity between provinces (esubm) of {} of {} goods is 1 or less, and then no "
        "trade cost explains the flows (eq. 55): give elasticities above 1, or move \"iceberg\"",
        undefined, a.sectors);
}

void add_sourcing(Assembly& a, const Elasticities& elasticities, const RouteTerms& terms,
                  const ImportPrices& import_price) {
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  ParameterFamily& wedge = m.parameters.add(
      "wedge",
      {b.regions.renamed("from"), b.regions.renamed("to"), b.sectors.renamed("good"), uses()});
  ParameterFamily& preference = m.parameters.add(
      "preference",
      {b.regions.renamed("from"), b.regions.renamed("to"), b.sectors.renamed("good"), uses()});
  ParameterFamily& tariff =
      m.parameters.add("foreign_tariff", {b.regions.renamed("region"), b.sectors.renamed("good")});
  SourcingWriter writer(a, elasticities, terms, import_price, {wedge, preference, tariff});
  for (int r = 0; r < a.regions; ++r)
    for (int i = 0; i < a.sectors; ++i) {
      const double share = intermediate_share(b, r, i);
      writer.composite(r, i, intermediate_use, share);
      writer.composite(r, i, final_use, 1 - share);
    }
}

}  // namespace yuqian::model::spec
