// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The seal of a file: a last line "yuqian-sha256 <64 hexadecimal digits>" with the SHA-256 of all
/// bytes before it. HDF5 and its readers stop at the end that the file's own header states, so a
/// sealed file opens everywhere; whoever changes it breaks the seal or loses it.
///
///     head -c -80 FILE | sha256sum       # is what the last line says
namespace yuqian::data {

inline constexpr std::size_t seal_length = 80;  ///< bytes

/// The line that seals these bytes, with a line break before and behind it.
std::string seal_of(std::string_view bytes);

/// The bytes without their seal. Throws InputError, naming the file, where there is no seal or it
/// does not hold: the file was changed, damaged, or written by something else.
std::string_view unsealed(std::string_view bytes, const std::string& path);

}  // namespace yuqian::data
