// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/calibrate.hpp>

#include <yuqian/calibration/benchmark/institutions.hpp>
#include <yuqian/calibration/benchmark/policy_barrier.hpp>

#include <yuqian/data/row_sum.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

/// Factor income of every activity at the table's own detail, [region, sector].
struct Factors {
  data::Table labour, capital, land, depreciation, tax;
};

Factors split_factors(const data::Mrio& mrio, const std::vector<SectorTrait>& traits,
                      const Assumptions& assumed) {
  const std::vector<data::Set> cell{mrio.regions, mrio.sectors};
  const std::string unit = "10^8 yuan";
  Factors f{{"labour", cell, unit},
            {"capital", cell, unit},
            {"land", cell, unit},
            {"depreciation", cell, unit},
            {"production_tax", cell, unit}};
  const data::Set& items = data::value_added_set();
  const int labour = items.index("compensation"), tax = items.index("production_tax"),
            depreciation = items.index("depreciation"), surplus = items.index("surplus");
  for (int r = 0; r < mrio.regions.size(); ++r)
    for (int j = 0; j < mrio.sectors.size(); ++j) {
      const auto va = [&](int item) { return mrio.value_added(r, item, j); };
      const double capital = va(depreciation) + va(surplus);
      if (va(labour) < 0 || capital < 0)
        throw data::InputError(
            fmt::format("{},{}: compensation {:.6g} and capital income {:.6g} (10^8 yuan) must not "
                        "be negative; balance the table again",
                        mrio.regions.label(r), mrio.sectors.label(j), va(labour), capital));
      f.land(r, j) = (traits[at(j)].agriculture ? assumed.land_in_agriculture * va(labour) : 0) +
                     (traits[at(j)].extraction ? assumed.resource_in_extraction * capital : 0);
      f.labour(r, j) =
          va(labour) * (traits[at(j)].agriculture ? 1 - assumed.land_in_agriculture : 1);
      f.capital(r, j) =
          capital * (traits[at(j)].extraction ? 1 - assumed.resource_in_extraction : 1);
      f.depreciation(r, j) = std::clamp(va(depreciation), 0.0, f.capital(r, j));
      f.tax(r, j) = va(tax);
    }
  return f;
}

using data::row_sum;

data::Table final_use(const data::Mrio& mrio, const char* item, const char* name) {
  data::Table table(name, {mrio.regions, mrio.sectors}, "10^8 yuan");
  const int f = mrio.final_use.axis(2).index(item);
  for (int r = 0; r < mrio.regions.size(); ++r)
    for (int i = 0; i < mrio.sectors.size(); ++i) table(r, i) = mrio.final_use(r, i, f);
  return table;
}

/// Fuels and electricity that sectors buy as energy, at the table's own detail, then merged.
model::EnergyUse energy_use(const data::Mrio& mrio, const std::vector<SectorTrait>& traits,
                            const data::Mapping& regions, const data::Mapping& sectors) {
  model::EnergyUse e;
  std::vector<int> carriers;
  std::vector<std::string> labels;
  for (int i = 0; i < mrio.sectors.size(); ++i)
    if (traits[at(i)].electricity || traits[at(i)].fuel) {
      carriers.push_back(i);
      labels.push_back(mrio.sectors.label(i));
      e.good.push_back(sectors[i]);
      e.electricity.push_back(traits[at(i)].electricity);
    }
  e.carriers = data::Set("carrier", labels);
  data::Table value("energy_use", {mrio.regions, e.carriers, mrio.sectors.renamed("using_sector")},
                    "10^8 yuan");
  for (int r = 0; r < mrio.regions.size(); ++r)
    for (int k = 0; k < e.carriers.size(); ++k)
      for (int j = 0; j < mrio.sectors.size(); ++j)
        if (is_energy(traits[at(carriers[at(k)])], traits[at(j)]))
          value(r, k, j) = mrio.intermediate(r, carriers[at(k)], j);
  e.value = data::aggregate(data::aggregate(value, regions), sectors);
  return e;
}

