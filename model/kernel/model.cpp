// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/model.hpp>

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

std::optional<int> Model::find_unknown(std::string_view name) const {
  const auto found = std::find_if(unknowns_.begin(), unknowns_.end(),
                                  [&](const Declaration& d) { return d.name == name; });
  if (found == unknowns_.end()) return std::nullopt;
  return static_cast<int>(found - unknowns_.begin());
}

std::shared_ptr<const Model> Model::with_bounds(std::span<const Bounds> changes) const {
  auto changed = std::make_shared<Model>(*this);
  for (const Bounds& b : changes) {
    const auto i = static_cast<std::size_t>(b.unknown);
    Declaration& d = changed->unknowns_[i];
    d.lower = b.lower;
    d.upper = b.upper;
    d.start = std::clamp(d.start, d.lower, d.upper);
    changed->start_[i] = d.start / d.scale;
    changed->lower_[i] = d.lower / d.scale;
    changed->upper_[i] = d.upper / d.scale;
  }
  return changed;
}

std::optional<int> Model::find_parameter(std::string_view name) const {
  for (const auto& [parameter, its_name] : parameter_names_)
    if (its_name == name) return parameter;
  return std::nullopt;
}

const std::string& Model::parameter_name(int parameter) const {
  static const std::string none;
  const auto found = parameter_names_.find(parameter);
  return found == parameter_names_.end() ? none : found->second;
}

}  // namespace yuqian::model
