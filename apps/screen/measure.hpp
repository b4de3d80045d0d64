// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "apps/screen/words.hpp"

namespace yuqian::apps {

/// The short name of a measure of Summary, without its unit.
std::string measure_name(const Words& words, const std::string& key);

/// The same with its unit, as tables are headed: "real GRP, %".
std::string measure_heading(const Words& words, const std::string& key, const std::string& unit);

}  // namespace yuqian::apps
