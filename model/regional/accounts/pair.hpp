// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/set.hpp>

#include <optional>
#include <string>
#include <utility>

namespace yuqian::model {

/// The pair of a set of areas, as a result file has it: the area of the two together is named by
/// both labels, "ChongqingGuizhou".
struct PairArea {
  int first, second, together;  ///< positions in the set
};
/// Nothing where the areas have no pair.
std::optional<PairArea> pair_area(const data::Set& areas);
/// The label of the two together; empty where there is none.
std::string pair_label(const data::Set& areas);

}  // namespace yuqian::model
