// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/shipped_year.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/kernel/local_text.hpp>
#include <yuqian/model/regional/benchmark/factor_markets.hpp>
#include <yuqian/model/regional/benchmark/population.hpp>
#include <yuqian/model/regional/benchmark/power.hpp>
#include <yuqian/model/regional/benchmark/route_margins.hpp>

#include <string>
#include <vector>

namespace yuqian::model {

/// Elasticities of one sector; all >= 0. Source: data/elasticities.
struct SectorElasticities {
  double domestic_foreign = 2;   ///< ESUBD: domestic against foreign
  double between_provinces = 4;  ///< ESUBM: among origin provinces
  double value_added = 1;        ///< ESUBVA: labour, capital, land
  double value_added_energy = 0.5;
  double electricity_fuels = 0.5;
  double among_fuels = 1;
  double export_transformation = 2;  ///< CET
  double income = 1;                 ///< income elasticity of household demand
};

/// What sectors buy as energy, by carrier: fuels that they burn, and electricity. A carrier is a
/// sector of the tables' own detail, so that fuels and electricity stay apart from each other and
/// from what is material where sectors are merged. Crude oil into refineries, coal into coking and
/// gas into the gas grid are material.
struct EnergyUse {
  data::Set carriers;             ///< labels of the tables
  std::vector<int> good;          ///< by carrier: the good that it is part of
  std::vector<bool> electricity;  ///< by carrier; the others are fuels
  data::Table value;      ///< [region, carrier, using sector], 10^8 yuan; a part of intermediate
  data::Table emissions;  ///< the same, Mt of burning it; a part of fuel_emissions, where known
};

/// Everything the regional model is calibrated on: real flows of one base year in 10^8 yuan, split
/// by institution. Regions are provinces or groups of them; the rest of the world is an account.
/// Filled by calibration; a model can be built from any source that fills it.
struct Benchmark {
  data::Set regions, sectors;
  int base_year = data::shipped_year;
  std::string variant;  ///< trade estimate: low | central | high

  // Flows [region, good] unless stated, all >= 0 but production_tax.
  data::Table intermediate;           ///< [region, good, using sector], of all origins
  data::Table labour, capital, land;  ///< [region, sector] factor payments
  data::Table production_tax;         ///< [region, sector], negative: subsidy
  data::Table taxes;  ///< [region, sector, tax_kind] parts that add up to production_tax (eq. 430
                      ///< to 432), all >= 0 but subsidies; empty where no kinds are known
  data::Table output, exports, imports;
  data::Table trade;  ///< [supplier, region, good]; own supply on the diagonal
  data::Table rural, urban, government, investment;  ///< final use by institution
  RouteMargins margins;  ///< transport and trade paid with goods: in intermediate and final use of
                         ///< the good; beside its exports

  // Institutions, by region (eq. 420 to 429). Capital income is divided three ways: depreciation,
  // which is saved, what enterprises keep, and the households' rest.
  std::vector<double> rural_labour_share;   ///< of labour income, to rural households
  std::vector<double> rural_capital_share;  ///< of household capital income
  std::vector<double> rural_land_share;     ///< of land and resource income
  std::vector<double> retained_capital;     ///< depreciation, share of capital income
  std::vector<double> enterprise_capital;   ///< kept by enterprises, share of capital income
  std::vector<double> enterprise_tax_rate;  ///< income tax and fees, of what enterprises keep
  std::vector<double> rural_direct_tax_rate, urban_direct_tax_rate;  ///< of household income
  std::vector<double> rural_saving_rate, urban_saving_rate;          ///< of disposable income
  std::vector<double> social_to_rural, social_to_urban;  ///< the province's transfers, 10^8 yuan
  // Shares of taxes that are the province's; the rest is the centre's.
  std::vector<double> local_production_tax_share, local_direct_tax_share,
      local_enterprise_tax_share;
  std::vector<double> central_to_local;  ///< transfer, 10^8 yuan; negative: remitted upwards
  std::vector<double> public_investment, public_borrowing;  ///< of the province, 10^8 yuan
  std::vector<double> central_to_investment;
  std::vector<double> external_saving;  ///< foreign and other provinces' saving used here

  std::vector<SectorElasticities> elasticities;  ///< by sector
  data::Table policy_barrier;  ///< [from, to, good] logarithm of the policy part of trade costs
                               ///< (eq. 55); may be empty
  double frisch_rural = -3, frisch_urban = -2;
  data::Table
      productive_government;  ///< [region, good] part of government that production gains from
  double public_productivity =
      0.1;  ///< elasticity of value added to real productive public spending
  EnergyUse energy;
  Power power;  ///< read where the closure has electricity by source (eq. 440 to 446)

  Population population;  ///< for figures per capita; may be empty
  FactorMarkets factor_markets;
  // CO2 by what it comes from, Mt (eq. 80, 81); empty where nothing is known of it.
  data::Table fuel_emissions;       ///< [region, good, using sector], of burning the good
  data::Table process_emissions;    ///< [region, sector], of making the product
  data::Table household_emissions;  ///< [region, good, household]: rural, urban
  bool has_emissions() const { return fuel_emissions.rank() == 3; }

  /// Exports, and what is sold abroad as margin on other exports.
  double sold_abroad(int r, int i) const { return exports(r, i) + margins.exported_by(r, i); }

  LocalText margin_report;  ///< what taking margins out did to the tables; empty: none were
};

/// Kinds of taxes on production: value-added tax, consumption tax (on tobacco, liquor, fuels,
/// cars), all others, subsidies.
const data::Set& tax_kinds();
enum TaxKind { value_added_tax, excise, other_taxes, subsidies, tax_kind_count };

/// A benchmark identity that fails by more than 1e-9 of total output, in words; empty: all hold.
std::vector<std::string> check_benchmark(const Benchmark&);

}  // namespace yuqian::model
