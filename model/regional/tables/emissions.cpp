// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/tables/emissions.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/block_reader.hpp>
#include <yuqian/model/regional/blocks/sector_bill.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>

namespace yuqian::model {
namespace {

/// A region is capped where its own cap, or the joint one as a member, is tighter than in the
/// reference.
std::vector<bool> capped(const Solution& s) {
  const RegionalModel& m = *s.model;
  std::vector<bool> list(at(m.benchmark->regions.size()));
  if (m.shadow.empty()) return list;
  const auto moved = [&](ParameterId id) {
    return s.parameters[at(id.value)] != s.reference_parameters[at(id.value)];
  };
  const bool joint = moved(m.parameters.family("joint_emission_cap").ids[0]);
  for (int r = 0; r < m.benchmark->regions.size(); ++r) {
    const ParameterId member = m.parameters.family("joint_cap_member").at({r});
    list[at(r)] = moved(m.parameters.family("emission_cap").at({r})) ||
                  (joint && s.parameters[at(member.value)] > 0);
  }
  return list;
}

}  // namespace

/// The unknowns are levels, in units of the numeraire; one is 10^8 yuan per Mt, 100 yuan per tonne.
double carbon_price(const RegionalModel& m, std::span<const double> parameters, const Point& point,
                    int region) {
  const auto level = [&](auto id) { return point.level[at(m.model->offsets()(id))]; };
  const double member = parameters[at(m.parameters.family("joint_cap_member").at({region}).value)];
  return 100 * level(m.foreign_exchange) *
         (level(m.shadow[at(region)]) + member * level(m.joint_shadow));
}

Emissions emissions(const RegionalModel& m, const Point& point, const data::Table& output) {
  const Benchmark& b = *m.benchmark;
  Emissions e{{"emissions", {b.regions, b.sectors}, "Mt"},
              {"household_emissions", {b.regions, report::households()}, "Mt"}};
  if (!b.has_emissions()) return e;
  const Model& model = *m.model;
  for (int r = 0; r < b.regions.size(); ++r) {
    for (int j = 0; j < b.sectors.size(); ++j) {
      if (!m.output(r, j).valid()) continue;
      const report::BlockReader y(model, point, model.block_of(m.output(r, j)));
      const std::vector<SectorInput> inputs = sector_bill(b, *m.closure, r, j);
      y.each(y.data().inputs, [&](const auto& bought, double quantity, double, int) {
        if (!bought.is(Netput::intermediate)) return;
        const SectorInput& input = inputs[at(bought.detail)];
        e.sectors(r, j) += input.emissions / input.value * quantity;
      });
    }
    for (int h = 0; h < 2; ++h) {
      const int block = model.block_of((h == 0 ? m.rural : m.urban)[at(r)]);
      const data::Table& at_benchmark = h == 0 ? b.rural : b.urban;
      if (block < 0) continue;
      const report::BlockReader household(model, point, block);
      household.each(
          household.data().inputs, [&](const auto& bought, double quantity, double, int) {
            const int i = bought.item;
            e.households(r, h) += b.household_emissions(r, i, h) / at_benchmark(r, i) * quantity;
          });
    }
  }
  for (int r = 0; r < b.regions.size(); ++r)
    for (int j = 0; j < b.sectors.size(); ++j)
      if (const double product = product_emissions(b, *m.closure, r, j); product > 0)
        e.sectors(r, j) += product / b.output(r, j) * output(r, j);
  return e;
}

namespace report {

/// CO2 by area, its price and intensity, and leakage (eq. 87). Prices are not-a-number where
/// emissions are not priced, leakage where no area is capped alone.
void add_emissions(Tables& out, const Compared& p) {
  const Solution& s = p.solution;
  const data::Set &regions = p.m.benchmark->regions, &sectors = p.m.benchmark->sectors,
                  &areas = p.areas.set;
  data::Table sector("sector_emissions", {states(), areas, sectors}, "Mt"),
      household("household_emissions", {states(), areas, households()}, "Mt"),
      total("emissions", {states(), areas}, "Mt"),
      intensity("carbon_intensity", {states(), areas}, "t/1e4 CNY"),
      paid("carbon_price", {states(), regions}, "CNY/t"), leakage("carbon_leakage", {areas}, "%");
  for (int state = 0; state < 2; ++state) {
    const Emissions e = emissions(p.m, p.point[at(state)], p.accounts[at(state)].output);
    for (int area = 0; area < areas.size(); ++area) {
      for (const int r : p.areas.members[at(area)]) {
        for (int j = 0; j < sectors.size(); ++j) sector(state, area, j) += e.sectors(r, j);
        for (int h = 0; h < 2; ++h) household(state, area, h) += e.households(r, h);
      }
      for (int j = 0; j < sectors.size(); ++j) total(state, area) += sector(state, area, j);
      for (int h = 0; h < 2; ++h) total(state, area) += household(state, area, h);
      intensity(state, area) =
          100 * total(state, area) / area_accounts(p, state, area).grp_volume();
    }
    for (int r = 0; r < regions.size(); ++r)
      paid(state, r) = p.m.shadow.empty()
                           ? std::nan("")
                           : carbon_price(p.m, state == 0 ? s.reference_parameters : s.parameters,
                                          p.point[at(state)], r);
  }
  const std::vector<bool> caps = capped(s);
  const int nation = areas.size() - 1;
  const auto change = [&](int area) { return total(1, area) - total(0, area); };
  for (int area = 0; area <= nation; ++area) {
    leakage(area) = std::nan("");
    bool exactly = area != nation;
    for (int r = 0; r < regions.size(); ++r)
      exactly = exactly && caps[at(r)] == p.areas.contains(area, r);
    if (exactly && change(area) < 0)
      leakage(area) = 100 * (change(nation) - change(area)) / -change(area);
  }
  by_area(out, p, "carbon_revenue", "1e8 CNY", [](const RegionAccounts& a) { return a.carbon; });
  out.insert(out.end(), {std::move(total), std::move(sector), std::move(household),
                         std::move(intensity), std::move(paid), std::move(leakage)});
}

}  // namespace report
}  // namespace yuqian::model
