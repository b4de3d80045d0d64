// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/accounts.hpp>

namespace yuqian::calibration {

/// Final use of the tables in the four items of data::final_use_set(): inventories go into
/// investment. Two repairs against the macro controls (docs/data.md, D7): rural and urban
/// consumption are exchanged where the table bears them in each other's column, and inventories
/// that exceed the control are scaled to it; cells still below zero become zero.
data::Table final_use_of_four_items(const SourceTables& tables, Treatments& treatments);

/// What each province's final use of each item must add up to, [region, final_use] (D8): the macro
/// controls moved to the tables' vintage of GRP, times one national factor by which final use =
/// value added + imports - exports.
data::Table final_use_totals(const SourceTables& tables, const Accounts& accounts);

/// Revised GRP of every province by production, from the controls.
std::vector<double> revised_grp(const SourceTables& tables);

}  // namespace yuqian::calibration
