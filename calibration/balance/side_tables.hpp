// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/calibration/balance/accounts.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/data/store.hpp>

namespace yuqian::calibration {

/// Tables that travel with the dataset beside the multi-regional one: CO2 by sector and household,
/// rail distances, employment and migration of 2010, macro controls, GRP of both vintages, and the
/// reported flows net of transit. No CO2 where the list has none. Missing figures are NaN. Notes
/// their files and steps in `record`.
std::vector<data::ExtraTable> side_tables(const SourceTables& tables, const Accounts& balanced,
                                          const Accounts& reported, data::Provenance& record);

}  // namespace yuqian::calibration
