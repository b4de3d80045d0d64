// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/apps/results/results.hpp>
#include <yuqian/data/labelled_writer.hpp>

namespace yuqian::apps {

inline constexpr const char* result_schema = "yuqian-result";
inline constexpr const char* result_schema_version = "1.0";

data::LabelledWriter::Header result_header(const Results& results);

/// Every scenario and trade estimate (docs/results.md): the tables and their changes on
/// [scenario, trade, ...], closures, scenario texts, provenance, status and checks. Throws
/// data::InputError on a table that the shipped schema does not know or that differs in shape
/// between runs.
void record_results(data::LabelledWriter& to, const Results& results);

/// The same as one HDF5 file, written under a temporary name and renamed at the end.
void write_results(const std::string& path, const Results& results);

}  // namespace yuqian::apps
