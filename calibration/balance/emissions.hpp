// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/accounts.hpp>
#include <yuqian/data/csv.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::calibration {

/// CO2 on the sectors of the tables, Mt; NaN for provinces that the inventory lacks (Tibet).
struct Emissions {
  data::Table sectors;     ///< [region, sector]
  data::Table households;  ///< [region, household]: rural_household, urban_household
};

/// From the CEADs inventory (47 sectors and fuels, scope 1 total). Where an inventory sector covers
/// several of ours it is divided by what each spends on coal, refined oil and gas (docs/data.md,
/// D18). Throws InputError on an unknown sector or province, and where sectors do not add up to the
/// total.
Emissions read_emissions(const data::Csv& csv, const Accounts& balanced);

}  // namespace yuqian::calibration
