// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/labelled_writer.hpp>
#include "apps/io/analysis.hpp"
#include "apps/screen/screen.hpp"

namespace yuqian::apps::io {

/// Tables on the screen: those of one shape beside each other, the rows of the two provinces where
/// the table has them, the largest first, and the meaning below.
void print(const Screen&, const Analysis&, const interindustry::Measures&, const Cases&,
           const Options&);
/// Every table with its axes; values flat, the last axis fastest, null where there is none.
std::string json(const Analysis&, const interindustry::Measures&, const Cases&);
/// One file per table in a folder, long form.
void write_csv(const std::string& folder, const interindustry::Measures&);
data::LabelledWriter::Header header(const Analysis&);
/// Every table, and what must be known with them.
void record(data::LabelledWriter&, const Analysis&, const interindustry::Measures&, const Cases&);
/// The same as one HDF5 file, compressed.
void write_h5(const std::string& path, const Analysis&, const interindustry::Measures&,
              const Cases&);

/// "10^4 persons per 10^8 yuan"; a unit that only a file knows as it stands there.
std::string unit_name(const Words&, const std::string& unit);

}  // namespace yuqian::apps::io
