// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/institutions.hpp>
#include <yuqian/data/csv.hpp>
#include <yuqian/data/read_table.hpp>

namespace yuqian::calibration {

ProvincialBudget& ProvincialBudget::operator+=(const ProvincialBudget& o) {
  production_taxes += o.production_taxes, corporate_income_tax += o.corporate_income_tax;
  personal_income_tax += o.personal_income_tax, non_tax += o.non_tax;
  expenditure += o.expenditure, social += o.social, central_subsidy += o.central_subsidy;
  return *this;
}

std::vector<ProvincialBudget> read_budgets(const std::string& path, const data::Set& provinces) {
  const data::Csv csv = data::Csv::read(path);
  csv.expect_columns({"province", "production_taxes", "corporate_income_tax", "personal_income_tax",
                      "non_tax", "expenditure", "social", "central_subsidy"});
  const int province = csv.column("province");
  std::vector<ProvincialBudget> budgets(static_cast<std::size_t>(provinces.size()));
  std::vector<bool> seen(budgets.size(), false);
  for (int row = 0; row < csv.rows(); ++row) {
    const auto p = static_cast<std::size_t>(data::read_label(csv, row, province, provinces));
    if (seen[p])
      throw data::InputError({csv.where(row, province),
                              "\"" + csv.text(row, province) + "\" stands there twice",
                              csv.text(row, province), "keep one of the two rows"});
    seen[p] = true;
    const auto item = [&](const char* column) {
      return csv.number(row, csv.column(column), data::Sign::not_negative);
    };
    budgets[p] = {item("production_taxes"),
                  item("corporate_income_tax"),
                  item("personal_income_tax"),
                  item("non_tax"),
                  item("expenditure"),
                  item("social"),
                  csv.number(row, csv.column("central_subsidy"))};
  }
  for (std::size_t p = 0; p < seen.size(); ++p)
    if (!seen[p])
      throw data::InputError({{path, 0, 0},
                              "no row for \"" + provinces.label(static_cast<int>(p)) + "\"",
                              provinces.label(static_cast<int>(p)),
                              "give every province once"});
  return budgets;
}

}  // namespace yuqian::calibration
