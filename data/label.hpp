// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// What a text must not be to name something, and how one is shown that came from outside.
namespace yuqian::data {

/// The first control character of a text, as "U+001B": U+0000 to U+001F and U+007F to U+009F.
/// Tabs and line breaks may be let pass: texts of several lines have them, names do not.
std::optional<std::string> control_character(std::string_view text, bool lines_allowed = false);

/// What is wrong with a label, as in "holds the control character U+0000"; empty: nothing. A label
/// is not empty, UTF-8, without control characters, and does not begin with "=", which spreadsheets
/// take for a formula.
std::string label_fault(std::string_view label);

/// The same of labels by which shocks, shares and areas are named: "*", "all" and "not:..." choose
/// among labels there, and areas are made of regions and named by the program.
std::string free_label_fault(std::string_view label);

/// Texts of unknown origin, fit for a terminal: control characters and what is not UTF-8 appear as
/// \x1b, line breaks stay.
std::string printable(std::string_view text);

/// At most 80 characters of a label: its beginning, and how long it is.
std::string shortened(std::string_view label);

}  // namespace yuqian::data
