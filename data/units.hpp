// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yuqian::data {

/// A unit as files and tables write it.
struct Unit {
  std::string code;     ///< "1e8 CNY", as in the attribute `units`
  std::string zh;       ///< "亿元"
  std::string en;       ///< "10^8 yuan"
  std::string measure;  ///< units of one measure convert into each other: "money"
  double factor;        ///< in base units of the measure
};

const std::vector<Unit>& units();

/// Null where this program does not know it.
const Unit* find_unit(std::string_view code);

/// Throws InputError with the nearest code.
const Unit& unit(std::string_view code);

/// Number by which a value in `from` is multiplied to stand in `to`. Throws InputError where the
/// two do not measure the same thing.
double conversion(std::string_view from, std::string_view to);

}  // namespace yuqian::data
