// SPDX-License-Identifier: Apache-2.0
// Electricity by source of energy (eq. 440 to 446). The grid works in fixed proportion with what
// the plants make; plants are substitutes. A plant that burns fuel takes materials in fixed
// proportion and substitutes little between fuel and value added; one that does not works on a
// factor that stays where it is (a site, a river, the wind there), which sets the elasticity of
// what it supplies. All of it is one block, so that the sector's accounts stay its own.
#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/power_inputs.hpp>
#include <yuqian/model/regional/blocks/sector_writer.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <fmt/format.h>

namespace yuqian::model::spec {
namespace {

/// Labour and capital, which substitute as in the rest of the sector.
void write_value_added(SectorWriter& w, const std::string& nest, const std::string& under,
                       double labour, double capital) {
  if (!(labour + capital > 0)) return;
  w.block().nest(nest, w.terms().elasticities.esubva.at({w.sector()}), under);
  w.labour(nest, labour);
  w.capital(nest, capital);
}

void write_burner(SectorWriter& w, const PowerPlant& plant, const std::string& name) {
  const Benchmark& b = w.assembly().b;
  w.block().nest(name, 0.0, "generation");
  for (const SectorInput& in : plant.materials) w.good(name, in);
  if (!(plant.labour + plant.capital > 0) && plant.fuels.empty()) return;
  const std::string heat = name + ", value added-energy";
  w.block().nest(heat, b.power.fuel_and_value_added, name);
  write_value_added(w, name + ", value added", heat, plant.labour, plant.capital);
  if (plant.fuels.empty()) return;
  w.block().nest(name + ", fuels", b.elasticities[at(w.sector())].among_fuels, heat);
  for (const SectorInput& in : plant.fuels) w.good(name + ", fuels", in);
}

void write_renewable(SectorWriter& w, const PowerPlant& plant, const std::string& name) {
  const Assembly& a = w.assembly();
  const double share = plant.fixed / plant.cost();
  // Supply rises by s (1 - theta) / theta with its price where that of all else stays (eq. 445).
  const ParameterId supply = a.model.parameters.family("power_supply").at({plant.technology});
  w.block().nest(name, Expr(supply) * Expr(share / (1 - share)), "generation");
  w.land(name, a.model.power_rent(w.region(), plant.technology), plant.fixed, true);
  const std::string works = name + ", works";
  w.block().nest(works, 0.0, name);
  for (const SectorInput& in : plant.materials) w.good(works, in);
  write_value_added(w, name + ", value added", works, plant.labour, plant.capital);
}

}  // namespace

void require_power(const Assembly& a) {
  if (a.closure.power != Closure::Power::technologies) return;
  const auto refuse = [&](const char* why, const char* remedy) {
    throw data::InputError(
        fmt::format("closure \"{}\": power = \"technologies\" {}", a.closure.id, why), remedy);
  };
  if (!a.b.power.known())
    refuse("needs generation by source of energy, which this dataset does not have",
           "use the dataset of 2017, or another closure");
  if (a.b.power.sector < 0) refuse("needs electricity as a sector of its own", "use --sectors 42");
  if (a.closure.output == Closure::Output::demand_driven)
    refuse("does not fit output = \"demand_driven\": sites and rivers do not stand idle",
           "choose output = \"supply_driven\"");
}

double reproducible_capital(const Assembly& a, int r, int j) {
  const double all = a.b.capital(r, j);
  if (a.closure.power != Closure::Power::technologies || j != a.b.power.sector) return all;
  return all - power_sector(a.b, r).fixed();
}

void add_power_resources(Assembly& a, const Endowments& endowments, Supplies& capital) {
  if (a.closure.power != Closure::Power::technologies) return;
  RegionalModel& m = a.model;
  const Power& power = a.b.power;
  m.power_rent = Grid<CommodityId>(a.regions, power.technologies.size());
  ParameterFamily& f = m.parameters.add("power_substitution", {});
  f.ids[0] = a.m.parameter("power_substitution", power.substitution);
  ParameterFamily& supplied = m.parameters.add("power_supply", {power.technologies});
  supplied.absence = "nothing of what this technology needs is fixed";
  for (int t = 0; t < power.technologies.size(); ++t)
    if (const PowerTechnology& trait = power.traits[at(t)]; trait.fixed_share > 0)
      supplied.ids[at(t)] = a.m.parameter(trait.supply_elasticity);
  for (int r = 0; r < a.regions; ++r)
    for (const PowerPlant& plant : power_sector(a.b, r).plants) {
      if (!(plant.fixed > 0)) continue;
      const std::string name =
          "PR[" + a.b.regions.label(r) + "," + power.technologies.label(plant.technology) + "]";
      const CommodityId price = m.power_rent(r, plant.technology) =
          a.m.commodity({.name = name, .region = r});
      // Owned as the capital was.
      capital[at(r)].push_back({.price = price, .quantity = plant.fixed, .resource = true});
      supply(endowments, capital[at(r)].back(), r, land_endowment);
    }
}

void write_power(SectorWriter& w) {
  Assembly& a = w.assembly();
  const PowerSector sector = power_sector(a.b, w.region());
  BlockWriter& y = w.block();
  y.inputs("materials", 0.0);
  for (const SectorInput& in : sector.network) w.good("materials", in);
  write_value_added(w, "network", "materials", sector.labour, sector.capital);
  if (sector.plants.empty()) return;
  y.nest("generation", a.model.parameters.family("power_substitution").ids[0], "materials");
  for (const PowerPlant& plant : sector.plants) {
    const std::string& name = a.b.power.technologies.label(plant.technology);
    a.model.plants.push_back({w.region(), plant.technology, w.written(), plant.generation});
    plant.fixed > 0 ? write_renewable(w, plant, name) : write_burner(w, plant, name);
  }
}

}  // namespace yuqian::model::spec
