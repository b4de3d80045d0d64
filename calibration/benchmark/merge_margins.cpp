// SPDX-License-Identifier: Apache-2.0
// Margins of merged regions and goods.
#include <yuqian/calibration/benchmark/route_margins.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {

namespace {

model::MarginService merge(const model::MarginService& m, const data::Mapping& regions,
                           const data::Mapping& sectors) {
  const int provinces = regions.source().size(), abroad = regions.target().size();
  const auto region = [&](int place) { return place == provinces ? abroad : regions[place]; };
  model::MarginService out;
  out.good = sectors[m.good];
  out.origin_share = m.origin_share;
  out.mode_share.assign(static_cast<std::size_t>(sectors.target().size()), {});
  out.paid = data::Table("margin",
                         {model::places(regions.target(), "from"),
                          model::places(regions.target(), "to"), sectors.target().renamed("good")},
                         m.paid.unit(), m.paid.source());
  std::vector<double> total(out.mode_share.size(), 0.0);
  for (int i = 0; i < m.paid.axis(2).size(); ++i) {
    const auto merged = static_cast<std::size_t>(sectors[i]);
    double paid = 0;
    for (int s = 0; s <= provinces; ++s)
      for (int r = 0; r <= provinces; ++r) {
        out.paid(region(s), region(r), sectors[i]) += m.paid(s, r, i);
        paid += m.paid(s, r, i);
      }
    total[merged] += paid;
    for (std::size_t k = 0; k < model::mode_count; ++k)
      out.mode_share[merged][k] += paid * m.mode_share[at(i)][k];
  }
  for (std::size_t i = 0; i < total.size(); ++i)
    if (total[i] > 0)
      for (double& share : out.mode_share[i]) share /= total[i];
  return out;
}

}  // namespace

model::RouteMargins merge(const model::RouteMargins& m, const data::Mapping& regions,
                          const data::Mapping& sectors) {
  model::RouteMargins out;
  for (const model::MarginService& s : m.services)
    out.services.push_back(merge(s, regions, sectors));
  return out;
}

}  // namespace yuqian::calibration
