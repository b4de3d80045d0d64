// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/population.hpp>
#include <yuqian/calibration/benchmark/province_rows.hpp>

#include <fmt/format.h>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/lognormal.hpp>

#include <cmath>

namespace yuqian::calibration {
namespace {

/// Variance of the logarithm of group means, weighted by persons.
double variance_between(const std::vector<model::PopulationCell>& cells, int household) {
  double persons = 0, first = 0, second = 0;
  for (const model::PopulationCell& c : cells) {
    if (c.household != household) continue;
    const double log_income = std::log(c.income);
    persons += c.persons, first += c.persons * log_income,
        second += c.persons * log_income * log_income;
  }
  return second / persons - first * first / (persons * persons);
}

}  // namespace

model::Population read_population(const std::string& path, const data::Toml& distribution,
                                  const data::Mapping& regions) {
  const data::Csv csv = data::Csv::read(path);
  csv.expect_columns({"province", "population", "urban_share", "rural_income", "urban_income"});
  const int province = csv.column("province"), persons = csv.column("population"),
            urban = csv.column("urban_share");
  const int income[] = {csv.column("rural_income"), csv.column("urban_income")};
  model::Population population;
  const std::vector<int> province_of = province_of_rows(csv, province, regions.source());
  for (int row = 0; row < csv.rows(); ++row) {
    const int p = province_of[at(row)];
    const double all = csv.number(row, persons, data::Sign::positive);
    const double share = csv.number(row, urban, data::Sign::positive) / 100;
    if (!(share < 1))
      throw data::InputError({csv.where(row, urban), "the urban share is not below 100 %",
                              csv.text(row, urban), "write per cent of the resident population"});
    for (int h = 0; h < 2; ++h)
      population.cells.push_back({regions[p], h, all * (h == 0 ? 1 - share : share),
                                  csv.number(row, income[h], data::Sign::positive), 0});
  }

  const data::Toml gini = distribution.get("gini");
  const char* groups[] = {"rural", "urban"};
  for (int h = 0; h < 2; ++h) {
    const data::Toml value = gini.get(groups[h]);
    const double g = value.number(data::Sign::positive);
    if (!(g < 1)) throw value.error("a Gini coefficient is below 1");
    const double sigma = maths::sigma_of_gini(g),
                 within = sigma * sigma - variance_between(population.cells, h);
    if (!(within > 0))
      throw value.error("the provinces' means alone spread more than this Gini coefficient allows");
    for (model::PopulationCell& c : population.cells)
      if (c.household == h) c.sigma = std::sqrt(within);
  }
  gini.get("source").string();
  const auto number = [&](const char* key) {
    const data::Toml table = distribution.get(key);
    table.get("source").string();
    return table.get("value").number(data::Sign::positive);
  };
  population.poverty_line = number("poverty_line");
  population.risk_line = number("risk_line");
  distribution.finish();
  return population;
}

void require_incomes_fit_consumption(const model::Population& population,
                                     const data::Mrio& detailed, const data::Mapping& regions,
                                     const std::string& path) {
  constexpr double least = 0.35, most = 2.0;
  const data::Table use = data::aggregate(detailed.final_use, regions);
  const char* groups[] = {"rural", "urban"};
  for (int r = 0; r < use.axis(0).size(); ++r)
    for (int h = 0; h < 2; ++h) {
      double consumption = 0, income = 0;
      for (int i = 0; i < use.axis(1).size(); ++i) consumption += use(r, i, h);
      for (const model::PopulationCell& c : population.cells)
        if (c.region == r && c.household == h) income += 1e-4 * c.persons * c.income;
      if (consumption >= least * income && consumption <= most * income) continue;
      const std::string& region = use.axis(0).label(r);
      throw data::InputError(
          {{path, 0, 0},
           fmt::format("{} residents of {} have {:.4g} x 10^8 yuan (population times income) and "
                       "consume {:.4g} in the dataset, {:.2g} times as much",
                       groups[h], region, income, consumption, consumption / income),
           region,
           fmt::format("that is {} to {} in any province: compare population (10^4), urban "
                       "share (%) and income per head (yuan) with their source",
                       least, most)});
    }
}

}  // namespace yuqian::calibration
