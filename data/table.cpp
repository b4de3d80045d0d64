// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/table.hpp>

#include <numeric>
#include <utility>

#include <yuqian/data/error.hpp>

namespace yuqian::data {

Table::Table(std::string name, std::vector<Set> axes, std::string unit, std::string source)
    : name_(std::move(name)),
      axes_(std::move(axes)),
      unit_(std::move(unit)),
      source_(std::move(source)) {
  std::size_t size = 1;
  for (const Set& axis : axes_) {
    extents_.push_back(static_cast<std::size_t>(axis.size()));
    size *= extents_.back();
  }
  values_.assign(size, 0.0);
}

std::size_t Table::offset_of(std::initializer_list<std::string_view> labels) const {
  if (labels.size() != axes_.size())
    throw InputError("table \"" + name_ + "\" has " + std::to_string(axes_.size()) + " axes but " +
                     std::to_string(labels.size()) + " labels were given");
  std::size_t at = 0, k = 0;
  for (const std::string_view label : labels) {
    at = at * extents_[k] + static_cast<std::size_t>(axes_[k].index(label));
    ++k;
  }
  return at;
}

double& Table::at(std::initializer_list<std::string_view> labels) {
  return values_[offset_of(labels)];
}

double Table::at(std::initializer_list<std::string_view> labels) const {
  return values_[offset_of(labels)];
}

double Table::sum() const { return std::accumulate(values_.begin(), values_.end(), 0.0); }

std::string Table::cell_label(std::size_t offset) const {
  std::string text;
  for (std::size_t k = axes_.size(); k-- > 0;) {
    const std::string& label = axes_[k].label(static_cast<int>(offset % extents_[k]));
    offset /= extents_[k];
    text = text.empty() ? label : label + "," + text;
  }
  return text;
}

}  // namespace yuqian::data
