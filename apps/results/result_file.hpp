// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "apps/results/results.hpp"

namespace yuqian::apps {

inline constexpr const char* result_schema = "yuqian-result";
inline constexpr const char* result_schema_version = "1.0";

/// Writes one HDF5 file with every scenario and trade estimate (docs/results.md): the tables and
/// their changes on [scenario, trade, ...], closures, scenario texts, provenance, status and
/// checks. Written under a temporary name and renamed at the end. Throws data::InputError on a
/// table that the shipped schema does not know or that differs in shape between runs.
void write_results(const std::string& path, const Results& results);

}  // namespace yuqian::apps
