// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace yuqian::model {

/// A text in both languages.
struct LocalText { std::string zh, en; };

/// What adjusts and what stays: data, not code. Every result bears its closure.
struct Closure {
  enum class Capital { specific, mobile };                ///< by sector; or across sectors of a region
  enum class Investment { saving_driven, fixed };         ///< fixed: real, saving rates adjust
  enum class Government { spends_income, fixed_spending };///< fixed: real, a transfer with households adjusts
  std::string id;
  LocalText title, text;
  Capital capital = Capital::mobile;
  Investment investment = Investment::saving_driven;
  Government government = Government::spends_income;
  std::string numeraire = "foreign_exchange";             ///< or "wage:<region>"
  double wedge_rent_to_households = 0;                    ///< share of wedge revenue; the rest is local government's
};

/// Reads a closure file (TOML). Throws data::InputError with file:line:column.
Closure read_closure(const std::filesystem::path&);

}  // namespace yuqian::model