/// Behaviour of factor markets; merged provinces have the mean unemployment, by labour income.
void set_factor_markets(model::Benchmark& b, const data::Table& labour,
                        const data::Mapping& regions, const Assumptions& assumed) {
  model::FactorMarkets& f = b.factor_markets;
  f.labour_supply = assumed.labour_supply;
  f.wage_curve = assumed.wage_curve;
  f.migration = assumed.migration;
  f.capital_mobility = assumed.capital_mobility;
  for (int t = 0; t < regions.target().size(); ++t) {
    double income = 0, sum = 0;
    for (const int r : regions.members(t)) {
      const auto own = assumed.unemployment_of.find(labour.axis(0).label(r));
      income += row_sum(labour, r);
      sum += row_sum(labour, r) *
             (own == assumed.unemployment_of.end() ? assumed.unemployment : own->second);
    }
    f.unemployment.push_back(income > 0 ? sum / income : assumed.unemployment);
  }
}

void read_factor_markets(const data::Toml& file, Assumptions& a) {
  const auto number = [&](const char* key, double& value, double low, double high) {
    const data::Toml entry = file.get(key), given = entry.get("value");
    value = given.number();
    entry.get("source").string();
    if (value < low || value > high)
      throw given.error(fmt::format("{} is {}", key, value),
                        fmt::format("give a value from {:g} to {:g}", low, high));
  };
  number("labour_supply", a.labour_supply, 0, 10);
  number("wage_curve", a.wage_curve, -10, -1e-3);
  number("migration", a.migration, 1e-3, 100);
  number("capital_mobility", a.capital_mobility, 0, 500);  // beyond, powers of prices overflow
  number("unemployment", a.unemployment, 1e-4, 0.5);
  for (const data::Toml& province : file.get("unemployment").items("province")) {
    const data::Toml rate = province.get("value");
    const double value = a.unemployment_of[province.get("label").string()] = rate.number();
    if (value < 1e-4 || value > 0.5)
      throw rate.error(fmt::format("an unemployment rate of {}", value),
                       "give a share, such as 0.04");
  }
}

}  // namespace

Assumptions read_assumptions(const data::Toml& file) {
  Assumptions a;
  const auto share = [&](const char* key, double& value) {
    const data::Toml entry = file.get(key);
    value = entry.get("value").number(data::Sign::not_negative);
    if (value > 1)
      throw entry.error(fmt::format("{} is {}, a share above one", key, value),
                        "give a share between 0 and 1");
    entry.get("source").string();
  };
  share("land_in_agriculture", a.land_in_agriculture);
  share("resource_in_extraction", a.resource_in_extraction);
  share("direct_tax_of_grp", a.direct_tax_of_grp);
  share("local_tax_share", a.local_tax_share);
  share("income_tax_local", a.income_tax_local);
  const data::Toml saving = file.get("saving_rate");
  a.saving_rural = saving.get("rural").number(data::Sign::not_negative);
  a.saving_urban = saving.get("urban").number(data::Sign::not_negative);
  saving.get("source").string();
  if (a.saving_rural >= 1 || a.saving_urban >= 1)
    throw saving.error("households that save all they have consume nothing",
                       "give shares below one");
  if (!(a.income_tax_local > 0))
    throw file.get("income_tax_local")
        .error("provinces without a part of income taxes say nothing of what is paid",
               "give a share above zero");
  const data::Toml frisch = file.get("frisch");
  a.frisch_rural = frisch.get("rural").number();
  a.frisch_urban = frisch.get("urban").number();
  const data::Toml services = file.get("public_productivity");
  a.public_productivity = services.get("value").number(data::Sign::not_negative);
  services.get("source").string();
  frisch.get("source").string();
  if (a.frisch_rural > -1 || a.frisch_urban > -1)
    throw frisch.error("a Frisch parameter above -1 leaves nothing to spend freely",
                       "give values of -1 or below");
  read_factor_markets(file, a);
  return a;
}

