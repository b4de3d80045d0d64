// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace bench {

/// The last case of a model file by turns with dense LU, sparse LU, region GMRES and what is chosen
/// automatically, problem and workspace built anew, and with them kept: medians of CPU seconds.
/// `point` names a file for the solution, name and level a line.
void linear_ways(const std::string& path, const std::string& size, const std::string& point);

}  // namespace bench
