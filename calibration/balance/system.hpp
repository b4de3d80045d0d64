// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/balance/accounts.hpp>
#include <yuqian/calibration/balance/margins.hpp>
#include <yuqian/calibration/balance/net_flow.hpp>

namespace yuqian::calibration {

/// The provinces' accounts as one matrix (docs/data.md, D10). Rows: every good in every province,
/// as much as output + imports - exports - fixed flow. Columns: inputs of every sector in every
/// province, as much as output - value added; every final use in every province; the net flow of
/// every good, zero over the nation.
struct System {
  SparseMatrix matrix;
  Margins margins;
};

System assemble(const Accounts& accounts, const SystemPrior& prior,
                const data::Table& final_use_totals);

/// Takes intermediate use, final use and net flows from a balanced system.
void take(const System& system, const SystemPrior& prior, Accounts& accounts);

}  // namespace yuqian::calibration
