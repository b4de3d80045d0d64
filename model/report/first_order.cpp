// SPDX-License-Identifier: Apache-2.0
// The yardstick that a reader can check by hand.
#include "model/report/margins.hpp"
#include "model/report/parts.hpp"
#include "model/spec/blocks.hpp"

#include <cmath>

namespace yuqian::model::report {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace

/// What a cut of icebergs and of margins, or an input that does more, saves at unchanged flows, by
/// the region that receives, in % of its product (eq. 27, 54): the size that the model's own answer
/// has to be near.
void add_first_order(Tables& out, const Compared& p, const Solution& s) {
  const ParameterFamily &iceberg = s.model->parameters.family("iceberg"),
                        &efficiency = s.model->parameters.family("chain_efficiency");
  const int regions = p.m.benchmark->regions.size(), sectors = p.m.benchmark->sectors.size();
  std::vector<double> saved(at(regions), 0.0);
  const auto fall = [&](ParameterId id) {
    return id.valid() ? std::log(s.reference_parameters[at(id.value)] / s.parameters[at(id.value)])
                      : 0.0;
  };
  // An input that does more is as good as one that melts less.
  const auto cut = [&](int from, int to, int i, int use) {
    const bool chain = use == 0 && from < regions && to < regions;
    return fall(iceberg.at({from, to, i, use})) - (chain ? fall(efficiency.at({from, to, i})) : 0);
  };
  for (int r = 0; r < regions; ++r)
    for (int i = 0; i < sectors; ++i)
      for (int u = 0; u < 2; ++u)
        for (int from = 0; from < regions; ++from)
          saved[at(r)] += cut(from, r, i, u) * p.accounts[0].trade_value(from, r, i, u);
  for (int r = 0; r < regions; ++r) saved[at(r)] += margin_saved(p.accounts[0], p.accounts[1], r);
  const Benchmark& b = *p.m.benchmark;
  for (int r = 0; r < regions; ++r)
    for (int i = 0; i < sectors; ++i) {
      // Where the world's demand has a slope, cheaper exports are the world's gain to first order.
      if (s.model->closure.exports == Closure::Exports::small_country)
        saved[at(r)] += cut(r, regions, i, 2) * b.sold_abroad(r, i);
      const double share = spec::intermediate_share(b, r, i);
      saved[at(r)] +=
          b.imports(r, i) * (cut(regions, r, i, 0) * share + cut(regions, r, i, 1) * (1 - share));
    }
  data::Table t("first_order_gain", {p.areas.set}, "%");
  for (int a = 0; a < p.areas.set.size(); ++a) {
    double sum = 0;
    for (const int r : p.areas.members[at(a)]) sum += saved[at(r)];
    t(a) = 100 * sum / area_accounts(p, 0, a).grp_income();
  }
  out.push_back(std::move(t));
}

}  // namespace yuqian::model::report
