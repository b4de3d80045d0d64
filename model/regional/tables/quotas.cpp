// SPDX-License-Identifier: Apache-2.0
// What quotas are worth to whoever owns them.
#include <yuqian/model/regional/tables/registry.hpp>

#include <algorithm>

namespace yuqian::model::report {

void add_quotas(Tables& out, const Compared& p) {
  if (p.m.quotas.empty()) return;
  std::vector<data::Set> axes = p.accounts[0].quota_rent.axes();
  axes.insert(axes.begin(), states());
  data::Table rent("quota_rent", std::move(axes), "1e8 CNY");
  auto place = rent.values().begin();
  for (const Accounts& a : p.accounts)
    place = std::copy(a.quota_rent.values().begin(), a.quota_rent.values().end(), place);
  out.push_back(std::move(rent));
}

}  // namespace yuqian::model::report
