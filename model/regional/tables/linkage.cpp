// SPDX-License-Identifier: Apache-2.0
// What a target for the partners' share of intermediates costs (eq. 88): per yuan of trade, of
// product, and per job.
#include <yuqian/model/regional/tables/registry.hpp>

#include <algorithm>
#include <cmath>

#include <yuqian/data/find_table.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model::report {
namespace {

/// Below this part of the level a change is what the solver left.
constexpr double noise = 1e-9;

bool subsidised(const Compared& p, int r) {
  return !p.m.partner.empty() && p.m.partner[at(r)].subsidy.valid();
}

/// Intermediates bought from the partners, at the seller's price: what the subsidy is paid on.
double bought_of_partners(const Compared& p, int state, int r) {
  double sum = 0;
  for (const int s : p.m.partner[at(r)].regions)
    for (int i = 0; i < p.m.benchmark->sectors.size(); ++i)
      sum += p.accounts[at(state)].trade_value(s, r, i, 0);
  return sum;
}

/// Cost per unit gained; none where nothing is gained, or nothing paid.
double per_unit(double cost, double before, double after) {
  const double gained = after - before;
  return cost > 0 && gained > noise * std::abs(before) ? cost / gained : missing;
}

}  // namespace

/// The subsidy that reaches a linkage target, its cost, and the cost of a yuan of extra trade; else
/// not-a-number.
void add_linkage(Tables& out, const Compared& p) {
  const data::Set &regions = p.m.benchmark->regions, &areas = p.areas.set;
  data::Table rate("linkage_subsidy", {states(), regions}, "%"),
      cost("linkage_cost", {states(), regions}, "1e8 CNY"),
      by_trade("linkage_cost_per_trade", {regions}, "1"),
      by_product("linkage_cost_per_grp", {areas}, "1"),
      by_job("linkage_cost_per_job", {areas}, "CNY/person");
  for (int r = 0; r < regions.size(); ++r) {
    const bool paid = subsidised(p, r);
    for (int state = 0; state < 2; ++state) {
      const double subsidy =
          paid ? p.point[at(state)].level[at(p.m.model->offsets()(p.m.partner[at(r)].subsidy))]
               : missing;
      rate(state, r) = 100 * subsidy;
      cost(state, r) = paid ? subsidy * bought_of_partners(p, state, r) : missing;
    }
    by_trade(r) = paid ? per_unit(cost(1, r) - cost(0, r), bought_of_partners(p, 0, r),
                                  bought_of_partners(p, 1, r))
                       : missing;
  }
  const data::Table* employment = data::find_table(out, "employment_total");
  const bool jobs = employment && employment_change(*p.m.closure) != EmploymentChange::none;
  for (int a = 0; a < areas.size(); ++a) {
    double spent = 0;
    for (const int r : p.areas.members[at(a)])
      if (subsidised(p, r)) spent += cost(1, r) - cost(0, r);
    by_product(a) =
        per_unit(spent, area_accounts(p, 0, a).grp_volume(), area_accounts(p, 1, a).grp_volume());
    by_job(a) = jobs ? 1e4 * per_unit(spent, (*employment)(0, a), (*employment)(1, a))
                     : missing;  // 10^8 yuan over 10^4 persons
  }
  out.insert(out.end(), {std::move(rate), std::move(cost), std::move(by_trade),
                         std::move(by_product), std::move(by_job)});
}

}  // namespace yuqian::model::report
