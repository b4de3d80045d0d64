// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/set.hpp>

namespace yuqian::calibration {

/// By row of a file: the position of its province in the set. Throws data::InputError with the
/// place on an unknown province, on one that stands there twice, and on one that has no row.
std::vector<int> province_of_rows(const data::Csv& csv, int column, const data::Set& provinces);

}  // namespace yuqian::calibration
