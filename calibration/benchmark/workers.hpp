// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/mapping.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::calibration {

/// Workers by place and kind of registration and of work, 10^4 persons [from, registered, to,
/// work], by province: registered workers times the shares of their places of work, which are made
/// to add up to one (they do to 1e-6). Zero where the source lacks a province (Tibet). A table
/// without axes where the dataset has neither employment_2010 nor migration_shares_2010. Throws
/// data::InputError where the two do not fit: workers by place of work must agree to 1e-3. Source:
/// population census 2010, after Tombe and Zhu 2019. Year and persons are those of the census.
data::Table read_workers(const std::string& dataset);

/// Workers of merged regions: moves within a region become staying.
void set_workers(model::Benchmark&, const data::Table& workers, const data::Mapping& regions);

}  // namespace yuqian::calibration
