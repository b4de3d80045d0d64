// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/io_table.hpp>
#include <yuqian/model/regional/accounts/accounts.hpp>

namespace yuqian::model {

/// What the input-output table of one equilibrium is made of, nominal, 10^8 yuan. All users of one
/// use in a region buy a good from the same origins, so that purchases by user and trade by use say
/// all of it; result files hold these.
struct StateFlows {
  data::Table trade_value;       ///< [supplier, region_to, sector, use] at the supplier's price
  data::Table input_purchases;   ///< [region, sector, using_sector] before taxes on the use
  data::Table final_purchases;   ///< [region, sector, final_user] before taxes
  data::Table margin_purchases;  ///< [region, sector] what is sold of composites as margins
  data::Table output_value;      ///< [region, sector] at producers' prices
  data::Table compensation;      ///< [region, sector] what labour gets
  data::Table value_added;       ///< [region, sector] factor income and production tax
};

StateFlows state_flows(const RegionalModel&, const Point&, const Accounts&);

/// Intermediates by cell of origin, and output (eq. 107). What is bought of transport and trade as
/// margins is not a sector's intermediate. Supplier's prices throughout, so that barriers, margins
/// and imports leak.
interindustry::IoTable intermediate_table(const Accounts&, const data::Set& regions,
                                          const data::Set& sectors);

/// The same with final use by buyer, and "margins" as one of them; compensation, and what else is
/// value added; exports, and in one row of imports what purchases cost above the flows: imports,
/// barriers, margins, taxes. Rows and columns add up (eq. 200).
interindustry::IoTable state_table(const StateFlows&);

}  // namespace yuqian::model
