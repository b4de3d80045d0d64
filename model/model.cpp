// SPDX-License-Identifier: Apache-2.0
#include "model/model.hpp"

#include <algorithm>

namespace yuqian::model {

Role Model::role(int i) const {
  if (i < offsets_.commodity) return Role::activity;
  if (i < offsets_.consumer) return Role::commodity;
  return i < offsets_.auxiliary ? Role::consumer : Role::auxiliary;
}

std::span<const SlotUse> Model::slot_uses(int slot) const {
  const auto first = first_slot_use_.begin() + slot;
  return {slot_uses_.data() + *first, slot_uses_.data() + *(first + 1)};
}

namespace {

template <class List>
std::optional<int> find_by_name(const List& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.name == name; });
  if (found == list.end()) return std::nullopt;
  return static_cast<int>(found - list.begin());
}

}  // namespace

std::optional<int> Model::find_unknown(std::string_view name) const { return find_by_name(unknowns_, name); }
std::optional<int> Model::find_parameter(std::string_view name) const { return find_by_name(parameters_, name); }

}  // namespace yuqian::model
