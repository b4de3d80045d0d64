// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/benchmark/power_inputs.hpp>

#include <yuqian/model/maths/at.hpp>

#include <algorithm>

namespace yuqian::model {
namespace {

using Fuel = PowerTechnology::Fuel;

bool burns_gas(const Benchmark& b, const SectorInput& in) {
  return in.carrier >= 0 && b.power.gas[at(in.carrier)];
}

/// Generation by technology, 10^8 kWh. Gas costs more for a kWh than coal does: where the sector
/// buys less of it for a kWh of gas-fired plants than other fuels for one of the others, purchases
/// are missing. What gas-fired plants make is then counted with the others. Else they would be
/// clean.
std::vector<double> generation_of(const Benchmark& b, int region,
                                  const std::vector<SectorInput>& fuels) {
  const Power& p = b.power;
  std::vector<double> made(at(p.technologies.size()));
  double bought[] = {0, 0}, kwh[] = {0, 0};  // of other fuels, of gas
  for (const SectorInput& in : fuels) bought[burns_gas(b, in)] += in.value;
  int other = -1;
  for (int t = 0; t < p.technologies.size(); ++t) {
    made[at(t)] = p.generation(region, t);
    const Fuel fuel = p.traits[at(t)].fuel;
    if (fuel != Fuel::none) kwh[fuel == Fuel::gas] += made[at(t)];
    if (fuel == Fuel::other && made[at(t)] > 0) other = t;
  }
  if (other < 0 || bought[1] * kwh[0] >= bought[0] * kwh[1]) return made;
  for (int t = 0; t < p.technologies.size(); ++t)
    if (p.traits[at(t)].fuel == Fuel::gas) {
      made[at(other)] += made[at(t)];
      made[at(t)] = 0;
    }
  return made;
}

std::vector<SectorInput> part_of(const std::vector<SectorInput>& list, double share) {
  std::vector<SectorInput> part = list;
  for (SectorInput& in : part) in.value *= share, in.emissions *= share;
  return part;
}

/// The plant that burns a fuel: its own kind, else any that burns; null: none does.
PowerPlant* burner(std::vector<PowerPlant>& plants, const Power& p, Fuel fuel) {
  for (const bool own : {true, false})
    for (PowerPlant& plant : plants) {
      const Fuel burnt = p.traits[at(plant.technology)].fuel;
      if (own ? burnt == fuel : burnt != Fuel::none) return &plant;
    }
  return nullptr;
}

}  // namespace

double PowerPlant::cost() const {
  double sum = labour + capital + fixed;
  for (const auto* list : {&materials, &fuels})
    for (const SectorInput& in : *list) sum += in.value;
  return sum;
}

std::vector<SectorInput> PowerSector::inputs() const {
  std::vector<SectorInput> list = network;
  for (const PowerPlant& plant : plants)
    for (const auto* part : {&plant.materials, &plant.fuels})
      list.insert(list.end(), part->begin(), part->end());
  return list;
}

double PowerSector::fixed() const {
  double sum = 0;
  for (const PowerPlant& plant : plants) sum += plant.fixed;
  return sum;
}

PowerSector power_sector(const Benchmark& b, int region) {
  const Power& p = b.power;
  const int j = p.sector;
  std::vector<SectorInput> materials, electricity, fuels;
  for (const SectorInput& in : sector_inputs(b, region, j))
    (in.nest == SectorInput::Nest::materials     ? materials
     : in.nest == SectorInput::Nest::electricity ? electricity
                                                 : fuels)
        .push_back(in);
  const std::vector<double> made = generation_of(b, region, fuels);
  double weight = 0;
  for (int t = 0; t < p.technologies.size(); ++t) weight += p.traits[at(t)].cost * made[at(t)];

  PowerSector s;
  const double network = weight > 0 ? p.network_share : 1;
  const double labour = b.labour(region, j), capital = b.capital(region, j);
  s.labour = network * labour;
  s.capital = network * capital;
  s.network = part_of(materials, network);
  s.network.insert(s.network.end(), electricity.begin(), electricity.end());
  for (int t = 0; t < p.technologies.size(); ++t) {
    if (!(made[at(t)] > 0)) continue;
    const PowerTechnology& trait = p.traits[at(t)];
    const double share = (1 - network) * trait.cost * made[at(t)] / weight;  // (440)
    const double fixed = trait.fixed_share * share * capital;                // (441)
    s.plants.push_back({t,
                        made[at(t)],
                        share,
                        share * labour,
                        share * capital - fixed,
                        fixed,
                        part_of(materials, share),
                        {}});
  }
  for (const SectorInput& in : fuels) {
    PowerPlant* plant = burner(s.plants, p, burns_gas(b, in) ? Fuel::gas : Fuel::other);
    (plant ? plant->fuels : s.network).push_back(in);
  }

  s.product_emissions = b.has_emissions() ? b.process_emissions(region, j) : 0;
  double burnt = 0;
  const auto burns = [&](const PowerPlant& plant) {
    return p.traits[at(plant.technology)].fuel != Fuel::none && !plant.materials.empty();
  };
  for (const PowerPlant& plant : s.plants) burnt += burns(plant) ? plant.generation : 0;
  const double unseen = s.product_emissions;
  for (PowerPlant& plant : s.plants) {
    if (!burns(plant)) continue;
    const auto largest = std::max_element(
        plant.materials.begin(), plant.materials.end(),
        [](const SectorInput& x, const SectorInput& y) { return x.value < y.value; });
    largest->emissions += unseen * plant.generation / burnt;
    s.product_emissions = 0;
  }
  return s;
}

}  // namespace yuqian::model
