// SPDX-License-Identifier: Apache-2.0
// Sourcing AI[r,i] and AF[r,i] (eq. 11): where a good comes from. One composite for intermediate
// and one for final use, since barriers differ by use. Domestic against foreign, then among the
// provinces.
//
// Transport and trade on the way from s to r are bought with the good, in fixed proportion to what
// is delivered. Barriers on the way: an iceberg tau (tau units leave for one that arrives; relative
// to the benchmark, where it is one), a wedge (ad valorem, revenue to the destination's barrier
// fund) and a preference (shift of the share; the base bundle costs what it did).
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>

#include <fmt/format.h>

namespace yuqian::model::spec {
namespace {

struct Families {
  ParameterFamily &iceberg, &wedge, &preference, &tariff;
};

/// The good of one origin in a nest, with the barriers on its way.
BlockWriter& write_good(Assembly& a, const Families& f, BlockWriter& w, const std::string& nest,
                        const Route& way) {
  const auto [s, r, i, use, share] = way;
  ParameterId& wedge = f.wedge.ids[f.wedge.offset({s, r, i, use})];
  wedge = a.m.parameter(0.0);
  w.netput(nest, a.model.domestic_price(s, i), share * a.b.trade(s, r, i))
      .augmented(delivered(a, way))
      .tax(a.model.barrier_fund[at(r)], wedge, Meaning(Levy::wedge))
      .tagged(Meaning(Netput::provincial, s, i));
  link_partner(a, w, way);
  return w;
}

/// A way under quota is an activity of its own, which the composite buys from.
CommodityId add_way(Assembly& a, const Families& f, const Route& route) {
  const auto [s, r, i, use, share] = route;
  const QuotaWay way = open_way(a, route);
  BlockWriter w = a.m.production(way.activity);
  w.output(way.price, share * (a.b.trade(s, r, i) + a.b.margins.on(s, r, i)));
  w.inputs("way", 0.0);
  write_good(a, f, w, "way", route).tax(way.owner, Expr(way.rent), Meaning(Levy::quota_rent));
  add_margin(a, w, "way", route);
  return way.price;
}

/// What comes from abroad, with its tariff, which both uses share.
void write_imports(Assembly& a, const Families& f, BlockWriter& w, const Route& way) {
  const auto [s, r, i, use, share] = way;
  if (!(a.b.imports(r, i) > 0)) return;
  ParameterId& tariff = f.tariff.ids[f.tariff.offset({r, i})];
  if (!tariff.valid()) tariff = a.m.parameter(0.0);
  const std::string nest = open_branch(a, w, "origin", way);
  w.netput(nest, a.model.import_price[at(i)], share * a.b.imports(r, i))
      .augmented(f.iceberg.at({s, r, i, use}))
      .tax(a.model.centre, tariff, Meaning(Levy::tariff))
      .tagged(Meaning(Netput::import, -1, i));
  add_margin(a, w, nest, way);
}

/// What comes from one province, the own one too.
void write_province(Assembly& a, const Families& f, BlockWriter& w, const Route& way) {
  const auto [s, r, i, use, share] = way;
  const Benchmark& b = a.b;
  if (!(b.trade(s, r, i) > 0)) return;
  ParameterId preference;
  if (s != r)
    preference = f.preference.ids[f.preference.offset({s, r, i, use})] = a.m.parameter(1.0);
  if (under_quota(a, way)) {
    const CommodityId at_hand = add_way(a, f, way);
    w.netput("provinces", at_hand, share * (b.trade(s, r, i) + b.margins.on(s, r, i)))
        .preferred(preference)
        .tagged(Meaning(Netput::way, s, i));
    return;
  }
  const std::string nest = open_branch(a, w, "provinces", way);
  if (s == r)  // no barriers, but the way within a region of several provinces
    w.netput(nest, a.model.domestic_price(s, i), share * b.trade(s, r, i))
        .tagged(Meaning(Netput::provincial, s, i));
  else
    write_good(a, f, w, nest, way);
  add_margin(a, w, nest, way);
  if (s != r) nest != "provinces" ? w.preferred_nest(nest, preference) : w.preferred(preference);
}

/// The composite of a good in a region for one use, which is `share` of all its use.
void add_composite(Assembly& a, const Families& f, int r, int i, Use use, double share) {
  const RegionalModel& m = a.model;
  const bool intermediate = use == intermediate_use;
  const ActivityId activity = intermediate ? m.intermediate(r, i) : m.final_use(r, i);
  if (!activity.valid()) return;
  double domestic = 0;
  for (int s = 0; s < a.regions; ++s) domestic += a.b.trade(s, r, i);
  BlockWriter w = a.m.production(activity);
  w.output(intermediate ? m.intermediate_price(r, i) : m.final_price(r, i),
           share * total_use(a.b, r, i));
  w.inputs("origin", a.esubd->at({i}));
  write_imports(a, f, w, {a.regions, r, i, use, share});
  if (!(domestic > 0)) return;
  w.nest("provinces", a.esubm->at({i}), "origin");
  for (int s = 0; s < a.regions; ++s) write_province(a, f, w, {s, r, i, use, share});
}

}  // namespace

void declare_icebergs(Assembly& a) {
  const Benchmark& b = a.b;
  ParameterFamily& f = a.model.parameters.add(
      "iceberg",
      {places(b.regions, "from"), places(b.regions, "to"), b.sectors.renamed("good"), uses()});
  a.iceberg = &f;
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
}

void declare_policy_barriers(Assembly& a) {
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
          if (const ParameterId iceberg = a.iceberg->at({s, r, i, use});
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

void add_sourcing(Assembly& a) {
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
  const Families f{*a.iceberg, wedge, preference, tariff};
  for (int r = 0; r < a.regions; ++r)
    for (int i = 0; i < a.sectors; ++i) {
      const double share = intermediate_share(b, r, i);
      add_composite(a, f, r, i, intermediate_use, share);
      add_composite(a, f, r, i, final_use, 1 - share);
    }
}

}  // namespace yuqian::model::spec
