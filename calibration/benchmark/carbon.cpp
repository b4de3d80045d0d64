// SPDX-License-Identifier: Apache-2.0
// CO2 by what it comes from (eq. 80, 81). The inventory gives Mt by province and sector, and the
// nation's mix of carriers by sector. National emissions per yuan of each carrier, scaled to the
// province's total, divide a province's emissions among the fuels that it buys there and the
// product itself.
#include <yuqian/calibration/benchmark/carbon.hpp>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace yuqian::calibration {
namespace {

enum Carrier { coal, refined, gas, process };

const data::Set& carriers() {
  static const data::Set set("carrier", {"coal", "refined", "gas", "process"});
  return set;
}

/// No fuel emits more than 1 Mt for 10^8 yuan, 10 kg for a yuan: raw coal of 2 kg CO2 a kg at 0.2
/// yuan a kg. Where an inventory and a table say more, something was burnt that no purchase shows.
constexpr double most_per_yuan = 1;

/// Goods by carrier; what comes out of the process is attached to the product.
std::array<std::vector<int>, 3> goods(const data::Set& sectors) {
  return {{{sectors.index("coal")},
           {sectors.index("refining_coking")},
           {sectors.index("oil_gas"), sectors.index("gas_supply")}}};
}

/// One emitter in every region: what it emits, its mix, what it buys of each good, and what it
/// makes.
struct Emitter {
  std::function<double(int r)> emissions;
  std::function<double(int r, int i)> use;
  std::function<double(int r)> output;
  int row;  ///< of the mix
};

/// Emissions of the emitter by region and good, and from the product (eq. 80, 81).
void divide(const CarbonSources& sources, int regions, const Emitter& emitter,
            const std::function<void(int r, int i, double)>& to_good,
            const std::function<void(int r, double)>& to_product) {
  const auto by_carrier = goods(sources.sectors.axis(1));
  double emitted = 0;
  std::array<double, 4> spent{}, rate{};
  const auto amount = [&](int r, int k) {
    if (k == process) return emitter.output(r);
    double sum = 0;
    for (const int i : by_carrier[at(k)]) sum += emitter.use(r, i);
    return sum;
  };
  for (int r = 0; r < regions; ++r) {
    if (std::isnan(emitter.emissions(r))) continue;  // not in the nation's rate either
    emitted += emitter.emissions(r);
    for (int k = 0; k < 4; ++k) spent[at(k)] += amount(r, k);
  }
  for (int k = 0; k < 4; ++k) {
    const auto at = static_cast<std::size_t>(k);
    rate[at] = spent[at] > 0 ? sources.mix(emitter.row, k) * emitted / spent[at] : 0;
  }
  for (int r = 0; r < regions; ++r) {
    double expected = 0;
    for (int k = 0; k < 4; ++k) expected += rate[at(k)] * amount(r, k);
    const double known = emitter.emissions(r), total = std::isnan(known) ? expected : known;
    if (!(total > 0)) continue;
    if (!(expected > 0)) {
      to_product(r, total);  // emits, and buys nothing that could burn
      continue;
    }
    double burnt = 0;
    for (int k = 0; k < 3; ++k) {
      const double per_yuan = std::min(most_per_yuan, total / expected * rate[at(k)]);
      for (const int i : by_carrier[at(k)]) {
        to_good(r, i, per_yuan * emitter.use(r, i));
        burnt += per_yuan * emitter.use(r, i);
      }
    }
    to_product(r, std::max(0.0, total - burnt));  // the process, and what no purchase shows
  }
}

}  // namespace

CarbonSources read_carbon_sources(const std::string& dataset, const std::string& mix,
                                  const data::Set& sectors) {
  CarbonSources sources{data::read_dataset_table(dataset, "co2"),
                        data::read_dataset_table(dataset, "co2_household"),
                        {}};
  std::vector<std::string> emitters = sectors.labels();
  for (const std::string& household : sources.households.axis(1).labels())
    emitters.push_back(household);
  sources.mix = data::read_matrix(data::Csv::read(mix), data::Set("sector", emitters), carriers(),
                                  "co2_fuel_mix", "1", {data::Sign::not_negative, false});
  for (int e = 0; e < sources.mix.axis(0).size(); ++e) {
    double sum = 0;
    for (int k = 0; k < 4; ++k) sum += sources.mix(e, k);
    if (!(std::abs(sum - 1) < 1e-3))
      throw data::InputError({{mix},
                              "the shares of \"" + sources.mix.axis(0).label(e) + "\" add up to " +
                                  std::to_string(sum),
                              sources.mix.axis(0).label(e),
                              "they must add up to one"});
    for (int k = 0; k < 4; ++k) sources.mix(e, k) /= sum;
  }
  return sources;
}

void attach_emissions(model::Benchmark& b, const data::Mrio& m, const CarbonSources& sources,
                      const std::vector<SectorTrait>& traits, const data::Mapping& regions,
                      const data::Mapping& sectors) {
  const int R = m.regions.size(), S = m.sectors.size();
  const data::Set household("household", {"rural", "urban"});
  data::Table fuel("fuel_emissions", {m.regions, m.sectors, m.sectors.renamed("using_sector")},
                   "Mt"),
      product("process_emissions", {m.regions, m.sectors}, "Mt"),
      home("household_emissions", {m.regions, m.sectors, household}, "Mt");
  for (int j = 0; j < S; ++j)
    divide(
        sources, R,
        {[&](int r) { return m.output(r, j) > 0 ? sources.sectors(r, j) : 0; },
         [&](int r, int i) { return m.intermediate(r, i, j); },
         [&](int r) { return m.output(r, j); }, j},
        [&](int r, int i, double mt) { fuel(r, i, j) += mt; },
        [&](int r, double mt) { product(r, j) += mt; });
  for (int h = 0; h < household.size(); ++h) {
    const int user = data::final_use_set().index(h == 0 ? "rural_household" : "urban_household");
    const auto bought = [&](int r, int i) { return m.final_use(r, i, user); };
    const auto all = [&](int r) {
      double sum = 0;
      for (int i = 0; i < S; ++i) sum += bought(r, i);
      return sum;
    };
    divide(
        sources, R, {[&](int r) { return sources.households(r, h); }, bought, all, S + h},
        [&](int r, int i, double mt) { home(r, i, h) += mt; },
        [&](int r, double mt) {  // fuels that no purchase shows go with all consumption
          for (int i = 0; i < S; ++i) home(r, i, h) += mt * bought(r, i) / all(r);
        });
  }
  const auto merged = [&](const data::Table& t) {
    return data::aggregate(data::aggregate(t, regions), sectors);
  };
  b.fuel_emissions = merged(fuel);
  b.process_emissions = merged(product);
  data::Table burnt("energy_emissions",
                    {m.regions, b.energy.carriers, m.sectors.renamed("using_sector")}, "Mt");
  for (int r = 0; r < R; ++r)
    for (int k = 0; k < b.energy.carriers.size(); ++k)
      for (int j = 0; j < S; ++j) {
        const int i = m.sectors.index(b.energy.carriers.label(k));
        if (is_energy(traits[at(i)], traits[at(j)])) burnt(r, k, j) = fuel(r, i, j);
      }
  b.energy.emissions = merged(burnt);
  b.household_emissions = merged(home);
}

}  // namespace yuqian::calibration
