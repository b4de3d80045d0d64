// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yuqian::model {

/// The words between separators, blanks around them dropped: "a; b" is a and b. Throws
/// std::invalid_argument where nothing stands beside a separator.
std::vector<std::string> word_list(std::string_view text, char between);

}  // namespace yuqian::model
