// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace yuqian::data {
class Set;
}

namespace yuqian::model {

/// Two sets of regions whose intermediates from each other a closure meters (eq. 88, 89): for every
/// region of one set the partners are all regions of the other.
struct PartnerSets {
  std::array<std::vector<std::string>, 2>
      sets;  ///< "*" alone in the second: all that are not in the first
};

/// Reads the words of the closure key `partners`: labels with commas between, the sets with a
/// semicolon, as in "Chongqing, Guizhou; Sichuan" or "Guizhou; *". Throws std::invalid_argument,
/// which says what is wrong; labels are checked where the model is built.
PartnerSets parse_partners(std::string_view words);

/// Positions of every region's partners; empty for a third. Throws data::InputError on a label that
/// the model's regions lack, and where a set is empty.
std::vector<std::vector<int>> partners(const PartnerSets&, const data::Set& regions);

}  // namespace yuqian::model
