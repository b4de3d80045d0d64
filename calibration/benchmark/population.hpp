// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/data/mapping.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/benchmark/population.hpp>

namespace yuqian::calibration {

/// Population and income per head of the provinces (`path`: data/population/2017.csv) with the
/// assumed spread within groups (data/population/distribution.toml), filed under the regions of the
/// mapping. The nation's Gini coefficient of a group fixes the variance of log income; what of it
/// lies between the provinces' means is taken off, and the rest is every province's own
/// (docs/data.md). Throws data::InputError on a province that is missing, unknown or given twice,
/// and on impossible values.
model::Population read_population(const std::string& path, const data::Toml& distribution,
                                  const data::Mapping& regions);

/// Population times income per head held against household consumption of the tables, group by
/// group and region by region: consumption is 0.35 to 2 times the survey's income (0.47 to 1.38 by
/// province in 2017). Throws data::InputError with `path`, region, group and both figures.
void require_incomes_fit_consumption(const model::Population& population,
                                     const data::Mrio& detailed, const data::Mapping& regions,
                                     const std::string& path);

}  // namespace yuqian::calibration
