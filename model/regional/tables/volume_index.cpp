// SPDX-License-Identifier: Apache-2.0
// Real GRP by neither state's prices alone: Laspeyres, Paasche, and Fisher between them (eq. 101).
#include <yuqian/model/regional/tables/volume_index.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <limits>

namespace yuqian::model {

Accounts revalued(const RegionalModel& m, const Point& quantities, const Point& prices) {
  // Quantities stand in the netputs and multipliers of blocks; prices and rents in the levels of
  // unknowns.
  Point mixed = quantities;
  mixed.level = prices.level;
  return accounts(m, mixed);
}

void report::add_volume(Tables& out, const Compared& p) {
  const data::Set kinds("volume_index", {"laspeyres", "paasche", "fisher"},
                        {"拉氏", "帕氏", "费雪"}, {"Laspeyres", "Paasche", "Fisher"});
  data::Table change("grp_volume_change", {p.areas.set, kinds}, "%"),
      real("grp_real_fisher", {states(), p.areas.set}, "1e8 CNY");
  const std::array<Accounts, 2> crossed{revalued(p.m, p.point[0], p.point[1]),
                                        revalued(p.m, p.point[1], p.point[0])};
  for (int a = 0; a < p.areas.set.size(); ++a) {
    VolumeIndex index;
    for (const int r : p.areas.members[at(a)]) {
      const auto at = static_cast<std::size_t>(r);
      index.q0_at_p0 += p.accounts[0].regions[at].grp_expenditure();
      index.q1_at_p1 += p.accounts[1].regions[at].grp_expenditure();
      index.q0_at_p1 += crossed[0].regions[at].grp_expenditure();
      index.q1_at_p0 += crossed[1].regions[at].grp_expenditure();
    }
    real(0, a) = area_accounts(p, 0, a).grp_volume();
    real(1, a) = real(0, a) * index.fisher();
    const double values[] = {index.laspeyres(), index.paasche(), index.fisher()};
    for (int k = 0; k < 3; ++k)  // below zero no index is one of a product (eq. 125)
      change(a, k) =
          values[k] > 0 ? 100 * (values[k] - 1) : std::numeric_limits<double>::quiet_NaN();
  }
  out.insert(out.end(), {std::move(real), std::move(change)});
}

}  // namespace yuqian::model
