// SPDX-License-Identifier: Apache-2.0
// Sums of a region's accounts: gross regional product by expenditure, by income, by volume.
#include <yuqian/model/regional/accounts/accounts.hpp>

namespace yuqian::model {

Flow& Flow::operator+=(const Flow& other) {
  value += other.value;
  volume += other.volume;
  return *this;
}

double RegionAccounts::grp_expenditure() const {
  return rural.value + urban.value + government.value + investment.value + exports.value -
         imports.value + outflow.value - inflow.value;
}

double RegionAccounts::grp_income() const {
  return labour + capital + land + production_tax + tariff + wedge + carbon;
}

double RegionAccounts::grp_volume() const {
  return rural.volume + urban.volume + government.volume + investment.volume + exports.volume -
         imports.volume + outflow.volume - inflow.volume;
}

RegionAccounts& RegionAccounts::operator+=(const RegionAccounts& o) {
  rural += o.rural, urban += o.urban, government += o.government, investment += o.investment;
  exports += o.exports, imports += o.imports, outflow += o.outflow, inflow += o.inflow;
  labour += o.labour, capital += o.capital, land += o.land;
  capital_tax += o.capital_tax, export_rebate += o.export_rebate;
  production_tax += o.production_tax, tariff += o.tariff, wedge += o.wedge;
  carbon += o.carbon, household_carbon += o.household_carbon;
  gross_output += o.gross_output, intermediates += o.intermediates;
  rural_income += o.rural_income, urban_income += o.urban_income,
      government_income += o.government_income;
  return *this;
}

}  // namespace yuqian::model
