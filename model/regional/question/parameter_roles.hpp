// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace yuqian::model {

/// Whether data/schema/parameters.csv gives the family this role: "demand", "routes", "regions",
/// "cap". Never of a family that is not there.
bool has_role(std::string_view family, std::string_view role);

}  // namespace yuqian::model
