// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::model {

/// What households of a group have at the benchmark, before tax, 10^8 yuan.
struct HouseholdIncome {
  double labour, capital, land;
  double social;  ///< transfers of the province
  double total() const { return labour + capital + land + social; }
};

/// `household`: 0 rural, 1 urban.
HouseholdIncome household_income(const Benchmark&, int region, int household);

/// Share of a region's capital income that households have: neither depreciation nor kept.
double household_capital(const Benchmark&, int region);

/// Where a province's income goes at the benchmark, 10^8 yuan (eq. 425 to 427).
struct PublicBudget {
  double goods, remitted, to_rural, to_urban;
  double invested;  ///< public investment beyond what is borrowed
  double lent;      ///< by the region's savers, beyond what is invested; one of the two is zero
  double income() const { return goods + remitted + to_rural + to_urban + invested; }
};
PublicBudget public_budget(const Benchmark&, int region);

}  // namespace yuqian::model