Assumptions without_margins() {
  Assumptions assumed;
  assumed.margins = false;
  return assumed;
}

model::Benchmark calibrate(const data::Mrio& detailed, const data::Mapping& regions,
                           const data::Mapping& sectors,
                           const std::vector<SectorTrait>& detailed_traits,
                           const Assumptions& assumed) {
  if (assumed.margins && assumed.routes.sector < 0)
    throw data::InputError("no routes for the margins of transport and trade",
                           "fill Assumptions::routes by read_route_assumptions(), or say "
                           "margins = false, which is another model");
  const auto merged = [&](const data::Table& table) {
    return data::aggregate(data::aggregate(table, regions), sectors);
  };
  const Factors factors = split_factors(detailed, detailed_traits, assumed);
  data::Table agricultural_land("agricultural_land", {detailed.regions, detailed.sectors},
                                "10^8 yuan");
  std::vector<double> weight(at(detailed.sectors.size()), 0.0);
  for (int r = 0; r < detailed.regions.size(); ++r)
    for (int j = 0; j < detailed.sectors.size(); ++j) {
      weight[at(j)] += detailed.output(r, j);
      if (detailed_traits[at(j)].agriculture) agricultural_land(r, j) = factors.land(r, j);
    }

  model::Benchmark b;
  // Margins are taken out at the table's own detail, so that merging changes no total.
  data::Mrio with_margins = detailed;
  if (assumed.margins) {
    ProvincialMargins provincial = route_margins(detailed, assumed.routes);
    MarginReport report = take_out_margins(with_margins, provincial.margins);
    report.scaled_down = std::move(provincial.scaled_down);
    b.margin_report = report.text();
    b.margins = merge(provincial.margins, regions, sectors);
  }
  const data::Mrio mrio = data::aggregate(with_margins, regions, sectors);
  b.regions = mrio.regions;
  b.sectors = mrio.sectors;
  b.variant = mrio.variant;
  b.intermediate = mrio.intermediate;
  b.labour = merged(factors.labour);
  b.capital = merged(factors.capital);
  b.land = merged(factors.land);
  b.production_tax = merged(factors.tax);
  if (assumed.taxes.known())
    b.taxes = merged(split_taxes(detailed, detailed_traits, assumed.taxes));
  b.output = mrio.output;
  b.exports = mrio.exports;
  b.imports = mrio.imports;
  b.trade = mrio.trade;
  b.rural = final_use(mrio, "rural_household", "rural");
  b.urban = final_use(mrio, "urban_household", "urban");
  b.government = final_use(mrio, "government", "government");
  b.investment = final_use(mrio, "investment", "investment");
  b.frisch_rural = assumed.frisch_rural;
  b.frisch_urban = assumed.frisch_urban;
  b.public_productivity = assumed.public_productivity;
  for (const SectorTrait& trait : merge(detailed_traits, sectors, weight)) {
    b.elasticities.push_back(trait.elasticities);
    b.factor_markets.farm.push_back(trait.agriculture);
  }
  b.energy = energy_use(with_margins, detailed_traits, regions, sectors);
  if (assumed.power.power.known())
    b.power = merge_power(assumed.power, b.energy, detailed_traits, regions, sectors);
  data::Table productive = final_use(with_margins, "government", "productive_government");
  for (int r = 0; r < detailed.regions.size(); ++r)
    for (int i = 0; i < detailed.sectors.size(); ++i)
      if (!detailed_traits[at(i)].productive_service) productive(r, i) = 0;
  b.productive_government = merged(productive);
  set_factor_markets(b, factors.labour, regions, assumed);
  b.policy_barrier = policy_barrier(b);
  b.population = assumed.population;
  split_institutions(b, merged(agricultural_land), merged(factors.depreciation), regions, assumed);
  return b;
}

}  // namespace yuqian::calibration
