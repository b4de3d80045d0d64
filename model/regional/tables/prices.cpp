// SPDX-License-Identifier: Apache-2.0
// Prices of factors and goods.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>

namespace yuqian::model::report {

void add_prices(Tables& out, const Compared& p) {
  const data::Set &regions = p.m.benchmark->regions, &sectors = p.m.benchmark->sectors;
  data::Table wage("wage", {states(), regions}, "1"),
      capital("capital_rent", {states(), regions, sectors}, "1"),
      land("land_rent", {states(), regions, sectors}, "1"),
      producer("producer_price", {states(), regions, sectors}, "1"),
      intermediate("intermediate_price", {states(), regions, sectors}, "1"),
      final_price("final_price", {states(), regions, sectors}, "1");
  const double missing = std::nan("");
  for (int state = 0; state < 2; ++state) {
    const auto level = [&](CommodityId id) {
      return id.valid() ? p.point[at(state)].level[at(p.m.model->offsets()(id))] : missing;
    };
    for (int r = 0; r < regions.size(); ++r) {
      double paid = 0;
      for (int i = 0; i < sectors.size(); ++i) {
        const double labour = p.m.benchmark->labour(r, i);
        if (!(labour > 0)) continue;
        wage(state, r) += labour * level(p.m.wage(r, i));
        paid += labour;
      }
      wage(state, r) /= paid;
      for (int i = 0; i < sectors.size(); ++i) {
        capital(state, r, i) = level(p.m.rent(r, i));
        land(state, r, i) = level(p.m.land_rent(r, i));
        producer(state, r, i) = level(p.m.domestic_price(r, i));
        intermediate(state, r, i) = level(p.m.intermediate_price(r, i));
        final_price(state, r, i) = level(p.m.final_price(r, i));
      }
    }
  }
  out.insert(out.end(), {wage, capital, land, producer, intermediate, final_price});
}

}  // namespace yuqian::model::report
