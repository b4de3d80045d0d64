// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/analysis/welfare_path.hpp>

#include <cmath>

namespace yuqian::model::report {

Roles::Roles(const RegionalModel& m) : regions(m.benchmark->regions.size()) {
  const Model& model = *m.model;
  const UnknownOffsets& o = model.offsets();
  for (const int r : model.partition()) region.push_back(r < 0 ? regions : r);
  abroad.assign(region.size(), 0);
  household.assign(region.size(), -1);
  invests.assign(region.size(), 0);
  factor.assign(region.size(), none);
  makes.assign(model.blocks().size(), 0);
  sources.assign(model.blocks().size(), 0);
  abroad[at(o(m.foreign_exchange))] = 1;
  for (const auto* prices : {&m.world_price, &m.import_price})
    for (const CommodityId id : *prices)
      if (id.valid()) abroad[at(o(id))] = 1;
  for (const ActivityId id : m.import)
    if (id.valid()) abroad[at(o(id))] = 1;
  if (m.capital_pool.valid()) factor[at(o(m.capital_pool))] = is_capital;
  if (m.rest_of_world.valid()) abroad[at(o(m.rest_of_world))] = 1;
  for (const ActivityId id : m.world)
    if (id.valid()) {
      abroad[at(o(id))] = 1;
      sources[at(model.block_of(id))] = 1;
    }
  for (const QuotaWay& way : m.quotas) sources[at(model.block_of(way.activity))] = 1;
  for (int r = 0; r < regions; ++r) {
    household[at(o(m.rural[at(r)]))] = 2 * r;
    household[at(o(m.urban[at(r)]))] = 2 * r + 1;
    invests[at(o(m.investment[at(r)]))] = 1;
    for (int i = 0; i < m.benchmark->sectors.size(); ++i) {
      if (m.wage(r, i).valid()) factor[at(o(m.wage(r, i)))] = is_labour;
      if (m.rent(r, i).valid()) factor[at(o(m.rent(r, i)))] = is_capital;
      if (m.land_rent(r, i).valid()) factor[at(o(m.land_rent(r, i)))] = is_land;
      if (m.output(r, i).valid()) makes[at(model.block_of(m.output(r, i)))] = 1;
      for (const ActivityId id : {m.intermediate(r, i), m.final_use(r, i)})
        if (id.valid()) sources[at(model.block_of(id))] = 1;
    }
  }
}

void Series::differentiate() {
  const std::size_t n = value_.size();
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t k = 0; k < n; ++k) slope_[j] += rule_.derivative[j * n + k] * value_[k];
}

namespace {

double tax_rate(const Piece& p, int leaf, int k) {
  const KernelData& kernel = p.m.model->kernel();
  const Leaf& l = kernel.leaves[at(leaf)];
  double rate = 0;
  for (int t = l.tax_begin; t < l.tax_end; ++t)
    rate += kernel.taxes[at(t)].rate.value(p.at[at(k)].slots);
  return rate;
}

}  // namespace

LeafSeries::LeafSeries(const Piece& p, int block, int leaf)
    : quantity(p.rule, [&](int k) { return p.at[at(k)].quantity(*p.m.model, block, leaf); }),
      price(
          p.rule,
          [&](int k) { return p.at[at(k)].level[at(p.m.model->kernel().leaves[at(leaf)].price)]; }),
      tax(p.rule, [&](int k) { return tax_rate(p, leaf, k); }),
      log_tau(p.rule, [&](int k) { return std::log(p.at[at(k)].kernel.tau[at(leaf)]); }) {}

}  // namespace yuqian::model::report
