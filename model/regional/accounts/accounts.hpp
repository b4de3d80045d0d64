// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/accounts/production.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>

namespace yuqian::model {

/// Nominal value and volume (at benchmark prices) of one aggregate, 10^8 yuan.
struct Flow {
  double value = 0, volume = 0;
  Flow& operator+=(const Flow& other);
};

/// One region's accounts in one equilibrium (eq. 20 to 24, 100).
struct RegionAccounts {
  Flow rural, urban, government, investment;  ///< final use at purchasers' prices
  Flow exports, imports, outflow,
      inflow;  ///< at the seller's price; outflow and inflow between provinces, with margins
  double labour = 0, capital = 0, land = 0;  ///< factor income
  double production_tax = 0, tariff = 0, wedge = 0;
  double capital_tax = 0;       ///< part of production_tax
  double export_rebate = 0;     ///< what the centre pays back on exports; taken off production_tax
  double carbon = 0;            ///< what the price of carbon brings
  double household_carbon = 0;  ///< part of it: paid by households on what they burn
  double rural_income = 0, urban_income = 0, government_income = 0;
  double gross_output = 0, intermediates = 0;  ///< value at producers' and at purchasers' prices

  /// Gross regional product: consumption, public spending, investment, net exports, net outflow.
  double grp_expenditure() const;
  /// Gross regional product: factor income and taxes on products and trade.
  double grp_income() const;
  /// What is paid on goods on their way to the buyer and is nobody's value added: tariffs, wedges,
  /// rents of quotas, households' price of carbon, less what is paid back on exports.
  double taxes_on_products() const { return tariff + wedge + household_carbon - export_rebate; }
  /// Gross regional product: output less intermediates, and taxes on products (eq. 100).
  double grp_production() const { return gross_output - intermediates + taxes_on_products(); }
  /// At benchmark prices: Laspeyres volume.
  double grp_volume() const;
  RegionAccounts& operator+=(const RegionAccounts&);
};

/// All accounts of one equilibrium.
struct Accounts {
  std::vector<RegionAccounts> regions;
  data::Table output;           ///< [region, sector] volume
  data::Table value_added;      ///< [region, sector] nominal, factor income and production tax
  data::Table labour, capital;  ///< [region, sector] nominal, what their owners get
  data::Table trade;  ///< [supplier, region_to, sector, use] volume that leaves the supplier; own
                      ///< supply included
  data::Table trade_value;      ///< the same at the supplier's price
  data::Table margin_supplied;  ///< [region, sector] value of what its composite sells as margin,
                                ///< to itself too; exports' not
  data::Table quota_rent;    ///< paid beside the supplier's price; in wedge of its owner's region
  data::Table margin;        ///< [margin_service, from, to, sector, use] services paid with goods,
                             ///< volume; imports and exports included
  data::Table margin_value;  ///< the same at the prices of the services
  data::Table
      margin_use;  ///< services per unit delivered relative to the benchmark; 0: no margin there
  data::Table producer_price, intermediate_price, final_price;  ///< [region, sector], benchmark = 1
  data::Table exports{};  ///< [region, sector] volume, with what is sold as margin on others'
  data::Table imports{},
      imports_value{};  ///< [region, sector, use] volume, and value at the border
  ProductionAccount production{};
};

/// What a consumer buys.
Flow spending(const RegionalModel&, const Point&, ConsumerId);
/// [region, sector]: Accounts::output alone.
data::Table output_volumes(const RegionalModel&, const Point&);

/// Reads the accounts off an evaluated point.
Accounts accounts(const RegionalModel&, const Point&);

}  // namespace yuqian::model
