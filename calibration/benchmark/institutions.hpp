// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::data {
class Mapping;
}

namespace yuqian::calibration {

struct Assumptions;

/// The public budget of a province as published, 10^8 yuan, all >= 0 but the subsidy.
struct ProvincialBudget {
  double production_taxes = 0;      ///< local part of all taxes but those on incomes
  double corporate_income_tax = 0;  ///< local part
  double personal_income_tax = 0;   ///< local part
  double non_tax = 0;               ///< fees, fines, income of state assets
  double expenditure = 0;           ///< all of the general budget
  double social = 0;                ///< of it, transfers to households
  double central_subsidy = 0;       ///< received less remitted

  ProvincialBudget& operator+=(const ProvincialBudget&);
};

/// Budgets by province from a file like data/institutions/2017.csv. Throws data::InputError on a
/// province that is missing or stands there twice, and on negative items.
std::vector<ProvincialBudget> read_budgets(const std::string& path, const data::Set& provinces);

/// Who owns, taxes, saves and transfers: the accounts that the tables leave open (eq. 420 to 429),
/// and where no budgets are known as simply as possible (eq. 31 to 36). Needs the benchmark's
/// flows and population; `farm_land` and `depreciation` are [region, sector], 10^8 yuan. Throws
/// data::InputError where budgets and table cannot belong together.
void split_institutions(model::Benchmark&, const data::Table& farm_land,
                        const data::Table& depreciation, const data::Mapping& regions,
                        const Assumptions&);

}  // namespace yuqian::calibration
