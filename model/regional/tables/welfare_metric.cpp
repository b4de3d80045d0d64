// SPDX-License-Identifier: Apache-2.0
// The money metric of all that residents get, and what it is made of (eq. 400).
#include <yuqian/data/mrio.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

namespace yuqian::model::report {

void add_welfare_metric(Tables& out, const Compared& p) {
  const data::Set& users = data::final_use_set();
  data::Table metric("welfare_metric", {p.areas.set}, "1e8 CNY");
  data::Table share("welfare_metric_share", {p.areas.set}, "%");
  data::Table by_user("welfare_metric_by_user", {p.areas.set, users}, "1e8 CNY");
  for (int a = 0; a < p.areas.set.size(); ++a) {
    for (const int r : p.areas.members[at(a)]) {
      const std::array<double, 4> gain = welfare_metric(p.m, p.point[0], p.point[1], r);
      for (int u = 0; u < users.size(); ++u) by_user(a, u) += gain[at(u)];
    }
    for (int u = 0; u < users.size(); ++u) metric(a) += by_user(a, u);
    const RegionAccounts before = area_accounts(p, 0, a);
    const double used =
        before.rural.value + before.urban.value + before.government.value + before.investment.value;
    share(a) = used > 0 ? 100 * metric(a) / used : 0;
  }
  out.insert(out.end(), {std::move(metric), std::move(share), std::move(by_user)});
}

}  // namespace yuqian::model::report
