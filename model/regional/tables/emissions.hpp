// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/accounts/accounts.hpp>

#include <span>

namespace yuqian::model {

/// CO2 of one equilibrium, Mt, counted from what is burnt and made; zero where the benchmark has
/// none.
struct Emissions {
  data::Table sectors;     ///< [region, sector]
  data::Table households;  ///< [region, household]
};
/// `output`: [region, sector] volume of the same point.
Emissions emissions(const RegionalModel&, const Point&, const data::Table& output);

/// What a tonne of CO2 costs in a region, CNY per tonne in units of the numeraire. Only where the
/// closure prices emissions.
double carbon_price(const RegionalModel&, std::span<const double> parameters, const Point&,
                    int region);

}  // namespace yuqian::model
