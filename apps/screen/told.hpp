// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <string>

#include "apps/screen/words.hpp"

namespace yuqian::apps {

/// An error, or any sentence that a library made, in the reader's language. English where the
/// catalogue (data/text/zh.csv) has no such sentence.
std::string told(const Words& words, const std::exception& error);
std::string told(const Words& words, const std::string& sentence);

}  // namespace yuqian::apps
