// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <yuqian/apps/results/result_reader.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include "apps/explain/chain.hpp"

namespace yuqian::apps::explain {

/// The number to be explained: cells of one table of one solve.
struct Target {
  const ResultReader& file;
  int scenario, trade;
  std::string indicator;   ///< name of the table
  data::Table table;       ///< [state, area, ...] or [area, ...]
  std::vector<int> fixed;  ///< by axis the label asked for; -1: all of them together
  int area;                ///< position among `areas`
  model::Areas areas;

  bool has_state() const;
  const std::vector<int>& members() const { return areas.members[at(area)]; }
  /// The label that an axis of this name is held at, if it is.
  std::optional<std::string> held(const std::string& axis) const;
};

/// "grp_real[Guizhou]", "household_income[Guizhou,rural]": an indicator that has a chain, by its
/// name, its short name or the name of its change, an area (of trade_volume: the supplier), and
/// labels of further axes; those left out are added up, or "all" where the axis has it. Throws
/// data::InputError with the nearest word.
Target find_target(std::string_view text, const std::vector<Chain>&, const ResultReader&,
                   int scenario, int trade);

}  // namespace yuqian::apps::explain
