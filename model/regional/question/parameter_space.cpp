// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/question/parameter_space.hpp>

#include <yuqian/data/schema.hpp>
#include <yuqian/model/maths/at.hpp>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

std::optional<std::string> out_of_domain(const ParameterFamily& f, std::size_t offset,
                                         double value) {
  if (f.domain.contains(value)) return std::nullopt;
  std::string labels;
  for (std::size_t k = f.axes.size(); k-- > 0;) {
    const auto size = static_cast<std::size_t>(f.axes[k].size());
    const std::string& label = f.axes[k].label(static_cast<int>(offset % size));
    labels = labels.empty() ? label : label + ", " + labels;
    offset /= size;
  }
  return fmt::format("{}{} at {:.6g}; it must be {}", f.name,
                     labels.empty() ? "" : "[" + labels + "]", value, f.domain.text());
}

}  // namespace

const data::SchemaEntry* parameter_record(std::string_view family) {
  static const data::Schema records = data::shipped_schema("parameters");
  return records.find(family);
}

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
  if (const data::SchemaEntry* record = parameter_record(families_.back().name))
    families_.back().domain = record->domain;
  return families_.back();
}

std::optional<std::string> ParameterSpace::out_of_domain(std::span<const double> benchmark,
                                                         std::span<const double> values) const {
  for (const ParameterFamily& f : families_)
    for (std::size_t k = 0; k < f.ids.size(); ++k) {
      if (!f.ids[k].valid() || !f.part.empty()) continue;
      const auto p = static_cast<std::size_t>(f.ids[k].value);
      if (values[p] == benchmark[p]) continue;
      if (auto found = model::out_of_domain(f, k, values[p])) return found;
    }
  return std::nullopt;
}

std::optional<std::string> ParameterSpace::out_of_domain(ParameterId p, double value) const {
  for (const ParameterFamily& f : families_)
    for (std::size_t k = 0; k < f.ids.size(); ++k)
      if (f.part.empty() && f.ids[k].value == p.value)
        if (auto found = model::out_of_domain(f, k, value)) return found;
  return std::nullopt;
}

const ParameterFamily& ParameterSpace::family(std::string_view name) const {
  std::vector<std::string> names;
  for (const ParameterFamily& f : families_) {
    if (f.name == name) return f;
    names.push_back(f.name);
  }
  return families_[at(data::Set("parameter", names).index(name))];  // throws
}

}  // namespace yuqian::model
