// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace yuqian::data {

/// Edits that turn a into b: insertions, deletions, replacements and swaps of neighbours, counted
/// in Unicode characters; letters of ASCII that differ in case alone count as equal.
int edit_distance(std::string_view a, std::string_view b);

/// The candidate closest to `label`, if it is close enough to be a slip of the pen: at most one
/// edit in three characters. The first of equals wins.
std::optional<std::string> nearest(std::string_view label, std::span<const std::string> candidates);

/// A hint for an error: `did you mean "Chongqing"?`, or the first few valid labels.
std::string suggestion(std::string_view label, std::span<const std::string> candidates);

}  // namespace yuqian::data
