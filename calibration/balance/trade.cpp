// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/both.hpp>
#include <yuqian/calibration/balance/trade.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

/// A province can neither sell to itself nor buy from itself: what it sends and takes of a good
/// must together fit into the national flow. Kept a little below, where the pattern still has a
/// say.
constexpr double densest = 0.95;
/// Flows below this, 10^8 yuan, are rounding.
constexpr double nothing = 1e-8;

struct GoodFlows {
  std::vector<double> out, in;
};

/// Gross flows of one good; cross-hauling is cut where one province would trade with itself.
GoodFlows gross_flows(const Accounts& a, const data::Table& share, int i, int variant,
                      Treatments& done) {
  const auto n = static_cast<std::size_t>(a.provinces());
  GoodFlows f{std::vector<double>(n), std::vector<double>(n)};
  std::vector<double> cross(n);
  for (int r = 0; r < a.provinces(); ++r) {
    const auto k = static_cast<std::size_t>(r);
    cross[k] = share(r, i) * room_for_cross_hauling(a, r, i);
    const double net = std::abs(a.net_flow(r, i)) > nothing ? a.net_flow(r, i) : 0.0;
    f.out[k] = std::max(net, 0.0) + cross[k];
    f.in[k] = std::max(-net, 0.0) + cross[k];
  }
  const std::vector<double> wanted = cross;
  for (int round = 0; round < 200; ++round) {
    const double nation = std::accumulate(f.out.begin(), f.out.end(), 0.0);
    double cut_in_round = 0.0;
    for (std::size_t k = 0; k < n; ++k) {
      // Cutting c takes 2c off the province and c off the nation.
      const double over = f.out[k] + f.in[k] - densest * nation;
      const double cut = std::min(cross[k], std::max(0.0, over / (2.0 - densest)));
      f.out[k] -= cut;
      f.in[k] -= cut;
      cross[k] -= cut;
      cut_in_round += cut;
    }
    if (cut_in_round <= 1e-12 * nation) break;
  }
  for (std::size_t k = 0; k < n; ++k)
    if (wanted[k] - cross[k] > 0.01)
      done.push_back(
          {"cut_cross_hauling", a.label(static_cast<int>(k), i), wanted[k] - cross[k],
           both("{}: cross-hauling cut from {:.1f} to {:.1f}, or it would trade with itself",
                "{}：对流由{:.1f}减为{:.1f}，否则等于与自己贸易",
                calibration::variants[at(variant)], wanted[k], cross[k])});
  return f;
}

const std::vector<double>& pattern_of(const TradePatterns& p, bool by_rail, int variant) {
  if (variant == 0) return p.shares_2007;
  if (variant == 2) return p.plain;
  return by_rail ? p.bulk : p.between;
}

}  // namespace

TradeEstimate estimate_trade(const Accounts& a, const CrossHauling& cross,
                             const TradePatterns& patterns, const std::vector<bool>& by_rail,
                             int variant) {
  const int n = a.provinces();
  TradeEstimate e{
      data::Table("trade",
                  {a.regions.renamed("supplier"), a.regions.renamed("region_to"), a.sectors},
                  "10^8 yuan", "estimated"),
      {},
      0.0};
  for (int i = 0; i < a.goods(); ++i) {
    const GoodFlows flows = gross_flows(a, cross.share[at(variant)], i, variant, e.treatments);
    Margins margins{flows.out, flows.in, a.regions.labels(), a.regions.labels()};
    const double out = std::accumulate(flows.out.begin(), flows.out.end(), 0.0);
    const double in = std::accumulate(flows.in.begin(), flows.in.end(), 0.0);
    if (out > 0.0 && in > 0.0) {
      for (double& v : margins.columns) v *= out / in;  // equal but for rounding
      SparseMatrix m = sparse(pattern_of(patterns, by_rail[at(i)], variant), n, n);
      e.worst_gap = std::max(e.worst_gap, ras(m, margins, {500, 200, 1e-12}).worst_gap);
      for (std::size_t k = 0; k < m.value.size(); ++k)
        if (m.value[k] > nothing) e.trade(m.row[k], m.column[k], i) = m.value[k];
    }
    for (int s = 0; s < n; ++s) {
      double sent = 0.0;
      for (int r = 0; r < n; ++r) sent += r == s ? 0.0 : e.trade(s, r, i);
      e.trade(s, s, i) = std::max(0.0, a.output(s, i) - a.exports(s, i) - sent);
    }
  }
  return e;
}

}  // namespace yuqian::calibration
