// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/detail/names.hpp>

namespace yuqian::model {

std::string NameFamily::element_name(const IndexSets& all, std::size_t position) const {
  if (sets.empty()) return name;
  std::size_t cells = 1;
  for (const int set : sets) cells *= static_cast<std::size_t>(all.labels(set).size());
  std::string text = name;
  for (const int set : sets) {
    const Labels& labels = all.labels(set);
    cells /= static_cast<std::size_t>(labels.size());
    text += text.size() == name.size() ? '[' : ',';
    text += labels.names[position / cells];
    position %= cells;
  }
  return text += ']';
}

NameFamily& Names::add(NameFamily family) {
  NameFamily& added = families_.emplace_back(std::move(family));
  by_name_.emplace(added.name, &added);
  return added;
}

const NameFamily* Names::find(std::string_view name) const {
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() ? nullptr : found->second;
}

NameFamily* Names::find(std::string_view name) {
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() ? nullptr : found->second;
}

std::vector<std::string> Names::of(Role role) const {
  std::vector<std::string> names;
  for (const NameFamily& family : families_)
    if (family.role == role) names.push_back(family.name);
  return names;
}

std::vector<std::string> Names::all() const {
  std::vector<std::string> names;
  for (const NameFamily& family : families_) names.push_back(family.name);
  return names;
}

std::string_view role_name(Role role) {
  switch (role) {
    case Role::commodity:
      return "commodity";
    case Role::activity:
      return "sector";
    case Role::consumer:
      return "consumer";
    case Role::auxiliary:
      return "auxiliary";
    case Role::parameter:
      return "parameter";
  }
  return "";
}

std::string a_role(Role role) {
  return (role == Role::auxiliary ? "an " : "a ") + std::string(role_name(role));
}

std::size_t position_of(const NameFamily& family, std::span<const Argument> arguments,
                        const IndexSets& sets, const Env& env) {
  std::size_t position = 0;
  for (std::size_t d = 0; d < arguments.size(); ++d) {
    position = position * static_cast<std::size_t>(sets.labels(family.sets[d]).size()) +
               static_cast<std::size_t>(arguments[d].at(env));
  }
  return position;
}

}  // namespace yuqian::model
