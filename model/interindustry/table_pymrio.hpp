// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// What a folder holds that pymrio's save_all() wrote.
struct PymrioFolder {
  IoTable table;
  Accounts accounts;  ///< one for every row of F of every extension, "emission_type1_air"
};

/// Reads Z.txt and Y.txt of the folder, x.txt where it is there, and of every folder in it F.txt,
/// F_Y.txt and unit.txt: tab-separated, labels in the first columns and rows, as many as
/// file_parameters.json says. Such a table covers the world: it has no imports, and what inputs
/// leave of output is value added, one primary input. Categories of Y are final users. Throws
/// data::InputError with file and line on what is missing, of another shape, or no number.
PymrioFolder read_pymrio(const std::string& folder);

}  // namespace yuqian::interindustry
