// SPDX-License-Identifier: Apache-2.0
// How large margins are (eq. 50, 115).
#include <yuqian/calibration/benchmark/route_margins.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>

namespace yuqian::calibration {
namespace {

/// What leaves `from` for `to`, places of the margins; of own supply and foreign trade too.
double flow(const data::Mrio& m, int from, int to, int i) {
  const int abroad = m.regions.size();
  if (from == abroad) return to == abroad ? 0 : m.imports(to, i);
  return to == abroad ? m.exports(from, i) : m.trade(from, to, i);
}

model::MarginService unpaid(const data::Mrio& m, int good, double origin_share,
                            std::string source) {
  model::MarginService s;
  s.good = good;
  s.origin_share = origin_share;
  s.paid = data::Table(
      "margin",
      {model::places(m.regions, "from"), model::places(m.regions, "to"), m.sectors.renamed("good")},
      "10^8 yuan", std::move(source));
  return s;
}

/// Places that a margin is paid between.
using Routes = std::vector<std::pair<int, int>>;

Routes arrivals(int to, int places) {
  Routes routes;
  for (int from = 0; from < places; ++from) routes.emplace_back(from, to);
  return routes;
}

double paid(const model::MarginService& s, const Routes& routes) {
  double sum = 0;
  for (const auto& [from, to] : routes) sum += s.on_route(from, to);
  return sum;
}

void scale(model::MarginService& s, const Routes& routes, double factor) {
  for (const auto& [from, to] : routes)
    for (int i = 0; i < s.paid.axis(2).size(); ++i) s.paid(from, to, i) *= factor;
}

model::MarginService transport(const data::Mrio& m, const RouteAssumptions& a,
                               std::vector<std::string>& scaled_down) {
  model::MarginService t =
      unpaid(m, a.sector, a.origin_share, "distance times freight over price, assumed");
  t.mode_share = a.mode_share;
  const int n = m.regions.size();
  const auto km = [&](int from, int to) {
    if (from < n && to < n) return from == to ? 0 : a.distance(from, to);
    return from == to ? 0 : a.port_distance[at(std::min(from, to))];
  };
  for (int from = 0; from <= n; ++from)
    for (int to = 0; to <= n; ++to)
      for (int i = 0; i < m.sectors.size(); ++i)
        t.paid(from, to, i) = a.rate[at(i)] * km(from, to) * flow(m, from, to, i);
  for (int r = 0; r < n; ++r) {
    const Routes in = arrivals(r, n + 1), out{{r, n}};
    const double used = a.largest_share * data::total_use(m, r, a.sector),
                 sold = a.largest_share * m.exports(r, a.sector);
    if (paid(t, in) > used) {
      scale(t, in, used / paid(t, in));
      scaled_down.push_back(m.regions.label(r));
    }
    if (paid(t, out) > sold) scale(t, out, sold / paid(t, out));
  }
  return t;
}

model::MarginService trade(const data::Mrio& m, const RouteAssumptions& a) {
  model::MarginService t = unpaid(m, a.trade_sector, a.trade_origin_share,
                                  "one rate for the goods that a province buys, estimated");
  std::array<double, model::mode_count> only{};
  only.back() = 1;
  t.mode_share.assign(at(m.sectors.size()), only);
  const int n = m.regions.size();
  for (int from = 0; from <= n; ++from)
    for (int to = 0; to <= n; ++to)
      for (int i = 0; i < m.sectors.size(); ++i)
        t.paid(from, to, i) = a.rate[at(i)] > 0 ? flow(m, from, to, i) : 0;
  for (int r = 0; r < n; ++r) {
    const Routes in = arrivals(r, n + 1), out{{r, n}};
    const double bought = paid(t, in), exported = paid(t, out);
    if (bought > 0) scale(t, in, a.trade_share * data::total_use(m, r, a.trade_sector) / bought);
    if (exported > 0) scale(t, out, a.trade_share * m.exports(r, a.trade_sector) / exported);
  }
  return t;
}

}  // namespace

ProvincialMargins route_margins(const data::Mrio& m, const RouteAssumptions& a) {
  if (!a.distance.axis(0).same_labels(m.regions))
    throw data::InputError(
        "the distances are between other provinces than the table's",
        "calibrate with distances between " + m.regions.label(0) + " and the others");
  ProvincialMargins out;
  out.margins.services.push_back(transport(m, a, out.scaled_down));
  out.margins.services.push_back(trade(m, a));
  return out;
}

}  // namespace yuqian::calibration
