// SPDX-License-Identifier: Apache-2.0
// What a target for the partner's share of intermediates costs (eq. 88).
#include "model/report/parts.hpp"

#include <cmath>

namespace yuqian::model::report {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Intermediates bought from the partner, at the seller's price: what the subsidy is paid on.
double bought(const Compared& p, int state, int r, int partner) {
  double sum = 0;
  for (int i = 0; i < p.m.benchmark->sectors.size(); ++i) sum += p.accounts[at(state)].trade_value(partner, r, i, 0);
  return sum;
}

}  // namespace

void add_linkage(Tables& out, const Compared& p) {
  const data::Set& regions = p.m.benchmark->regions;
  data::Table rate("linkage_subsidy", {states(), regions}, "%"), cost("linkage_cost", {states(), regions}, "1e8 CNY"),
      by_trade("linkage_cost_per_trade", {regions}, "1");
  for (int r = 0; r < regions.size(); ++r) {
    const bool paid = !p.m.partner.empty() && p.m.partner[at(r)].subsidy.valid();
    const int partner = paid ? p.m.partner[at(r)].region : -1;
    for (int state = 0; state < 2; ++state) {
      const double subsidy = paid ? p.point[at(state)].level[at(p.m.model->offsets()(p.m.partner[at(r)].subsidy))] : std::nan("");
      rate(state, r) = 100 * subsidy;
      cost(state, r) = paid ? subsidy * bought(p, state, r, partner) : std::nan("");
    }
    const double more = paid ? bought(p, 1, r, partner) - bought(p, 0, r, partner) : 0;
    by_trade(r) = more > 0 && cost(1, r) > cost(0, r) ? (cost(1, r) - cost(0, r)) / more : std::nan("");
  }
  out.insert(out.end(), {std::move(rate), std::move(cost), std::move(by_trade)});
}

}  // namespace yuqian::model::report
