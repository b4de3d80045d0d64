// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/benchmark/incomes.hpp>

#include <algorithm>

#include <yuqian/data/row_sum.hpp>

namespace yuqian::model {

double household_capital(const Benchmark& b, int r) {
  const auto at = static_cast<std::size_t>(r);
  return 1 - b.retained_capital[at] - b.enterprise_capital[at];
}

HouseholdIncome household_income(const Benchmark& b, int r, int household) {
  const auto at = static_cast<std::size_t>(r);
  const auto part = [&](const std::vector<double>& rural) {
    return household == 0 ? rural[at] : 1 - rural[at];
  };
  return {data::row_sum(b.labour, r) * part(b.rural_labour_share),
          data::row_sum(b.capital, r) * household_capital(b, r) * part(b.rural_capital_share),
          data::row_sum(b.land, r) * part(b.rural_land_share),
          (household == 0 ? b.social_to_rural : b.social_to_urban)[at]};
}

PublicBudget public_budget(const Benchmark& b, int r) {
  const auto at = static_cast<std::size_t>(r);
  const double saved = b.public_investment[at] - b.public_borrowing[at];
  return {data::row_sum(b.government, r), std::max(0.0, -b.central_to_local[at]),
          b.social_to_rural[at],          b.social_to_urban[at],
          std::max(0.0, saved),           std::max(0.0, -saved)};
}

}  // namespace yuqian::model
