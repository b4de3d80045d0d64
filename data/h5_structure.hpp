// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/data/h5.hpp>

namespace yuqian::data::h5 {

/// Refuses, with an InputError, an open file that is not built as H5Writer builds them: only hard
/// links, only groups and datasets, no data outside the file, no object twice, tables of doubles,
/// 32-bit integers or texts of at most 2^28 cells in at most eight dimensions, all of them stored.
void require_plain(Id file, const std::string& path);

}  // namespace yuqian::data::h5
