// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yuqian::model {

/// Role and parameter, as data/schema/parameter_roles.csv lists them; read once. Throws
/// data::InputError on a parameter that data/schema/parameters.csv does not have.
const std::vector<std::pair<std::string, std::string>>& parameter_roles();

/// Whether the family has the role: "demand", "routes", "regions", "cap".
bool has_role(std::string_view family, std::string_view role);

}  // namespace yuqian::model
