// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/uncertain.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace yuqian::calibration {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
using Elasticities = model::SectorElasticities;

struct Elasticity {
  const char* name;
  double Elasticities::* member;
};
/// As in data/elasticities/default.csv; those among origins and factors are parameters of the
/// compiled model and are not drawn here.
constexpr std::array<Elasticity, 4> elasticities{{{"kl_energy", &Elasticities::value_added_energy},
                                                  {"elec_fuels", &Elasticities::electricity_fuels},
                                                  {"fuels", &Elasticities::among_fuels},
                                                  {"cet", &Elasticities::export_transformation}}};

struct Share {
  const char* name;
  double Assumptions::* member;
  double largest = 1;
};
/// Shares between 0 and 1, as in data/elasticities/assumptions.toml.
constexpr std::array<Share, 4> shares{
    {{"land_in_agriculture", &Assumptions::land_in_agriculture},
     {"resource_in_extraction", &Assumptions::resource_in_extraction},
     {"saving_rural", &Assumptions::saving_rural, 0.9},
     {"saving_urban", &Assumptions::saving_urban, 0.9}}};

bool move(Assumptions& a, std::vector<SectorTrait>& traits, const std::string& quantity,
          double factor) {
  for (const Share& s : shares)
    if (quantity == s.name) return a.*s.member *= factor, true;
  for (const Elasticity& e : elasticities)
    if (quantity == e.name) {
      for (SectorTrait& t : traits) t.elasticities.*e.member *= factor;
      return true;
    }
  if (quantity == "frisch") return a.frisch_rural *= factor, a.frisch_urban *= factor, true;
  if (quantity == "trade_margin_share") return a.routes.trade_share *= factor, true;
  if (quantity == "central_subsidy") {
    for (ProvincialBudget& budget : a.budgets) budget.central_subsidy *= factor;
    return true;
  }
  if (quantity == "power_network") return a.power.power.network_share *= factor, true;
  if (quantity == "power_fuel_value_added")
    return a.power.power.fuel_and_value_added *= factor, true;
  if (quantity == "freight") {
    for (double& rate : a.routes.rate) rate *= factor;
    return true;
  }
  if (quantity == "income_elasticity") {
    for (SectorTrait& t : traits) t.elasticities.income = 1 + factor * (t.elasticities.income - 1);
    return true;
  }
  return false;
}

}  // namespace

std::vector<uncertainty::Quantity> benchmark_quantities(const Assumptions& a) {
  std::vector<uncertainty::Quantity> list;
  list.push_back({"trade_flow", 1e-3, 1e3, true, true, false, true});
  for (const Share& s : shares)
    list.push_back({s.name, 0, a.*s.member > 0 ? s.largest / (a.*s.member) : infinite, true, false,
                    false, true});
  for (const Elasticity& e : elasticities) list.push_back({e.name, 0, 1e3, true});
  // A Frisch parameter above -1 leaves nothing to spend freely.
  list.push_back({"frisch", 1 / -std::max(a.frisch_rural, a.frisch_urban), 1e3, true});
  list.push_back({"income_elasticity", 0, 3, true});  // 1 - 3 (1 - 0.72) is still positive
  if (!a.budgets.empty()) list.push_back({"central_subsidy", 0, 2, true, false, false, true});
  // Plants have something left, so that the network is less than all of the sector.
  const double network = a.power.power.network_share;
  list.push_back(
      {"power_network", 0, network > 0 ? 0.99 / network : infinite, true, false, false, true});
  list.push_back({"power_fuel_value_added", 0, 1e3, true});
  list.push_back({"freight", 0, 1e3, true, false, false, true});
  list.push_back({"trade_margin_share", 0,
                  a.routes.trade_share > 0 ? 1 / a.routes.trade_share : infinite, true, false,
                  false, true});
  return list;
}

void move_assumptions(Assumptions& a, std::vector<SectorTrait>& traits,
                      const std::vector<BenchmarkDraw::Factor>& factors) {
  for (const BenchmarkDraw::Factor& f : factors) {
    [[maybe_unused]] const bool known = move(a, traits, f.quantity, f.factor);
    assert(known);
  }
}

}  // namespace yuqian::calibration
