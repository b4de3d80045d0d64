// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/question/shock.hpp>

#include <string>
#include <vector>

namespace yuqian::data {
class Toml;
}

namespace yuqian::model {

/// An unknown that a closure or a scenario gives, and the parameter that adjusts to it instead (eq.
/// 98).
struct Swap {
  /// How several cells of the parameter move for one unknown: by the same amount, or in proportion.
  enum class Together { no, add, scale };
  std::string exogenous;  ///< name of a price, an activity or an income: "PL[Guizhou]"
  std::string
      relative_to;   ///< price that a price or income is measured in; empty: foreign exchange
  Shock endogenous;  ///< family and labels; its amount means nothing
  Together together = Together::no;
  data::Position place;  ///< of the block in its file, for errors
};

/// The [[swap]] blocks of a closure or scenario file. Throws data::InputError with
/// file:line:column.
std::vector<Swap> read_swaps(const data::Toml& file);

/// "PL[Guizhou] <-> foreign_saving[region Guizhou]", as comparisons and result files show it.
std::string text(const Swap&);
std::string text(const std::vector<Swap>&);  ///< "none" where there is none

}  // namespace yuqian::model
