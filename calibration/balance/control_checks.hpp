// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/calibration/balance/source_tables.hpp>
#include <yuqian/data/csv.hpp>

/// The provincial tables held against the national accounts of the same provinces.
namespace yuqian::calibration {

/// GDP by production (9 groups), income (4 items) and expenditure (8) of the macro controls.
const data::Set& control_items();

/// The three sums of a province agree to 1e-6, net flows between provinces add up to zero over the
/// nation, and consumption and investment are above zero. Throws InputError with file, line, the
/// province and both figures.
void require_control_sums(const data::Csv& csv, const data::Table& controls);

/// Every provincial table fits the accounts of its province: GRP between 0.8 and 1.6 times the
/// revised one (0.89 to 1.49 in the tables of 2017), no two provinces whose tables fit each other's
/// accounts by production group better than their own (files exchanged), and compensation and
/// operating surplus not in each other's row. Throws InputError with file and figures.
void require_tables_fit_accounts(const SourceTables& tables);

}  // namespace yuqian::calibration
