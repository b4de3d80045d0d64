// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/institutions.hpp>
#include <yuqian/calibration/benchmark/province_rows.hpp>
#include <yuqian/data/csv.hpp>
#include <yuqian/model/maths/at.hpp>

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
  const std::vector<int> province_of = province_of_rows(csv, csv.column("province"), provinces);
  std::vector<ProvincialBudget> budgets(province_of.size());
  for (int row = 0; row < csv.rows(); ++row) {
    const auto item = [&](const char* column) {
      return csv.number(row, csv.column(column), data::Sign::not_negative);
    };
    budgets[at(province_of[at(row)])] = {item("production_taxes"),
                                         item("corporate_income_tax"),
                                         item("personal_income_tax"),
                                         item("non_tax"),
                                         item("expenditure"),
                                         item("social"),
                                         csv.number(row, csv.column("central_subsidy"))};
  }
  return budgets;
}

}  // namespace yuqian::calibration
