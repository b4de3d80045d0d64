// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/io_table.hpp>
#include <yuqian/model/regional/accounts/accounts.hpp>

namespace yuqian::model {

/// Intermediates by cell of origin, and output, of one equilibrium, nominal (eq. 107). All sectors
/// of a region buy a good from the same origins. What is bought of transport and trade as margins
/// is no sector's intermediate. Supplier's prices throughout, so that barriers, margins and imports
/// leak.
interindustry::IoTable intermediate_table(const Accounts&, const data::Set& regions,
                                          const data::Set& sectors);

/// The same with final use by buyer, and "margins" as one of them; compensation, and what else is
/// value added; exports, and in one row of imports what purchases cost above the flows: imports,
/// barriers, margins, taxes. Rows and columns add up (eq. 200).
interindustry::IoTable state_table(const RegionalModel&, const Point&, const Accounts&);

}  // namespace yuqian::model
