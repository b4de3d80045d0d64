// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace yuqian::data {

/// Length in bytes of the well-formed character at `at`, 0 if the bytes there are not UTF-8:
/// stray continuation, cut short, overlong, surrogate or beyond U+10FFFF (Unicode, table 3-7).
std::size_t utf8_length(std::string_view text, std::size_t at);

/// Whether a byte of well-formed UTF-8 is the first of a character.
inline bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

/// Offset of the first byte that is not UTF-8; nothing if all is well.
std::optional<std::size_t> first_bad_utf8(std::string_view text);

/// Characters of a text; malformed bytes become U+FFFD one by one.
std::u32string decode_utf8(std::string_view text);

/// Columns that a text takes on a terminal: two for East Asian wide characters, one otherwise.
int display_width(std::string_view text);

}  // namespace yuqian::data
