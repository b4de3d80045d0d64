// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include <yuqian/calibration/benchmark/institutions.hpp>
#include <yuqian/calibration/benchmark/power.hpp>
#include <yuqian/calibration/benchmark/route_margins.hpp>
#include <yuqian/calibration/benchmark/sector_traits.hpp>
#include <yuqian/calibration/benchmark/taxes.hpp>
#include <yuqian/data/mapping.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::calibration {

/// What the tables do not show, and the calibration assumes. Defaults with their reasons in
/// data/elasticities/assumptions.toml, which sets them.
struct Assumptions {
  double land_in_agriculture = 0.49;    ///< share of agricultural mixed income that is land's
  double resource_in_extraction = 0.3;  ///< share of mining's capital income that is the resource's
  /// Budgets of the dataset's provinces, as published; empty: none known. With them the two rates
  /// that follow are not used.
  std::vector<ProvincialBudget> budgets;
  PowerSources power;    ///< electricity by source; where none is known, it is not told apart
  PublishedTaxes taxes;  ///< by kind; where none are known, kinds are not told apart
  double direct_tax_of_grp = 0.053;  ///< personal and corporate income tax over gross product
  double local_tax_share = 0.5;      ///< of production and direct taxes; the rest is the centre's
  double income_tax_local = 0.4;     ///< local share of income taxes, > 0
  double saving_rural = 0.185, saving_urban = 0.329;  ///< of disposable income, by survey
  model::Population population;  ///< of the merged regions; may be empty where budgets are
  double frisch_rural = -3, frisch_urban = -2;
  double public_productivity =
      0.1;  ///< elasticity of value added to real productive public spending
  double labour_supply = 0.05, wage_curve = -0.10, migration = 1.5,
         capital_mobility = 3;  ///< elasticities
  double unemployment = 0.039;  ///< urban rate where the province has none of its own
  std::map<std::string, double> unemployment_of;  ///< by province
  RouteAssumptions routes;                        ///< from read_route_assumptions()
  bool margins = true;  ///< false: none are taken out, and `routes` is not used
};

/// The defaults for a table that knows no distances. It makes another model, so whoever wants it
/// says so.
Assumptions without_margins();

/// Throws data::InputError on missing keys and impossible values.
Assumptions read_assumptions(const data::Toml& file);

/// Splits a balanced table by institution, merges regions and sectors and takes out transport
/// margins: the benchmark. Factor income is split at the table's own detail before merging, income
/// among households, enterprises and governments after it (institutions.hpp). Throws
/// data::InputError where that is impossible, and where margins are wanted and `routes` is empty.
/// load_benchmark.hpp does all of it for a dataset file.
model::Benchmark calibrate(const data::Mrio&, const data::Mapping& regions,
                           const data::Mapping& sectors, const std::vector<SectorTrait>&,
                           const Assumptions&);

}  // namespace yuqian::calibration
