// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/accounts/accounts.hpp>

namespace yuqian::model {

/// CO2 of one equilibrium, Mt, counted from what is burnt and made; zero where the benchmark has
/// none.
struct Emissions {
  data::Table sectors;     ///< [region, sector]
  data::Table households;  ///< [region, household]
};
Emissions emissions(const RegionalModel&, const Point&, const Accounts&);

}  // namespace yuqian::model
