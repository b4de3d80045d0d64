// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace yuqian::data {

/// A key of a TOML file may have so many parts, "a.b.c" three. The parser nests a table for each
/// and walks them by recursion, so that a long key would overflow the stack.
inline constexpr int most_key_parts = 16;

/// Throws InputError with file:line:column where a key has more. Texts that are not TOML may pass;
/// the parser refuses them.
void require_short_keys(std::string_view text, const std::string& name);

}  // namespace yuqian::data
