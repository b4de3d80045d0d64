// SPDX-License-Identifier: Apache-2.0
// How many suppliers the intermediates of a region come from (eq. 106). Suppliers are the region
// itself, every other province and abroad, by value at the seller's price. The mean over goods is
// by their value, of its own state.
#include <yuqian/model/interindustry/disparity.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <algorithm>
#include <numeric>

namespace yuqian::model::report {

/// How many suppliers intermediates come from (eq. 106).
void add_concentration(Tables& out, const Compared& p) {
  const data::Set &regions = p.m.benchmark->regions, &sectors = p.m.benchmark->sectors;
  data::Table index("supplier_concentration", {states(), regions, sectors}, "1"),
      single("single_source_share", {states(), regions, sectors}, "%"),
      mean("supplier_concentration_mean", {states(), regions}, "1");
  constexpr int intermediate = 0;
  std::vector<double> suppliers(static_cast<std::size_t>(regions.size() + 1));
  for (int state = 0; state < 2; ++state) {
    const Accounts& a = p.accounts[at(state)];
    for (int r = 0; r < regions.size(); ++r) {
      double bought = 0;
      for (int i = 0; i < sectors.size(); ++i) {
        for (int s = 0; s < regions.size(); ++s)
          suppliers[at(s)] = a.trade_value(s, r, i, intermediate);
        suppliers.back() = a.imports_value(r, i, intermediate);
        index(state, r, i) = interindustry::herfindahl(suppliers);
        const double all = std::accumulate(suppliers.begin(), suppliers.end(), 0.0);
        suppliers[at(r)] = 0;  // the region itself is not an outside supplier
        single(state, r, i) = 100 * *std::max_element(suppliers.begin(), suppliers.end()) / all;
        if (!(all > 0)) continue;
        mean(state, r) += all * index(state, r, i);
        bought += all;
      }
      mean(state, r) /= bought;
    }
  }
  out.insert(out.end(), {std::move(index), std::move(single), std::move(mean)});
}

}  // namespace yuqian::model::report
