// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "data/mapping.hpp"
#include "data/toml.hpp"
#include "model/population.hpp"

namespace yuqian::calibration {

/// Population and income per head of the provinces (`path`: data/population/2017.csv) with the
/// assumed spread within groups (data/population/distribution.toml), filed under the regions of the
/// mapping. The nation's Gini coefficient of a group fixes the variance of log income; what of it
/// lies between the provinces' means is taken off, and the rest is every province's own
/// (docs/data.md). Throws data::InputError on a province that is missing, unknown or given twice,
/// and on impossible values.
model::Population read_population(const std::string& path, const data::Toml& distribution,
                                  const data::Mapping& regions);

}  // namespace yuqian::calibration
