// SPDX-License-Identifier: Apache-2.0
// Transport margins by route and what a delivered good is made of.
#include "model/report/margins.hpp"

#include "model/report/parts.hpp"

#include <cmath>

namespace yuqian::model {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace

void report::add_margins(Tables& out, const Compared& p) {
  const Benchmark& b = *p.m.benchmark;
  if (!b.margins.any()) return;
  const data::Set use("use", {"intermediate", "final"}, {"中间使用", "最终使用"});
  const data::Set from = places(b.regions, "route_from"), to = b.regions.renamed("region_to");
  data::Table volume("margin_volume", {states(), from, to, b.sectors}, "1e8 CNY"),
      value("margin_value", {states(), from, to, b.sectors}, "1e8 CNY"),
      share("margin_share", {states(), from, to, b.sectors}, "%");
  for (int state = 0; state < 2; ++state) {
    const Accounts& a = p.accounts[at(state)];
    for (int s = 0; s < from.size(); ++s)
      for (int r = 0; r < to.size(); ++r)
        for (int i = 0; i < b.sectors.size(); ++i) {
          double goods = 0;
          for (int u = 0; u < use.size(); ++u) {
            volume(state, s, r, i) += a.margin(s, r, i, u);
            value(state, s, r, i) += a.margin_value(s, r, i, u);
            if (s < to.size()) goods += a.trade_value(s, r, i, u);
          }
          const double delivered = goods + value(state, s, r, i);
          share(state, s, r, i) = s < to.size() && delivered > 0 ? 100 * value(state, s, r, i) / delivered : std::nan("");
        }
  }
  out.insert(out.end(), {std::move(volume), std::move(value), std::move(share)});
}

double margin_saved(const Accounts& reference, const Accounts& counterfactual, int r) {
  double saved = 0;
  const data::Table& use = reference.margin_use;
  for (int s = 0; s < use.axis(0).size(); ++s)
    for (int i = 0; i < use.axis(2).size(); ++i)
      for (int u = 0; u < use.axis(3).size(); ++u)
        if (use(s, r, i, u) > 0)
          saved += reference.margin_value(s, r, i, u) * std::log(use(s, r, i, u) / counterfactual.margin_use(s, r, i, u));
  return saved;
}

}  // namespace yuqian::model
