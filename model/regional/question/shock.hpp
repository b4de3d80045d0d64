// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/error.hpp>

#include <map>
#include <string>
#include <vector>

namespace yuqian::model {

/// One move of one family of parameters.
struct Shock {
  enum class Operation {
    scale,
    set,
    add,
    share
  };  ///< share: the amount in all, shared out over the cells
  std::string parameter;  ///< family name
  /// Labels by axis name ("from", "to", "good", "use", "region", ...); an axis left out means all.
  std::map<std::string, std::vector<std::string>> where;
  bool both_ways = false;  ///< also with "from" and "to" exchanged
  Operation operation = Operation::scale;
  double amount = 1;
  std::string part;      ///< the part of a package that it belongs to; empty: none
  data::Position place;  ///< of the shock in its file, for errors
  std::map<std::string, data::Position> label_place;  ///< of the labels by axis
};

}  // namespace yuqian::model
