// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include <yuqian/data/table.hpp>

namespace yuqian::data {

/// The first table of that name; null where there is none.
inline const Table* find_table(std::span<const Table> tables, std::string_view name) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.name() == name; });
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace yuqian::data
