// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace yuqian::data {

/// The lines "# key: value" that precede the first other line: what a file of figures says of
/// itself.
std::map<std::string, std::string> read_heading(const std::string& text);

}  // namespace yuqian::data
