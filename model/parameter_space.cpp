// SPDX-License-Identifier: Apache-2.0
#include "model/parameter_space.hpp"

namespace yuqian::model {

std::size_t ParameterFamily::offset(const std::vector<int>& index) const {
  std::size_t at = 0;
  for (std::size_t k = 0; k < axes.size(); ++k)
    at = at * static_cast<std::size_t>(axes[k].size()) + static_cast<std::size_t>(index[k]);
  return at;
}

ParameterFamily& ParameterSpace::add(std::string name, std::vector<data::Set> axes) {
  std::size_t size = 1;
  for (const data::Set& axis : axes) size *= static_cast<std::size_t>(axis.size());
  families_.push_back({std::move(name), std::move(axes), std::vector<ParameterId>(size)});
  return families_.back();
}

const ParameterFamily& ParameterSpace::family(std::string_view name) const {
  std::vector<std::string> names;
  for (const ParameterFamily& f : families_) {
    if (f.name == name) return f;
    names.push_back(f.name);
  }
  return families_[static_cast<std::size_t>(data::Set("parameter", names).index(name))];  // throws
}

}  // namespace yuqian::model
