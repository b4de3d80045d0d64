// SPDX-License-Identifier: Apache-2.0
// The yardstick that a reader can check by hand.
#include <yuqian/model/regional/tables/first_order.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/use.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>

namespace yuqian::model::report {

std::vector<Saving> savings(const Compared& p) {
  const Solution& s = p.solution;
  const ParameterFamily &iceberg = s.model->parameters.family("iceberg"),
                        &efficiency = s.model->parameters.family("chain_efficiency");
  const Benchmark& b = *p.m.benchmark;
  const int regions = b.regions.size(), sectors = b.sectors.size();
  std::vector<Saving> list;
  const auto fall = [&](ParameterId id) {
    if (!id.valid()) return 0.0;
    const double before = s.reference_parameters[at(id.value)], now = s.parameters[at(id.value)];
    return before == now ? 0.0 : std::log(before / now);
  };
  // An input that does more is as good as one that melts less.
  const auto cut = [&](int from, int to, int i, int use) {
    const bool chain = use == 0 && from < regions && to < regions;
    return fall(iceberg.at({from, to, i, use})) - (chain ? fall(efficiency.at({from, to, i})) : 0);
  };
  const auto add = [&](int region, double value, double by, double growth) {
    if (by != 0 && value > 0) list.push_back({region, value, by, 0, growth});
  };
  for (int r = 0; r < regions; ++r) {
    for (int i = 0; i < sectors; ++i) {
      const double growth = steepest(b, i) - 1;
      for (int u = 0; u < 2; ++u)
        for (int from = 0; from < regions; ++from)
          add(r, p.accounts[0].trade_value(from, r, i, u), cut(from, r, i, u), growth);
      // Where the world's demand has a slope, cheaper exports are the world's gain to first order.
      if (s.model->closure->exports == Closure::Exports::small_country)
        add(r, b.sold_abroad(r, i), cut(r, regions, i, 2),
            b.elasticities[at(i)].export_transformation + 1);
      const double share = spec::intermediate_share(b, r, i);
      add(r, b.imports(r, i) * share, cut(regions, r, i, 0), growth);
      add(r, b.imports(r, i) * (1 - share), cut(regions, r, i, 1), growth);
    }
    const std::vector<Saving> margins = margin_savings(b, p.accounts[0], p.accounts[1], r);
    list.insert(list.end(), margins.begin(), margins.end());
  }
  return list;
}

void add_first_order_gain(Tables& out, const Compared& p) {
  std::vector<double> saved(at(p.m.benchmark->regions.size()), 0.0);
  for (const Saving& each : savings(p)) saved[at(each.region)] += each.value * each.cut;
  data::Table t("first_order_gain", {p.areas.set}, "%");
  for (int a = 0; a < p.areas.set.size(); ++a) {
    double sum = 0;
    for (const int r : p.areas.members[at(a)]) sum += saved[at(r)];
    t(a) = 100 * sum / area_accounts(p, 0, a).grp_income();
  }
  out.push_back(std::move(t));
}

void add_first_order(Tables& out, const Compared& p) {
  add_first_order_gain(out, p);
  const data::Set items("first_order_item", {"saved", "low", "high", "gain"},
                        {"流量不变时的节约", "下限", "上限", "模型结果"});
  data::Table band("first_order_band", {items}, "1e8 CNY");
  const bool says = first_order_says_nothing(p).empty();
  const FirstOrderBand b = says ? first_order_band(p) : FirstOrderBand{};
  const FirstOrderBand::Interval allowed = b.allowed();
  int k = 0;
  for (const double value : {b.saved, allowed.low, allowed.high, b.gain})
    band(k++) = says ? value : std::nan("");
  out.push_back(std::move(band));
}

}  // namespace yuqian::model::report
