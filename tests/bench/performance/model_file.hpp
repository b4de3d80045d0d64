// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace bench {

/// Loading of a model file with its tables, beside the solve of its last case, workspace built
/// anew.
void load(const std::string& path);

/// Loading of models of 42 goods and so many regions: by sets, and written out as JSON and TOML.
void load_written(int regions);

}  // namespace bench
